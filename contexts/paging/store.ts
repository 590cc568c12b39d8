import { type InterventionId, type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { setAlarm } from '#platform/server/due.ts'
import { append } from '#platform/server/log.ts'
import { LATER } from '#platform/server/together.ts'
import type { Page, PageEvent, PageId, Step } from './model.ts'
import { evolve } from './model-evolve.ts'
import { lookedAt } from './model-successor.ts'

/** The alarm of this room: also the name by which its handler acts. */
export const STEP_KIND = 'paging-step'

/** The territory that the transaction writes in. Throws without one. */
export function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a page needs its territory')
  return tx.work.territoryId
}

/** A new page of a file whose lock the caller holds. */
export async function openPage(
  tx: Tx,
  interventionId: InterventionId,
  event: PageEvent,
): Promise<Page> {
  const id = uuid7<PageId>(tx.work.now, tx.work.random)
  return await appendPage(tx, { id, interventionId }, undefined, event)
}

/** Writes events of a page in order, its row and the alarm for its next step. */
export async function appendAll(tx: Tx, page: Page, events: readonly PageEvent[]): Promise<Page> {
  let next = page
  for (const event of events) next = await appendPage(tx, page, next, event)
  return next
}

async function appendPage(
  tx: Tx,
  { id, interventionId }: Pick<Page, 'id' | 'interventionId'>,
  before: Page | undefined,
  event: PageEvent,
): Promise<Page> {
  const at = tx.work.now
  const version = (before?.version ?? 0) + 1
  const next = evolve(before, { aggregateId: id, interventionId, version, at, ...event })
  // The row first: what follows from the event in this transaction finds the page as it then stands.
  await saveRow(tx, next, before === undefined)
  await append(tx, { room: 'paging', aggregateId: id, version, interventionId, at, event })
  // The alarm of a page that is over stays: it will find nothing to do. Taking it off would wait for who works it.
  if (next.state === 'pending' && before?.nextAt.equals(next.nextAt) !== true)
    await setAlarm(tx, STEP_KIND, id, lookedAt(next, at))
  return next
}

async function saveRow(tx: Tx, page: Page, isNew: boolean): Promise<void> {
  const values = {
    territory_id: territoryOf(tx),
    id: page.id,
    intervention_id: page.interventionId,
    version: page.version,
    state: page.state,
    class_key: page.classKey,
    steps: JSON.stringify(page.steps),
    step: page.step,
    round: page.round,
    asked: [...page.asked],
    declined: [...page.declined],
    empty: [...page.empty],
    started_at: page.startedAt,
    next_at: page.nextAt,
    answered_by: page.answeredBy,
    settled_at: page.settledAt,
  }
  if (isNew) {
    await tx.insertInto('paging.page').values(values).modifyEnd(LATER).execute()
    return
  }
  await tx
    .updateTable('paging.page')
    .set(values)
    .where('territory_id', '=', values.territory_id)
    .where('id', '=', page.id)
    .modifyEnd(LATER)
    .execute()
}

type PageRow = {
  id: string
  intervention_id: string
  version: number
  state: string
  class_key: string | null
  steps: unknown
  step: number
  round: number
  asked: string[]
  declined: string[]
  empty: number[]
  started_at: Instant
  next_at: Instant
  answered_by: string | null
  settled_at: Instant | null
}

function pageOf(row: PageRow): Page {
  return {
    id: row.id as PageId,
    interventionId: row.intervention_id as InterventionId,
    version: row.version,
    state: row.state as Page['state'],
    classKey: row.class_key,
    steps: row.steps as readonly Step[],
    step: row.step,
    round: row.round,
    asked: row.asked as StaffId[],
    declined: row.declined as StaffId[],
    empty: row.empty,
    startedAt: row.started_at,
    nextAt: row.next_at,
    answeredBy: row.answered_by as StaffId | null,
    settledAt: row.settled_at,
  }
}

/** The pending page of a file, locked; the caller holds the file's lock. */
export async function lockPending(tx: Tx, id: InterventionId): Promise<Page | undefined> {
  const row = await tx
    .selectFrom('paging.page')
    .selectAll()
    .where('intervention_id', '=', id)
    .where('state', '=', 'pending')
    .forUpdate()
    .executeTakeFirst()
  return row && pageOf(row)
}

/** A page, locked; the caller holds the lock of its file. */
export async function lockPage(tx: Tx, id: string): Promise<Page | undefined> {
  const row = await tx
    .selectFrom('paging.page')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && pageOf(row)
}

/** A page, for reading. */
export async function findPage(tx: Tx, id: string): Promise<Page | undefined> {
  const row = await tx.selectFrom('paging.page').selectAll().where('id', '=', id).executeTakeFirst()
  return row && pageOf(row)
}

/** The page of a file that is pending, else the newest one, for reading. */
export async function newestPage(tx: Tx, id: InterventionId): Promise<Page | undefined> {
  const row = await tx
    .selectFrom('paging.page')
    .selectAll()
    .where('intervention_id', '=', id)
    .orderBy((e) => e('state', '=', 'pending'), 'desc')
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && pageOf(row)
}

/**
 * The page that an answer to this one is for: when it ended without an answer (its class was raised) and somebody is
 * called anew for the same file, that one. Nobody who says yes late is told that it is no longer needed.
 */
export async function pageInForce(tx: Tx, id: string): Promise<Page | undefined> {
  const page = await findPage(tx, id)
  if (page?.state !== 'settled' || page.answeredBy !== null) return page
  const newest = await newestPage(tx, page.interventionId)
  return newest?.state === 'pending' ? newest : page
}

/** The pending pages of these files. */
export async function pendingOf(tx: Tx, ids: readonly string[]): Promise<readonly Page[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('paging.page')
    .selectAll()
    .where('intervention_id', 'in', [...ids])
    .where('state', '=', 'pending')
    .execute()
  return rows.map(pageOf)
}

/** The pending pages that have called somebody. */
export async function pagesCalling(tx: Tx, staffId: StaffId): Promise<readonly Page[]> {
  const rows = await tx
    .selectFrom('paging.page as p')
    .selectAll('p')
    .where('p.state', '=', 'pending')
    .where((e) =>
      e.exists(
        e
          .selectFrom('paging.attempt as a')
          .select('a.id')
          .whereRef('a.territory_id', '=', 'p.territory_id')
          .whereRef('a.page_id', '=', 'p.id')
          .where('a.staff_id', '=', staffId)
          .where('a.state', 'not in', ['declined', 'passed-on', 'cancelled']),
      ),
    )
    .orderBy('p.started_at')
    .execute()
  return rows.map(pageOf)
}
