import { type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Database, Tx } from '#platform/server/db.ts'
import { endLinks, type Link, makeLink, openLink } from '#platform/server/link.ts'
import type { FeedKind } from './contract-feed.ts'
import { territoryOf, write } from './store.ts'

const KINDS: Readonly<Record<FeedKind, string>> = {
  calendar: 'rota-calendar',
  exchange: 'rota-exchange',
}
/** Long enough that nobody has to think of it; it is ended by a press. */
const YEARS = 5

/** A secret address that holds. */
export type Feed = {
  readonly id: string
  readonly staffId: StaffId | null
  readonly madeAt: Instant
}

/** The one of a kind that holds in a territory: a person's own, or the one of the exchange. */
export async function feedInForce(
  tx: Tx,
  territoryId: TerritoryId,
  kind: FeedKind,
  staffId: StaffId | null,
): Promise<(Feed & { readonly version: number }) | undefined> {
  const asked = tx
    .selectFrom('oncall.feed')
    .select(['id', 'version', 'staff_id', 'made_at'])
    .where('territory_id', '=', territoryId)
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
  const row = await (staffId === null
    ? asked
    : asked.where('staff_id', '=', staffId)
  ).executeTakeFirst()
  if (!row) return undefined
  const { id, version } = row
  return { id, version, staffId: row.staff_id as StaffId | null, madeAt: row.made_at }
}

/** Makes a secret address; one of the same kind that held holds no more. Answers the token, which is kept nowhere. */
export async function makeFeed(tx: Tx, kind: FeedKind, staffId: StaffId | null): Promise<string> {
  await endFeed(tx, kind, staffId)
  const id = uuid7(tx.work.now, tx.work.random)
  await tx
    .insertInto('oncall.feed')
    .values({
      territory_id: territoryOf(tx),
      ...{ id, version: 1, kind, staff_id: staffId, made_at: tx.work.now, ended_at: null },
    })
    .execute()
  await write(tx, id, 1, { type: 'FeedMade', data: { kind, staffId } })
  const expiresAt = tx.work.now.add({ hours: YEARS * 366 * 24 })
  return await makeLink(tx, { kind: KINDS[kind], key: id, holder: staffId, expiresAt })
}

/** Ends a secret address at once; does nothing where there is none. */
export async function endFeed(tx: Tx, kind: FeedKind, staffId: StaffId | null): Promise<void> {
  const found = await feedInForce(tx, territoryOf(tx), kind, staffId)
  if (!found) return
  await tx
    .updateTable('oncall.feed')
    .set({ ended_at: tx.work.now, version: found.version + 1 })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', found.id)
    .execute()
  await write(tx, found.id, found.version + 1, { type: 'FeedEnded', data: { kind, staffId } })
  await endLinks(tx, KINDS[kind], found.id)
}

/** The link of a secret that holds; undefined for any other. */
export async function feedLink(
  db: Database | Tx,
  kind: FeedKind,
  token: string,
  now: Instant,
): Promise<Link | undefined> {
  const link = await openLink(db, KINDS[kind], token, now)
  return link?.state === 'open' ? link : undefined
}

/** The territory whose telephone exchange shows this token; undefined for any other token. */
export async function exchangeTerritory(tx: Tx, token: string): Promise<TerritoryId | undefined> {
  return (await feedLink(tx, 'exchange', token, tx.work.now))?.territoryId
}
