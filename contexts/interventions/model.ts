import type { NotPertinent } from '#contexts/triage/model.ts'
import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { DomainEvent } from '#platform/kernel/event.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { HandOnCause } from './model-hand-on.ts'

export const STATES = ['new', 'waiting', 'working', 'to-confirm', 'closed'] as const
export type InterventionStateName = (typeof STATES)[number]

/** Outcomes of a file about which there was nothing to work: no handover is due. */
export const WITHOUT_HANDOVER = ['not-pertinent', 'duplicate', 'wrong', 'unheard'] as const
export const OUTCOMES = [
  ...WITHOUT_HANDOVER,
  'made-safe',
  'temporary',
  'refused',
  'not-found',
  'unmet',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Where a file without a class stands on the board: it may be anything, but what is known to be gravest comes first. */
export const UNCLASSED_RANK = 1.5

/** Whether the body that reported is who it says; null: verified, or no body. It decides what may be said to it, never what is done. */
export const SOURCE_CHECKS = ['to-verify', 'denied'] as const
export type SourceCheck = (typeof SOURCE_CHECKS)[number]

/** What the board shows of a file: words without names. Codes of municipalities are Belfiore codes. */
export type Head = {
  readonly placeLabel: string | null
  readonly municipality: string | null
  readonly peopleLabel: string | null
  readonly needLabel: string | null
  readonly sourceLabel: string
  readonly isProtected: boolean
  /** Since when a patrol waits on site, ISO; null when none does. */
  readonly patrolWaitingSince: string | null
  readonly sourceCheck: SourceCheck | null
}

/** The words of the board, as a report says them. */
export type HeadWords = Omit<Head, 'sourceCheck'>

/**
 * The class in force with its consequences; `targetAt`: by when somebody must have answered who can assess it, or whom
 * the class calls.
 */
export type Classed = {
  readonly classKey: string
  readonly classRank: number
  readonly targetAt: string | null
  readonly notPertinent: 'no' | 'proposed' | 'confirmed'
  readonly confirmBy: string | null
  readonly authoritiesDue: readonly string[]
}

export type ReturnReason = 'not-confirmed' | 'rejected'

export type InterventionEvent =
  | DomainEvent<
      'InterventionOpened',
      {
        readonly number: string
        readonly receivedAt: string
        readonly ownerId: StaffId
        readonly head: Head
      }
    >
  | DomainEvent<'HeadChanged', { readonly head: Head }>
  | DomainEvent<'InterventionClassed', Classed>
  | DomainEvent<'InterventionAnswered', { readonly by: StaffId; readonly previousOwnerId: StaffId }>
  /** Who answers only follows it: whoever can assess it is still called, and the target waits for them. */
  | DomainEvent<'AnswerFollows', { readonly by: StaffId }>
  /** The same person's answer is enough from now: it was assessed, or its class calls nobody. */
  | DomainEvent<'AnswerCounts', { readonly by: StaffId }>
  | DomainEvent<
      'InterventionHandedOn',
      {
        readonly from: StaffId
        readonly to: StaffId
        readonly reason: string
        /** Absent in what was written before there were causes. */
        readonly cause?: HandOnCause
        /** It rings nobody: by when somebody must have answered. */
        readonly lateAt?: string
      }
    >
  | DomainEvent<'NoteAdded', { readonly text: string; readonly by: StaffId }>
  | DomainEvent<
      'NoteCorrected',
      { readonly noteId: string; readonly text: string; readonly by: StaffId }
    >
  | DomainEvent<'AuthorityCalled', { readonly service: string }>
  /** A service that was to be called is there already: nobody is rung. */
  | DomainEvent<'AuthorityPresent', { readonly service: string }>
  /** Services that must be called at once for what came to be known, whatever the class. */
  | DomainEvent<
      'AuthoritiesFellDue',
      { readonly services: string; readonly authoritiesDue: readonly string[] }
    >
  | DomainEvent<'PatrolReleased', { readonly since: string }>
  | DomainEvent<'TargetMissed', { readonly targetAt: string }>
  | DomainEvent<'InterventionReturned', { readonly reason: ReturnReason }>
  | DomainEvent<
      'InterventionReopened',
      /** `lateAt`: when it comes to the coordinator, while nobody answers. */
      { readonly reason: 'review' | 'task'; readonly lateAt: string }
    >
  | DomainEvent<
      'InterventionClosed',
      {
        readonly outcome: Outcome
        readonly reason: string | null
        /** Number of the file that goes on instead of this one. */
        readonly duplicateOf?: string
        /** When a temporary answer is looked at again. */
        readonly reviewAt?: string
      }
    >

/** One file as it stands. `version` counts its events. */
export type Intervention = {
  readonly id: InterventionId
  readonly number: string
  readonly version: number
  readonly state: InterventionStateName
  readonly ownerId: StaffId
  readonly receivedAt: Instant
  readonly classKey: string | null
  readonly classRank: number | null
  readonly targetAt: Instant | null
  readonly targetMissedAt: Instant | null
  readonly answeredBy: StaffId | null
  readonly answeredAt: Instant | null
  /** Who answers only follows it, while somebody is called who can assess it. */
  readonly isFollowed: boolean
  readonly confirmBy: Instant | null
  readonly notPertinent: NotPertinent
  readonly authoritiesDue: readonly string[]
  readonly head: Head
  readonly patrolReleasedAt: Instant | null
  readonly outcome: Outcome | null
  readonly closedAt: Instant | null
  readonly reviewAt: Instant | null
  /** Of a file that waits and rings nobody: when it goes on to somebody else. */
  readonly lateAt: Instant | null
}

/** `26-0412`: two digits of the year in Italy, then the serial of territory and year. */
export function numberOf(year: number, serial: number): string {
  return `${String(year % 100).padStart(2, '0')}-${String(serial).padStart(4, '0')}`
}

export type AnswerRefusal = 'already-answered' | 'intervention-closed'

/**
 * *Rispondo io*: the first wins and becomes the owner; pressing twice changes nothing. `takesOver`: who answers only
 * follows the file while somebody is called who can assess it, and this is that one.
 * Refuses `already-answered` with the id of who answers, `intervention-closed`.
 */
export function answer(
  state: Intervention,
  by: StaffId,
  takesOver = false,
): Decision<InterventionEvent, AnswerRefusal> {
  if (state.state === 'closed') return refuse('intervention-closed')
  if (state.answeredBy === by) return accept()
  if (state.answeredBy !== null && !takesOver)
    return refuse('already-answered', { byId: state.answeredBy })
  return accept({
    type: 'InterventionAnswered',
    data: { by, previousOwnerId: state.ownerId },
  })
}

export type HandOnRefusal = 'intervention-closed' | 'same-owner' | 'not-of-territory'

/**
 * Hands the file on to a person of the territory, with a reason; the file waits until
 * the new owner answers. Refuses `same-owner`, `not-of-territory`, `intervention-closed`.
 */
export function handOn(
  state: Intervention,
  ask: {
    readonly to: StaffId
    readonly toWorksHere: boolean
    readonly reason: string
    readonly cause: HandOnCause
    readonly lateAt?: string
  },
): Decision<InterventionEvent, HandOnRefusal> {
  if (state.state === 'closed') return refuse('intervention-closed')
  if (state.ownerId === ask.to) return refuse('same-owner')
  if (!ask.toWorksHere) return refuse('not-of-territory')
  return accept({
    type: 'InterventionHandedOn',
    data: {
      from: state.ownerId,
      to: ask.to,
      reason: ask.reason,
      cause: ask.cause,
      ...(ask.lateAt === undefined ? {} : { lateAt: ask.lateAt }),
    },
  })
}

/**
 * The words of the board changed (the report was completed). A patrol that was released stays released, and none waits in a closed file.
 * No event when nothing differs.
 */
export function changeHead(state: Intervention, head: Head): readonly InterventionEvent[] {
  const mayWait = state.patrolReleasedAt === null && state.state !== 'closed'
  const next = mayWait ? head : { ...head, patrolWaitingSince: null }
  const keys = Object.keys(next) as (keyof Head)[]
  if (keys.every((key) => next[key] === state.head[key])) return []
  return [{ type: 'HeadChanged', data: { head: next } }]
}

/** The patrol on site is told that it can go. Refuses `no-patrol-waiting`. */
export function releasePatrol(
  state: Intervention,
): Decision<InterventionEvent, 'no-patrol-waiting'> {
  const since = state.head.patrolWaitingSince
  if (since === null) return refuse('no-patrol-waiting')
  return accept({ type: 'PatrolReleased', data: { since } })
}

/** A note on the timeline, also on a closed file and of what happened before. Refuses what is still to come. */
export function addNote(
  text: string,
  by: StaffId,
  at: { readonly happenedAt: Instant; readonly now: Instant },
): Decision<InterventionEvent, 'in-the-future'> {
  if (!notAfter(at.happenedAt, at.now)) return refuse('in-the-future')
  return accept({ type: 'NoteAdded', data: { text, by } })
}

/** Other words for a note: the first ones stay on the timeline, struck. */
export function correctNote(noteId: string, text: string, by: StaffId): InterventionEvent {
  return { type: 'NoteCorrected', data: { noteId, text, by } }
}

export type ClassRefusal = 'intervention-closed'

/** The decision of triage takes effect on the file. Confirmed not pertinent closes it at once. */
export function classed(
  state: Intervention,
  data: Classed,
): Decision<InterventionEvent, ClassRefusal> {
  if (state.state === 'closed') return refuse('intervention-closed')
  const event: InterventionEvent = { type: 'InterventionClassed', data }
  return data.notPertinent === 'confirmed' ? accept(event, closedAsNotPertinent()) : accept(event)
}

function closedAsNotPertinent(): InterventionEvent {
  return { type: 'InterventionClosed', data: { outcome: 'not-pertinent', reason: null } }
}

/** A qualified person has confirmed that the need is not pertinent: the file closes. */
export function confirmed(state: Intervention): Decision<InterventionEvent, 'nothing-to-confirm'> {
  if (state.state !== 'to-confirm') return refuse('nothing-to-confirm')
  return accept(closedAsNotPertinent())
}

/** Not confirmed in time, or rejected: back to the queue, with the same owner. */
export function returned(
  state: Intervention,
  reason: ReturnReason,
): Decision<InterventionEvent, 'nothing-to-confirm'> {
  if (state.state !== 'to-confirm') return refuse('nothing-to-confirm')
  return accept({ type: 'InterventionReturned', data: { reason } })
}

/** True while the target waits for an answer: nobody answers, or only who follows the file until another can assess it. */
export function awaitsAnswer({
  state,
  answeredBy,
  isFollowed,
}: Pick<Intervention, 'state' | 'answeredBy' | 'isFollowed'>): boolean {
  return state !== 'closed' && (answeredBy === null || isFollowed)
}

/** What changes for the target when it is known whether who answers only follows the file. Nothing while nobody does. */
export function weighAnswer(state: Intervention, follows: boolean): readonly InterventionEvent[] {
  const { answeredBy, isFollowed } = state
  if (answeredBy === null || isFollowed === follows) return []
  return [{ type: follows ? 'AnswerFollows' : 'AnswerCounts', data: { by: answeredBy } }]
}

/** The target passed and nobody answered who counts: recorded once, only when it is true. */
export function missTarget(state: Intervention, now: Instant): readonly InterventionEvent[] {
  const { targetAt } = state
  if (targetAt === null || state.targetMissedAt !== null) return []
  if (!awaitsAnswer(state)) return []
  if (!notAfter(targetAt, now)) return []
  return [{ type: 'TargetMissed', data: { targetAt: targetAt.toString() } }]
}
