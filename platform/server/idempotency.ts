import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { actorRef } from '#platform/kernel/actor.ts'
import type { Tx } from './db.ts'
import { BadInputError, RefusalError } from './errors.ts'
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
 * then gets its reply; the same key for another request is refused (422 `key-reused`).
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
  const body = known.sealed_body
    ? (JSON.parse(tx.work.vault.open(INSTALLATION, PURPOSE, known.sealed_body)) as unknown)
    : null
  return { status: known.status ?? 200, body }
}

/** Keeps the reply with the key, in the same transaction. */
export async function keepReply(tx: Tx, command: CommandKey, status: number, body: unknown) {
  await tx
    .updateTable('platform.idempotency')
    .set({
      status,
      sealed_body: tx.work.vault.seal(INSTALLATION, PURPOSE, JSON.stringify(body ?? null)),
    })
    .where('actor', '=', actorRef(tx.work.actor))
    .where('key', '=', command.key)
    .execute()
}
