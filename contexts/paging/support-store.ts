import { type InterventionId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { setAlarm } from '#platform/server/due.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { constraintOf } from '#platform/server/sql-state.ts'
import {
  type Callee,
  evolveSupport,
  type Support,
  type SupportEvent,
  type SupportId,
  type SupportKind,
  type SupportMode,
  type SupportTry,
  tryNumber,
  type WantedSex,
} from './model-support.ts'
import { territoryOf } from './store.ts'

/** The alarm of a request of which nobody says anything more. */
export const SUPPORT_KIND = 'support-lapsed'

type Kept = Exclude<SupportEvent, { type: 'FamilyInterpreted' }>

/** A new request of a file. Refuses `support-open` where one of its kind is there. */
export async function beginRequest(tx: Tx, file: InterventionId, event: Kept): Promise<Support> {
  const id = uuid7<SupportId>(tx.work.now, tx.work.random)
  return await keepOne(tx, { id, interventionId: file }, undefined, event)
}

/** Writes the events of a request in order, its row and its alarm. Refuses `support-busy` as the row does. */
export async function keepSupport(
  tx: Tx,
  one: Support,
  events: readonly SupportEvent[],
): Promise<Support> {
  let next = one
  for (const event of events)
    if (event.type !== 'FamilyInterpreted') next = await keepOne(tx, one, next, event)
  return next
}

async function keepOne(
  tx: Tx,
  { id, interventionId }: Pick<Support, 'id' | 'interventionId'>,
  before: Support | undefined,
  event: Kept,
): Promise<Support> {
  const at = tx.work.now
  const version = (before?.version ?? 0) + 1
  const next = evolveSupport(before, { aggregateId: id, interventionId, version, at, ...event })
  await saveRow(tx, next, before === undefined)
  await append(tx, { room: 'paging', aggregateId: id, version, interventionId, at, event })
  if (next.state !== 'over') await setAlarm(tx, SUPPORT_KIND, id, next.nextAt)
  return next
}

/** What is taken is told by the database: of two who call one person at once the second is refused. */
const TAKEN: Readonly<Record<string, string>> = {
  support_asked: 'support-open',
  support_busy: 'support-busy',
}

async function saveRow(tx: Tx, one: Support, isNew: boolean): Promise<void> {
  const { callee } = one
  const values = {
    version: one.version,
    state: one.state,
    tries: JSON.stringify(one.tries),
    callee: callee === null ? null : JSON.stringify(callee),
    staff_id: callee?.kind === 'staff' ? callee.staffId : null,
    started_at: one.startedAt,
    next_at: one.nextAt,
  }
  try {
    if (isNew) await insert(tx, one, values)
    else
      await tx
        .updateTable('paging.support')
        .set(values)
        .where('territory_id', '=', territoryOf(tx))
        .where('id', '=', one.id)
        .execute()
  } catch (error) {
    const code = TAKEN[constraintOf(error) ?? '']
    throw code === undefined ? error : new RefusalError(code)
  }
}

type Changing = {
  version: number
  state: Support['state']
  tries: string
  callee: string | null
  staff_id: string | null
  started_at: Instant | null
  next_at: Instant
}

async function insert(tx: Tx, one: Support, values: Changing): Promise<void> {
  const asked = {
    ...{ territory_id: territoryOf(tx), id: one.id, intervention_id: one.interventionId },
    ...{ kind: one.kind, language: one.language, sex: one.sex, mode: one.mode },
    ...{ lines: [...one.lines], asked_at: tx.work.now },
  }
  await tx
    .insertInto('paging.support')
    .values({ ...asked, ...values })
    .execute()
}

type Row = {
  id: string
  version: number
  intervention_id: string
  kind: string
  language: string | null
  sex: string
  mode: string
  lines: string[]
  state: string
  tries: unknown
  callee: unknown
  started_at: Instant | null
  next_at: Instant
}

function supportOf(row: Row): Support {
  return {
    id: row.id as SupportId,
    version: row.version,
    interventionId: row.intervention_id as InterventionId,
    kind: row.kind as SupportKind,
    language: row.language,
    sex: row.sex as WantedSex,
    mode: row.mode as SupportMode,
    lines: row.lines,
    state: row.state as Support['state'],
    tries: row.tries as readonly SupportTry[],
    callee: row.callee as Callee | null,
    startedAt: row.started_at,
    nextAt: row.next_at,
  }
}

/** The request with this id, its row locked. */
export async function lockSupport(tx: Tx, id: string): Promise<Support | undefined> {
  const row = await tx
    .selectFrom('paging.support')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && supportOf(row)
}

/** The request with this id, for reading. */
export async function findSupport(tx: Tx, id: string): Promise<Support | undefined> {
  const row = await tx
    .selectFrom('paging.support')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && supportOf(row)
}

/** The requests of a file, the newest first. */
export async function supportsOf(tx: Tx, file: InterventionId): Promise<readonly Support[]> {
  const rows = await tx
    .selectFrom('paging.support')
    .selectAll()
    .where('intervention_id', '=', file)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(supportOf)
}

/** The requests of a file that are not over, locked; the caller holds the file's lock. */
export async function lockOpenSupports(tx: Tx, file: InterventionId): Promise<readonly Support[]> {
  const rows = await tx
    .selectFrom('paging.support')
    .selectAll()
    .where('intervention_id', '=', file)
    .where('state', '<>', 'over')
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(supportOf)
}

/** True when the newest call by the number of the service to who is called now for this request has failed. */
export async function hasFailedCall(tx: Tx, one: Support): Promise<boolean> {
  const row = await tx
    .selectFrom('paging.service_call')
    .select('state')
    .where('whom', '=', 'support')
    .where('called_id', '=', one.id)
    .where('called_try', '=', tryNumber(one))
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.state === 'failed'
}
