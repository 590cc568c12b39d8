import { sql } from 'kysely'
import type { NotPertinent } from '#contexts/triage/model.ts'
import { m } from '#platform/i18n/texts.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import { type InterventionId, type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import { type Instant, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { LATER } from '#platform/server/together.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { keepAlarms } from './alarms.ts'
import {
  type Head,
  type Intervention,
  type InterventionEvent,
  type InterventionStateName,
  numberOf,
  type Outcome,
  type SourceCheck,
} from './model.ts'
import { evolve } from './model-evolve.ts'
import { followEvent, handOnFor } from './page-following.ts'
import { accountableIn, lockOwners, worksInSql } from './people.ts'

/** What opens a file: who received it owns it until another answers (I1). */
export type Opening = {
  /** Made by the caller when its own rows need it first; else made here. */
  readonly id?: InterventionId
  readonly head: Head
  readonly receivedAt: Instant
  readonly ownerId: StaffId
  /** True where who receives also works it: single on-call mode. */
  readonly answers?: boolean
}

/** Opens a file with its number, in the caller's transaction. */
export async function openIntervention(tx: Tx, opening: Opening): Promise<Intervention> {
  await lockOwners(tx, territoryOf(tx), 'shared')
  // No lock on the file: nobody else can know an id that is made here.
  const id = opening.id ?? uuid7<InterventionId>(tx.work.now, tx.work.random)
  const { number, stays } = await admit(tx, opening)
  const opened = await appendIntervention(tx, id, undefined, {
    type: 'InterventionOpened',
    data: {
      number,
      receivedAt: opening.receivedAt.toString(),
      ownerId: opening.ownerId,
      head: opening.head,
    },
  })
  if (!stays) return await takenOver(tx, opened)
  if (!opening.answers) return opened
  return await appendIntervention(tx, id, opened, {
    type: 'InterventionAnswered',
    data: { by: opening.ownerId, previousOwnerId: opening.ownerId },
  })
}

/** Who received it stopped working here in this instant: the report is kept, and somebody accountable owns it. */
async function takenOver(tx: Tx, opened: Intervention): Promise<Intervention> {
  const to = await accountableIn(tx, territoryOf(tx))
  if (to === undefined || to === opened.ownerId) return opened
  const why = await handOnFor(tx, opened, 'leaver')
  const data = { from: opened.ownerId, to, reason: m.interventions_grant_ended(), ...why }
  return await appendIntervention(tx, opened.id, opened, { type: 'InterventionHandedOn', data })
}

/**
 * A number of its own per territory and year, which waits for nobody: a report that fails leaves a gap. And whether
 * who received it still works here, read under the lock that was taken before.
 */
async function admit(tx: Tx, { receivedAt, ownerId }: Opening) {
  const year = wallClock(receivedAt).year
  const { rows } = await sql<{ last: number; stays: boolean }>`
    select interventions.next_number(${year}) as last,
           ${worksInSql(territoryOf(tx), ownerId)} as stays`.execute(tx)
  return { number: numberOf(year, Number(rows[0]?.last)), stays: rows[0]?.stays === true }
}

/** The territory of a file, under the actor's own sight; undefined when it may not be known. */
export async function territoryOfIntervention(
  tx: Tx,
  id: InterventionId,
): Promise<TerritoryId | undefined> {
  const row = await tx
    .selectFrom('interventions.intervention')
    .select('territory_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.territory_id as TerritoryId | undefined
}

/** Takes the file's lock, then its row, for a command. Throws NotFoundError. */
export async function lockFile(tx: Tx, id: InterventionId): Promise<Intervention> {
  await lockIntervention(tx, id)
  const row = await tx
    .selectFrom('interventions.intervention')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFoundError('intervention')
  return interventionOf(row)
}

/** Writes one event of a file, the row that follows from it, and the alarms that the row now needs. */
export async function appendIntervention(
  tx: Tx,
  id: InterventionId,
  state: Intervention | undefined,
  event: InterventionEvent,
  at: Instant = tx.work.now,
): Promise<Intervention> {
  const recorded = await append(tx, {
    room: 'interventions',
    aggregateId: id,
    version: (state?.version ?? 0) + 1,
    interventionId: id,
    at,
    event,
  })
  const next = evolve(state, recorded as RecordedEvent & InterventionEvent)
  await saveRow(tx, next, state === undefined)
  await keepAlarms(tx, state, next)
  return await appendAll(tx, next, await followEvent(tx, event, next))
}

/** Writes several events in order. */
export async function appendAll(
  tx: Tx,
  state: Intervention,
  events: readonly InterventionEvent[],
): Promise<Intervention> {
  let next = state
  for (const event of events) next = await appendIntervention(tx, state.id, next, event)
  return next
}

async function saveRow(tx: Tx, state: Intervention, isNew: boolean): Promise<void> {
  const values = { territory_id: territoryOf(tx), ...columnsOf(state) }
  if (isNew) {
    await tx.insertInto('interventions.intervention').values(values).modifyEnd(LATER).execute()
    return
  }
  await tx
    .updateTable('interventions.intervention')
    .set(values)
    .where('territory_id', '=', values.territory_id)
    .where('id', '=', state.id)
    .modifyEnd(LATER)
    .execute()
}

function columnsOf(state: Intervention) {
  const { head } = state
  return {
    id: state.id,
    number: state.number,
    version: state.version,
    state: state.state,
    owner_id: state.ownerId,
    received_at: state.receivedAt,
    class_key: state.classKey,
    class_rank: state.classRank,
    target_at: state.targetAt,
    target_missed_at: state.targetMissedAt,
    answered_by: state.answeredBy,
    answered_at: state.answeredAt,
    is_followed: state.isFollowed,
    confirm_by: state.confirmBy,
    not_pertinent: state.notPertinent,
    authorities_due: [...state.authoritiesDue],
    patrol_waiting_since:
      head.patrolWaitingSince === null ? null : Temporal.Instant.from(head.patrolWaitingSince),
    patrol_released_at: state.patrolReleasedAt,
    is_protected: head.isProtected,
    place_label: head.placeLabel,
    municipality: head.municipality,
    people_label: head.peopleLabel,
    need_label: head.needLabel,
    source_label: head.sourceLabel,
    source_check: head.sourceCheck,
    outcome: state.outcome,
    closed_at: state.closedAt,
    review_at: state.reviewAt,
    late_at: state.lateAt,
  }
}

export type InterventionRow = {
  id: string
  number: string
  version: number
  state: string
  owner_id: string
  received_at: Instant
  class_key: string | null
  class_rank: number | null
  target_at: Instant | null
  target_missed_at: Instant | null
  answered_by: string | null
  answered_at: Instant | null
  is_followed: boolean
  confirm_by: Instant | null
  not_pertinent: string
  authorities_due: string[]
  patrol_waiting_since: Instant | null
  patrol_released_at: Instant | null
  is_protected: boolean
  place_label: string | null
  municipality: string | null
  people_label: string | null
  need_label: string | null
  source_label: string
  source_check: string | null
  outcome: string | null
  closed_at: Instant | null
  review_at: Instant | null
  late_at: Instant | null
}

/** A row of the table as the model knows it. */
export function interventionOf(row: InterventionRow): Intervention {
  return {
    id: row.id as InterventionId,
    number: row.number,
    version: row.version,
    state: row.state as InterventionStateName,
    ownerId: row.owner_id as StaffId,
    receivedAt: row.received_at,
    classKey: row.class_key,
    classRank: row.class_rank,
    targetAt: row.target_at,
    targetMissedAt: row.target_missed_at,
    answeredBy: row.answered_by as StaffId | null,
    answeredAt: row.answered_at,
    isFollowed: row.is_followed,
    confirmBy: row.confirm_by,
    notPertinent: row.not_pertinent as NotPertinent,
    authoritiesDue: row.authorities_due,
    head: {
      placeLabel: row.place_label,
      municipality: row.municipality,
      peopleLabel: row.people_label,
      needLabel: row.need_label,
      sourceLabel: row.source_label,
      isProtected: row.is_protected,
      patrolWaitingSince: row.patrol_waiting_since?.toString() ?? null,
      sourceCheck: row.source_check as SourceCheck | null,
    },
    patrolReleasedAt: row.patrol_released_at,
    outcome: row.outcome as Outcome | null,
    closedAt: row.closed_at,
    reviewAt: row.review_at,
    lateAt: row.late_at,
  }
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a file needs its territory')
  return tx.work.territoryId
}
