import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Placement } from './model.ts'
import type { PlacementEvent } from './model-events.ts'

type Recorded = Pick<RecordedEvent, 'aggregateId' | 'version' | 'at' | 'interventionId'> &
  PlacementEvent

/** Folds one event into the placement: rows and replays are made by this alone. */
export function evolve(state: Placement | undefined, event: Recorded): Placement {
  if (event.type === 'PlaceHeld') return held(event)
  if (!state) throw new RangeError(`${event.type} before a place was held`)
  return { ...state, ...changeOf(state, event), version: event.version }
}

function held(event: Recorded & { type: 'PlaceHeld' }): Placement {
  const { data } = event
  return {
    id: event.aggregateId,
    interventionId: event.interventionId as InterventionId,
    facilityId: data.facilityId,
    facility: data.facility,
    version: event.version,
    state: 'held',
    people: data.people,
    minors: data.minors,
    holdUntil: instant(data.until),
    saidName: data.name,
    saidRole: data.role,
    title: null,
    needsAuthorisation: data.needsAuthorisation,
    authorisation: null,
    ratifyDueAt: null,
    askedAt: null,
    confirmedAt: null,
    confirmedBy: null,
    confirmedRole: null,
    confirmedWay: null,
    expectedAt: null,
    arrivalDueAt: null,
    lateLevel: null,
    noReason: null,
    releasedFor: null,
    arrivedAt: null,
    stayUntil: null,
    warnAt: null,
    warnedAt: null,
    overrunAt: null,
    endedAt: null,
  }
}

type Later = Exclude<Recorded, { type: 'PlaceHeld' }>
type Change = Partial<Placement>

function changeOf(state: Placement, event: Later): Change {
  switch (event.type) {
    case 'HoldExtended':
      return { holdUntil: instant(event.data.until) }
    case 'TitleRecorded':
      return { title: event.data.title }
    case 'ConfirmationAsked':
      return { askedAt: event.at }
    case 'PlaceConfirmed':
      return confirmed(event)
    case 'PersonArrived':
      return arrived(event)
    case 'StayWarned':
      return { warnedAt: event.at }
    case 'StayOverrun':
      return { warnedAt: state.warnedAt ?? event.at, overrunAt: event.at }
    case 'StayExtended':
      return extended(state, event)
    default:
      return laterChange(event)
  }
}

/** The rest: who answers for it, when they are expected, how it ends. */
function laterChange(event: Rest): Change {
  switch (event.type) {
    case 'PlacementAuthorised':
      return { authorisation: event.data.mode, ratifyDueAt: instantOr(event.data.remindAt) }
    case 'RatificationAwaited':
      return { ratifyDueAt: instant(event.data.nextAt) }
    case 'PlacementRatified':
      return { authorisation: 'ratified', ratifyDueAt: null }
    case 'PlacementNotRatified':
      return { authorisation: 'not-ratified', ratifyDueAt: null }
    case 'ArrivalExpected':
      return expected(event.data.expectedAt)
    case 'ArrivalOverdue':
      return overdue(event)
    default:
      return over(event)
  }
}

function confirmed({ at, data }: Later & { type: 'PlaceConfirmed' }): Change {
  return {
    state: 'confirmed',
    confirmedAt: at,
    confirmedBy: data.name,
    confirmedRole: data.role,
    confirmedWay: data.way,
    ...expected(data.expectedAt ?? null),
  }
}

const instantOr = (text: string | undefined) => (text === undefined ? null : instant(text))

/** Another hour begins the wait anew. */
function expected(at: string | null): Change {
  const expectedAt = at === null ? null : instant(at)
  return { expectedAt, arrivalDueAt: expectedAt, lateLevel: null }
}

/** Who was told, and when the next one is. */
function overdue({ data }: Later & { type: 'ArrivalOverdue' }): Change {
  return {
    lateLevel: data.level,
    arrivalDueAt: data.nextAt === null ? null : instant(data.nextAt),
  }
}

function arrived({ data }: Later & { type: 'PersonArrived' }): Change {
  return {
    state: 'arrived',
    arrivedAt: instant(data.arrivedAt),
    stayUntil: data.until === null ? null : instant(data.until),
    warnAt: data.warnAt === null ? null : instant(data.warnAt),
  }
}

/** The warning comes as long before the new end as it did before the old one. */
function extended(state: Placement, { data }: Later & { type: 'StayExtended' }): Change {
  const stayUntil = instant(data.until)
  const lead =
    state.warnAt && state.stayUntil
      ? state.stayUntil.epochMilliseconds - state.warnAt.epochMilliseconds
      : 0
  const warnAt = stayUntil.subtract({ milliseconds: lead })
  return { stayUntil, warnAt, warnedAt: null, overrunAt: null }
}

type Rest = Extract<
  Later,
  {
    type:
      | 'PlacementAuthorised'
      | 'RatificationAwaited'
      | 'PlacementRatified'
      | 'PlacementNotRatified'
      | 'ArrivalExpected'
      | 'ArrivalOverdue'
      | Over['type']
  }
>

type Over = Extract<
  Later,
  {
    type: 'HoldLapsed' | 'PlaceReleased' | 'PlaceRefused' | 'PersonDidNotArrive' | 'StayEnded'
  }
>

function over(event: Over): Change {
  switch (event.type) {
    case 'HoldLapsed':
      return { state: 'lapsed', endedAt: instant(event.data.until) }
    case 'PlaceReleased':
      return { state: 'released', endedAt: event.at, releasedFor: event.data.reason }
    case 'PlaceRefused':
      return { state: 'refused', endedAt: event.at, noReason: event.data.reason }
    case 'PersonDidNotArrive':
      return { state: 'no-show', endedAt: event.at }
    case 'StayEnded':
      return { state: 'ended', endedAt: instant(event.data.endedAt) }
  }
}
