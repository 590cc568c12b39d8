import { createHash } from 'node:crypto'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Database, Tx } from './db.ts'

/** What a link allows: one thing (`kind`) about one row (`key`). */
export type LinkSpec = {
  /** Named after the room and the act: `page-answer`, `place-confirm`. */
  readonly kind: string
  readonly key: string
  /** The person of the staff it is sent to; null for somebody outside. */
  readonly holder: StaffId | null
  readonly expiresAt: Instant
}

/** A link as it is found: whether it still holds is for its room to say, in its own words. */
export type Link = {
  readonly territoryId: TerritoryId
  readonly kind: string
  readonly key: string
  readonly holder: StaffId | null
  readonly state: 'open' | 'used' | 'over'
  readonly expiresAt: Instant
}

const TOKEN = /^[\w-]{43}$/u

/** Makes a link in the caller's transaction; answers its token, which is kept nowhere. */
export async function makeLink(tx: Tx, spec: LinkSpec): Promise<string> {
  const { territoryId, random } = tx.work
  if (territoryId === null) throw new Error('a link needs its territory')
  const token = Buffer.from(random(32)).toString('base64url')
  await tx
    .insertInto('platform.link')
    .values({
      token_hash: hashOf(token),
      territory_id: territoryId,
      kind: spec.kind,
      key: spec.key,
      holder: spec.holder,
      expires_at: spec.expiresAt,
      used_at: null,
      ended_at: null,
    })
    .execute()
  return token
}

/** The link of a token, undefined when there is none of this kind. Reads only: a mail scanner may open it. */
export async function openLink(
  db: Database | Tx,
  kind: string,
  token: string,
  now: Instant,
): Promise<Link | undefined> {
  if (!TOKEN.test(token)) return undefined
  const row = await db
    .selectFrom('platform.link')
    .selectAll()
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    territoryId: row.territory_id as TerritoryId,
    kind: row.kind,
    key: row.key,
    holder: row.holder as StaffId | null,
    state: stateOf(row, now),
    expiresAt: row.expires_at,
  }
}

function stateOf(
  row: { used_at: Instant | null; ended_at: Instant | null; expires_at: Instant },
  now: Instant,
): Link['state'] {
  if (row.used_at !== null) return 'used'
  const over = row.ended_at !== null || Temporal.Instant.compare(row.expires_at, now) <= 0
  return over ? 'over' : 'open'
}

/**
 * Uses a link once: true for the one transaction that uses it; false when it was used, ended, is too old, or is for
 * something or somewhere else.
 */
export async function spendLink(tx: Tx, kind: string, token: string): Promise<boolean> {
  const { now, territoryId } = tx.work
  const { numUpdatedRows } = await tx
    .updateTable('platform.link')
    .set({ used_at: now })
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .where('territory_id', '=', territoryId)
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends the links of a row that need no answer any more. */
export async function endLinks(tx: Tx, kind: string, key: string): Promise<void> {
  await tx
    .updateTable('platform.link')
    .set({ ended_at: tx.work.now })
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .execute()
}

/** How a token is kept: nobody gets back from it to the link. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
