import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { actorRef, territoriesOf } from '#platform/kernel/actor.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from './db.ts'
import { BadInputError, RefusalError } from './errors.ts'
import { LATER } from './together.ts'
import { INSTALLATION } from './work.ts'

const PURPOSE = 'idempotency'
const KEY = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/u

/** A command's own key and the fingerprint of what it asks. */
export type CommandKey = { readonly key: string; readonly hash: Buffer }

/** Reads the `Idempotency-Key` header: undefined when absent, 400 when it is not a UUID. */
export function commandKey(
  header: string | string[] | undefined,
  operation: string,
  input: unknown,
): CommandKey | undefined {
  if (header === undefined) return undefined
  if (typeof header !== 'string' || !KEY.test(header))
    throw new BadInputError([{ path: 'Idempotency-Key', code: 'invalid-format' }])
  const hash = createHash('sha256').update(operation).update('\0').update(JSON.stringify(input))
  return { key: header, hash: hash.digest() }
}

/**
 * Claims the key as the first act of the transaction. A second command with the same key waits for the first,
 * then gets its reply; the same key for another request is refused (422 `key-reused`), and a reply about a
 * territory where the person has no grant any more is not given again (403).
 */
export async function claimKey(
  tx: Tx,
  command: CommandKey,
): Promise<{ status: number; body: unknown } | undefined> {
  const actor = actorRef(tx.work.actor)
  // Keyed, because a request may hold a password (unlocking), which a bare hash would give away to guessing.
  const hash = tx.work.vault.fingerprint(INSTALLATION, PURPOSE, command.hash.toString('base64'))
  const { numAffectedRows } =
    await sql`insert into platform.idempotency (actor, key, request_hash, created_at)
    values (${actor}, ${command.key}, ${hash}, ${tx.work.now}) on conflict do nothing`.execute(tx)
  if (numAffectedRows === 1n) return undefined
  const known = await tx
    .selectFrom('platform.idempotency')
    .select(['request_hash', 'status', 'sealed_body'])
    .where('actor', '=', actor)
    .where('key', '=', command.key)
    .executeTakeFirstOrThrow()
  if (!known.request_hash.equals(hash)) throw new RefusalError('key-reused', {}, 422)
  if (!known.sealed_body) return { status: known.status ?? 200, body: null }
  const { territoryId, body } = JSON.parse(
    tx.work.vault.open(INSTALLATION, PURPOSE, known.sealed_body),
  ) as Kept
  if (!stillThere(tx, territoryId))
    throw new RefusalError('not-allowed', { reason: 'no-grant' }, 403)
  return { status: known.status ?? 200, body }
}

/** What is sealed of a reply: the territory it wrote in, and its body. */
type Kept = { readonly territoryId: TerritoryId | null; readonly body: unknown }

/** Whatever the desk has moved to since; the installation's administrator is one everywhere. */
function stillThere(tx: Tx, territoryId: TerritoryId | null): boolean {
  if (territoryId === null || territoryId === INSTALLATION) return true
  const own = territoriesOf(tx.work.actor)
  return own.includes(territoryId) || own.includes(INSTALLATION)
}

/** Keeps the reply with the key, in the same transaction. */
export async function keepReply(tx: Tx, command: CommandKey, status: number, body: unknown) {
  const kept: Kept = { territoryId: tx.work.territoryId, body: body ?? null }
  await tx
    .updateTable('platform.idempotency')
    .set({
      status,
      sealed_body: tx.work.vault.seal(INSTALLATION, PURPOSE, JSON.stringify(kept)),
    })
    .where('actor', '=', actorRef(tx.work.actor))
    .where('key', '=', command.key)
    .modifyEnd(LATER)
    .execute()
}
