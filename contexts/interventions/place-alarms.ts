import { sql } from 'kysely'
import { m } from '#platform/i18n/texts.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { unwrap } from '#platform/server/errors.ts'
import { answer, type Intervention } from './model.ts'
import type { HandOnCause } from './model-hand-on.ts'
import { handOnFor } from './page-following.ts'
import { accountableIn, lockOwners } from './people.ts'
import { progressOfOne } from './progress.ts'
import { appendAll, appendIntervention, lockFile } from './store.ts'

/**
 * Same-transaction reaction to `HoldLapsed`: where it was the only place of the file, the file waits again on the board
 * of its owner, until somebody answers.
 */
export async function placeLapsed(tx: Tx, event: RecordedEvent): Promise<void> {
  const state = await openFile(tx, event)
  if (state?.state !== 'working') return
  if ((await progressOfOne(tx, state.id)).place !== 'lapsed') return
  await backTo(tx, state, state.ownerId, 'place-lapsed', m.places_lapsed_reason())
}

/**
 * Same-transaction reaction to `ArrivalOverdue`: the file waits again with its owner; the second time a coordinator owns
 * it, and whoever is on call is called as for its class.
 */
export async function arrivalOverdue(tx: Tx, event: RecordedEvent): Promise<void> {
  const isFirst = event.data['level'] === 'owner'
  if (!isFirst) await lockOwners(tx, territoryOf(tx), 'shared')
  const state = await openFile(tx, event)
  if (!state) return
  if (isFirst) {
    if (state.state !== 'working') return
    await backTo(tx, state, state.ownerId, 'arrival-late', m.places_arrival_late_reason())
    return
  }
  const to = (await accountableIn(tx, territoryOf(tx))) ?? state.ownerId
  await backTo(tx, state, to, 'arrival-unknown', m.places_arrival_later_reason())
}

/**
 * Same-transaction reaction to `StayWarned` and `StayOverrun`: while the file is open its owner sees to the stay. Of a
 * closed one the service that accepted it does.
 */
export async function stayEnding(tx: Tx, event: RecordedEvent): Promise<void> {
  const state = await openFile(tx, event)
  if (state?.state !== 'working') return
  // What a service accepted is seen to by it: it is written to, and the board has nothing to answer. Where none took the
  // file its owner is the only one who hears of it.
  if ((await progressOfOne(tx, state.id)).isTaken) return
  const isOver = event.type === 'StayOverrun'
  const reason = isOver ? m.places_stay_over_reason() : m.places_stay_ending_reason()
  await backTo(tx, state, state.ownerId, 'stay', reason)
}

/**
 * Same-transaction reaction to `HandoverAccepted`: a file that had come back for a stay that ends waits for nobody any
 * more, for the service that accepted it sees to it. Its owner has it in hand as before; a service beside changes nothing.
 */
export async function stayTakenOver(tx: Tx, event: RecordedEvent): Promise<void> {
  const state = await openFile(tx, event)
  if (state?.state !== 'waiting') return
  const { rows } = await sql<{ taken: boolean }>`select exists (
    select from handover.v_handover h where h.id = ${event.aggregateId} and h.leads) and coalesce((
    select e.data ->> 'cause' = 'stay' from platform.event e where e.intervention_id = ${state.id}
      and e.type = 'InterventionHandedOn' order by e.version desc limit 1), false) as taken`.execute(
    tx,
  )
  if (rows[0]?.taken) await appendAll(tx, state, unwrap(answer(state, state.ownerId)))
}

/** Same-transaction reaction to `PlacementNotRatified`: whoever owns the open file has to know, and to see to it. */
export async function placeNotRatified(tx: Tx, event: RecordedEvent): Promise<void> {
  const state = await openFile(tx, event)
  if (state?.state !== 'working') return
  await backTo(tx, state, state.ownerId, 'not-ratified', m.places_not_ratified_reason())
}

/**
 * Same-transaction reaction to what settles such a call (who came, who did not, a later hour, the end of the stay): the
 * owner who does it answers for the file again, without pressing anything else.
 */
export async function placeSettled(tx: Tx, event: RecordedEvent): Promise<void> {
  const { actor } = tx.work
  const state = await openFile(tx, event)
  if (state?.state !== 'waiting' || actor.kind !== 'person') return
  if (actor.staffId !== state.ownerId) return
  await appendAll(tx, state, unwrap(answer(state, actor.staffId)))
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a place belongs to a territory')
  return tx.work.territoryId
}

/** The file of an event, locked; undefined when it is closed or there is none. */
export async function openFile(tx: Tx, event: RecordedEvent): Promise<Intervention | undefined> {
  if (event.interventionId === null) return undefined
  const state = await lockFile(tx, event.interventionId)
  return state.state === 'closed' ? undefined : state
}

/** The file waits again with somebody, until they answer. */
export async function backTo(
  tx: Tx,
  state: Intervention,
  to: StaffId,
  cause: HandOnCause,
  reason: string,
): Promise<void> {
  const data = { from: state.ownerId, to, reason, ...(await handOnFor(tx, state, cause)) }
  await appendIntervention(tx, state.id, state, { type: 'InterventionHandedOn', data })
}
