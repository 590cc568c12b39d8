import type { Tx } from '#platform/server/db.ts'
import { vaultOf } from '#platform/server/vault.ts'

const KEY_PURPOSE = 'intake.contact-key'

/** The key of one contact's personal data. Destroying it forgets them, wherever the sealed text was copied. */
export type ContactKey = {
  /** The key, encrypted for its column. */
  readonly sealedKey: Buffer
  readonly seal: (words: unknown) => Buffer
  readonly open: (sealed: Uint8Array) => unknown
}

function keyOf(secret: Uint8Array, sealedKey: Buffer): ContactKey {
  const vault = vaultOf(secret)
  return {
    sealedKey,
    seal: (words) => vault.seal('contact', 'words', JSON.stringify(words)),
    open: (sealed) => JSON.parse(vault.open('contact', 'words', sealed)) as unknown,
  }
}

function territoryOf(tx: Tx): string {
  if (tx.work.territoryId === null) throw new Error('personal data need their territory')
  return tx.work.territoryId
}

/** A fresh key for a new contact of the territory written in. */
export function newContactKey(tx: Tx): ContactKey {
  const secret = Buffer.from(tx.work.random(32))
  const sealed = tx.work.vault.seal(territoryOf(tx), KEY_PURPOSE, secret.toString('base64'))
  return keyOf(secret, sealed)
}

/** The key of a contact again, from its column; `territoryId` is the row's. */
export function openContactKey(tx: Tx, territoryId: string, sealedKey: Buffer): ContactKey {
  const secret = tx.work.vault.open(territoryId, KEY_PURPOSE, sealedKey)
  return keyOf(Buffer.from(secret, 'base64'), sealedKey)
}

/** The keyed fingerprint of a telephone, so that the same caller is counted without being readable. */
export function phoneFingerprint(tx: Tx, phone: string | null): Buffer | null {
  return phone === null ? null : tx.work.vault.fingerprint(territoryOf(tx), 'intake.phone', phone)
}
