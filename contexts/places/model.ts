import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, plusMinutes } from '#platform/kernel/time.ts'
import type { PlacementEvent } from './model-events.ts'
import type {
  Authorisation,
  AuthorisedNow,
  LateLevel,
  NoReason,
  PlacementStateName,
  ReleaseReason,
  Speaker,
  StayLimit,
  Title,
  Way,
} from './model-words.ts'

/** One place for the people of one file. `version` counts its events. */
export type Placement = {
  readonly id: string
  readonly interventionId: InterventionId
  readonly facilityId: string
  /** What everybody may read of the facility. */
  readonly facility: string
  readonly version: number
  readonly state: PlacementStateName
  readonly people: number
  readonly minors: number
  readonly holdUntil: Instant
  readonly saidName: string
  readonly saidRole: string
  readonly title: Title | null
  readonly needsAuthorisation: boolean
  readonly authorisation: Authorisation | null
  /** When who ratifies is reminded next. */
  readonly ratifyDueAt: Instant | null
  readonly askedAt: Instant | null
  readonly confirmedAt: Instant | null
  readonly confirmedBy: string | null
  readonly confirmedRole: string | null
  readonly confirmedWay: Way | null
  /** When they are expected, once the yes stands. */
  readonly expectedAt: Instant | null
  readonly arrivalDueAt: Instant | null
  readonly lateLevel: LateLevel | null
  readonly noReason: NoReason | null
  readonly releasedFor: ReleaseReason | null
  readonly arrivedAt: Instant | null
  readonly stayUntil: Instant | null
  readonly warnAt: Instant | null
  readonly warnedAt: Instant | null
  readonly overrunAt: Instant | null
  readonly endedAt: Instant | null
}

/** The state at `now`: a hold whose hour has passed is lapsed, whether or not anything ran meanwhile (I3). */
export function stateAt(placement: Placement, now: Instant): PlacementStateName {
  const isOver = placement.state === 'held' && notAfter(placement.holdUntil, now)
  return isOver ? 'lapsed' : placement.state
}

/** True while it keeps beds from others. */
export function keepsBeds(state: PlacementStateName): boolean {
  return state === 'held' || state === 'confirmed' || state === 'arrived'
}

export type HoldRefusal = 'no-bed-left' | 'place-already-held'

/**
 * Holds a place after the facility's yes by telephone. Refuses `no-bed-left` when nothing is free any more,
 * `place-already-held` when the file has a place and nobody said that its people are divided.
 */
export function hold(ask: {
  readonly facility: string
  readonly facilityId: string
  readonly people: number
  readonly minors: number
  readonly hasBeds: boolean
  readonly alongside: boolean
  readonly othersActive: number
  readonly needsAuthorisation: boolean
  readonly minutes: number
  readonly now: Instant
  readonly speaker: Speaker
  readonly by: StaffId
}): Decision<PlacementEvent, HoldRefusal> {
  if (ask.othersActive > 0 && !ask.alongside) return refuse('place-already-held')
  if (!ask.hasBeds) return refuse('no-bed-left')
  const { facility, facilityId, people, minors, needsAuthorisation, speaker, by } = ask
  const until = plusMinutes(ask.now, ask.minutes).toString()
  const data = { facility, facilityId, until, people, minors, needsAuthorisation, ...speaker, by }
  return accept({ type: 'PlaceHeld', data })
}

export type HeldRefusal = 'hold-lapsed' | 'not-held'

function needHeld(state: Placement, now: Instant): HeldRefusal | undefined {
  const at = stateAt(state, now)
  if (at === 'lapsed') return 'hold-lapsed'
  return at === 'held' ? undefined : 'not-held'
}

/** Proroga: the hold goes on for so many minutes from now. Refuses `hold-lapsed`, `not-held`. */
export function extendHold(
  state: Placement,
  now: Instant,
  minutes: number,
): Decision<PlacementEvent, HeldRefusal> {
  const refusal = needHeld(state, now)
  if (refusal) return refuse(refusal)
  const until = plusMinutes(now, minutes)
  if (notAfter(until, state.holdUntil)) return accept()
  return accept({
    type: 'HoldExtended',
    data: { facility: state.facility, until: until.toString() },
  })
}

/** The hour passed: recorded once, as of that hour. Nothing on a false alarm. */
export function lapseHold(state: Placement, now: Instant): readonly PlacementEvent[] {
  if (state.state !== 'held' || stateAt(state, now) !== 'lapsed') return []
  const { facility, holdUntil } = state
  return [{ type: 'HoldLapsed', data: { facility, until: holdUntil.toString() } }]
}

/** Gives the place back before arrival. Refuses `not-held` when there is nothing to give back. */
export function release(
  state: Placement,
  now: Instant,
  reason: ReleaseReason,
): Decision<PlacementEvent, HeldRefusal> {
  const at = stateAt(state, now)
  if (at === 'lapsed') return refuse('hold-lapsed')
  if (at !== 'held' && at !== 'confirmed') return refuse('not-held')
  return accept({ type: 'PlaceReleased', data: { facility: state.facility, reason } })
}

export type ConfirmRefusal = HeldRefusal | 'title-missing' | 'authorisation-missing'

/** What is still missing before a place may be confirmed; undefined when nothing is. */
export function missingFor(
  state: Placement,
): 'title-missing' | 'authorisation-missing' | undefined {
  if (state.minors > 0 && state.title === null) return 'title-missing'
  if (state.needsAuthorisation && state.authorisation === null) return 'authorisation-missing'
  return undefined
}

/** On what ground the minors enter (Q22). Refuses `no-minor` when there is none. */
export function recordTitle(
  state: Placement,
  title: Title,
  by: StaffId,
): Decision<PlacementEvent, 'no-minor'> {
  if (state.minors === 0) return refuse('no-minor')
  if (state.title === title) return accept()
  return accept({ type: 'TitleRecorded', data: { title, by } })
}

/** Outside the agreement: authorised by an official, or placed at once and to be ratified from `morning` on. */
export function authorise(
  state: Placement,
  mode: AuthorisedNow,
  by: StaffId,
  morning: Instant,
): readonly PlacementEvent[] {
  if (state.authorisation === mode) return []
  const remind = mode === 'to-ratify' ? { remindAt: morning.toString() } : {}
  return [{ type: 'PlacementAuthorised', data: { mode, by, ...remind } }]
}

/** The facility is asked to confirm in writing. Refuses as `confirm`. */
export function askConfirmation(
  state: Placement,
  now: Instant,
): Decision<PlacementEvent, ConfirmRefusal> {
  const refusal = needHeld(state, now) ?? missingFor(state)
  if (refusal) return refuse(refusal)
  return accept({ type: 'ConfirmationAsked', data: { facility: state.facility } })
}

/** The facility's yes that stands: in writing by link, or by voice. Saying it twice changes nothing. */
export function confirm(
  state: Placement,
  now: Instant,
  said: Speaker & { readonly way: Way; readonly expectedAt: Instant },
): Decision<PlacementEvent, ConfirmRefusal> {
  if (state.state === 'confirmed') return accept()
  const refusal = needHeld(state, now) ?? missingFor(state)
  if (refusal) return refuse(refusal)
  const { facility } = state
  const expectedAt = said.expectedAt.toString()
  return accept({ type: 'PlaceConfirmed', data: { facility, ...said, expectedAt } })
}

/** The facility takes its yes back before arrival. Refuses `not-held`; a lapsed hold is nothing any more. */
export function refusePlace(
  state: Placement,
  now: Instant,
  said: Speaker & { readonly way: Way; readonly reason: NoReason },
): Decision<PlacementEvent, HeldRefusal> {
  const at = stateAt(state, now)
  if (at === 'lapsed') return refuse('hold-lapsed')
  if (at !== 'held' && at !== 'confirmed') return refuse('not-held')
  return accept({ type: 'PlaceRefused', data: { facility: state.facility, ...said } })
}

/** They have arrived: the stay's clock starts. Before a written yes too, since being safe comes first. */
export function arrive(
  state: Placement,
  now: Instant,
  at: Instant,
  limit: StayLimit | null,
): Decision<PlacementEvent, ConfirmRefusal> {
  const refusal =
    state.state === 'confirmed' ? missingFor(state) : (needHeld(state, now) ?? missingFor(state))
  if (refusal) return refuse(refusal)
  const until = limit && at.add({ hours: limit.maxHours })
  return accept({
    type: 'PersonArrived',
    data: {
      facility: state.facility,
      arrivedAt: at.toString(),
      until: until?.toString() ?? null,
      warnAt: (limit && until?.subtract({ hours: limit.warnHoursBefore }).toString()) ?? null,
    },
  })
}

/** Mancato arrivo: the beds are free again. Refuses `not-held`. */
export function noShow(state: Placement): Decision<PlacementEvent, 'not-held'> {
  if (state.state !== 'held' && state.state !== 'confirmed') return refuse('not-held')
  return accept({ type: 'PersonDidNotArrive', data: { facility: state.facility } })
}

/** When the model wants to be asked again: the hold's end, the arrival, the stay's warning, the stay's end. */
export function nextDue(state: Placement): Instant | null {
  if (state.state === 'confirmed') return state.arrivalDueAt
  if (state.state === 'held') return state.holdUntil
  if (state.state !== 'arrived' || state.overrunAt !== null) return null
  return state.warnedAt === null ? (state.warnAt ?? state.stayUntil) : state.stayUntil
}
