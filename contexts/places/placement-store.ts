import type { RecordedEvent } from '#platform/kernel/event.ts'
import { type InterventionId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { clearAlarm, setAlarm } from '#platform/server/due.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { keepClaims } from './claim-store.ts'
import { nextDue, type Placement } from './model.ts'
import type { PlacementEvent } from './model-events.ts'
import { evolve } from './model-evolve.ts'
import { ratifyDue } from './model-ratify.ts'
import type {
  Authorisation,
  LateLevel,
  NoReason,
  PlacementStateName,
  ReleaseReason,
  Title,
  Way,
} from './model-words.ts'
import { territoryOf } from './written-in.ts'

/** Alarm kinds of this room: also the names by which their handlers act (`system:<kind>`). */
export const HOLD_KIND = 'place-hold'
export const STAY_KIND = 'place-stay'
export const RATIFY_KIND = 'place-ratify'
export const ARRIVAL_KIND = 'place-arrival'

/** The file of a placement, under the actor's own sight. Throws NotFoundError. */
export async function fileOfPlacement(tx: Tx, id: string): Promise<InterventionId> {
  const row = await tx
    .selectFrom('places.placement')
    .select('intervention_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFoundError('placement')
  return row.intervention_id as InterventionId
}

/** Takes the file's lock, then the placement's row. `of`: the file it must belong to. Throws NotFoundError. */
export async function lockPlacement(tx: Tx, id: string, of?: InterventionId): Promise<Placement> {
  const file = of ?? (await fileOfPlacement(tx, id))
  await lockIntervention(tx, file)
  const row = await select(tx)
    .where('p.id', '=', id)
    .where('p.intervention_id', '=', file)
    .forUpdate('p')
    .executeTakeFirst()
  if (!row) throw new NotFoundError('placement')
  return placementOf(row)
}

/** One placement for reading. Throws NotFoundError. */
export async function readPlacement(tx: Tx, id: string): Promise<Placement> {
  const row = await select(tx).where('p.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFoundError('placement')
  return placementOf(row)
}

/** The placements of a file, newest first. */
export async function placementsOf(tx: Tx, file: InterventionId): Promise<readonly Placement[]> {
  const rows = await select(tx)
    .where('p.intervention_id', '=', file)
    .orderBy('p.id', 'desc')
    .execute()
  return rows.map(placementOf)
}

/** The placements of a territory that wait to be ratified, oldest first. */
export async function placementsToRatify(
  tx: Tx,
  territoryId: TerritoryId,
): Promise<readonly Placement[]> {
  const rows = await select(tx)
    .where('p.territory_id', '=', territoryId)
    .where('p.authorisation', '=', 'to-ratify')
    .orderBy('p.id')
    .execute()
  return rows.map(placementOf)
}

/** The stays of a territory that are ending or over, the first to end first. */
export async function endingOf(tx: Tx, territoryId: TerritoryId): Promise<readonly Placement[]> {
  const rows = await select(tx)
    .where('p.territory_id', '=', territoryId)
    .where('p.state', '=', 'arrived')
    .where('p.warned_at', 'is not', null)
    .orderBy('p.stay_until')
    .orderBy('p.id')
    .execute()
  return rows.map(placementOf)
}

/** Who is in these facilities, or expected there. */
export async function guestsOf(
  tx: Tx,
  facilityIds: readonly string[],
): Promise<readonly Placement[]> {
  if (facilityIds.length === 0) return []
  const rows = await select(tx)
    .where('p.facility_id', 'in', [...facilityIds])
    .where('p.state', 'in', ['held', 'confirmed', 'arrived'])
    .orderBy('p.id')
    .execute()
  return rows.map(placementOf)
}

function select(tx: Tx) {
  return tx
    .selectFrom('places.placement as p')
    .innerJoin('places.facility as f', (join) =>
      join.onRef('f.territory_id', '=', 'p.territory_id').onRef('f.id', '=', 'p.facility_id'),
    )
    .selectAll('p')
    .select('f.label')
}

/** Writes events of a placement in order: log, row, claims on beds, alarms. */
export async function appendPlacement(
  tx: Tx,
  state: Placement | undefined,
  events: readonly PlacementEvent[],
  opening?: { readonly file: InterventionId; readonly bedIds: readonly string[] },
): Promise<Placement> {
  const place = {
    id: state?.id ?? uuid7(tx.work.now, tx.work.random),
    file: state?.interventionId ?? opening?.file ?? null,
    bedIds: opening?.bedIds ?? [],
  }
  let next = state
  for (const event of events) next = await appendOne(tx, place, next, event)
  if (!next) throw new Error('a placement without event')
  return next
}

async function appendOne(
  tx: Tx,
  place: {
    readonly id: string
    readonly file: InterventionId | null
    readonly bedIds: readonly string[]
  },
  before: Placement | undefined,
  event: PlacementEvent,
): Promise<Placement> {
  const recorded = await append(tx, {
    room: 'places',
    aggregateId: place.id,
    version: (before?.version ?? 0) + 1,
    interventionId: place.file,
    at: tx.work.now,
    event,
  })
  const next = evolve(before, recorded as RecordedEvent & PlacementEvent)
  await save(tx, next)
  await keepClaims(tx, before, next, place.bedIds)
  await keepAlarms(tx, before, next)
  return next
}

async function save(tx: Tx, state: Placement): Promise<void> {
  const values = { territory_id: territoryOf(tx), ...columnsOf(state) }
  await tx
    .insertInto('places.placement')
    .values(values)
    .onConflict((c) => c.columns(['territory_id', 'id']).doUpdateSet(values))
    .execute()
}

async function keepAlarms(tx: Tx, before: Placement | undefined, after: Placement): Promise<void> {
  const due = (kind: string, dueOf: (one: Placement) => Instant | null) =>
    keepAlarm(tx, kind, after.id, before ? dueOf(before) : null, dueOf(after))
  await due(HOLD_KIND, during('held'))
  await due(ARRIVAL_KIND, during('confirmed'))
  await due(STAY_KIND, during('arrived'))
  await due(RATIFY_KIND, ratifyDue)
}

const during = (state: PlacementStateName) => (one: Placement) =>
  one.state === state ? nextDue(one) : null

async function keepAlarm(
  tx: Tx,
  kind: string,
  id: string,
  was: Instant | null,
  due: Instant | null,
): Promise<void> {
  if (due !== null) await setAlarm(tx, kind, id, due)
  else if (was !== null) await clearAlarm(tx, kind, id)
}

function columnsOf(state: Placement) {
  return {
    id: state.id,
    intervention_id: state.interventionId,
    facility_id: state.facilityId,
    version: state.version,
    state: state.state,
    people: state.people,
    minors: state.minors,
    hold_until: state.holdUntil,
    said_name: state.saidName,
    said_role: state.saidRole,
    title: state.title,
    needs_authorisation: state.needsAuthorisation,
    authorisation: state.authorisation,
    ratify_due_at: state.ratifyDueAt,
    asked_at: state.askedAt,
    confirmed_at: state.confirmedAt,
    confirmed_by: state.confirmedBy,
    confirmed_role: state.confirmedRole,
    confirmed_way: state.confirmedWay,
    expected_at: state.expectedAt,
    arrival_due_at: state.arrivalDueAt,
    late_level: state.lateLevel,
    no_reason: state.noReason,
    released_for: state.releasedFor,
    arrived_at: state.arrivedAt,
    stay_until: state.stayUntil,
    warn_at: state.warnAt,
    warned_at: state.warnedAt,
    overrun_at: state.overrunAt,
    ended_at: state.endedAt,
  }
}

type Columns = ReturnType<typeof columnsOf>
type Widened<T> = T extends string ? string : T
type Row = { [K in keyof Columns]: Widened<Columns[K]> } & { label: string }

function placementOf(row: Row): Placement {
  return {
    id: row.id,
    interventionId: row.intervention_id as InterventionId,
    facilityId: row.facility_id,
    facility: row.label,
    version: row.version,
    state: row.state as PlacementStateName,
    people: row.people,
    minors: row.minors,
    holdUntil: row.hold_until,
    saidName: row.said_name,
    saidRole: row.said_role,
    title: row.title as Title | null,
    needsAuthorisation: row.needs_authorisation,
    authorisation: row.authorisation as Authorisation | null,
    ratifyDueAt: row.ratify_due_at,
    askedAt: row.asked_at,
    confirmedAt: row.confirmed_at,
    confirmedBy: row.confirmed_by,
    confirmedRole: row.confirmed_role,
    confirmedWay: row.confirmed_way as Way | null,
    expectedAt: row.expected_at,
    arrivalDueAt: row.arrival_due_at,
    lateLevel: row.late_level as LateLevel | null,
    noReason: row.no_reason as NoReason | null,
    releasedFor: row.released_for as ReleaseReason | null,
    arrivedAt: row.arrived_at,
    stayUntil: row.stay_until,
    warnAt: row.warn_at,
    warnedAt: row.warned_at,
    overrunAt: row.overrun_at,
    endedAt: row.ended_at,
  }
}
