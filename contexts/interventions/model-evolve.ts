import type { NotPertinent } from '#contexts/triage/model.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant, notAfter } from '#platform/kernel/time.ts'
import {
  awaitsAnswer,
  type Classed,
  type Head,
  type Intervention,
  type InterventionEvent,
  type Outcome,
  type ReturnReason,
} from './model.ts'
import { classBy } from './model-reminders.ts'

type Recorded = Pick<RecordedEvent, 'aggregateId' | 'version' | 'at'> & InterventionEvent

/** Folds one event into the file: rows and replays are made by this alone. */
export function evolve(state: Intervention | undefined, event: Recorded): Intervention {
  if (event.type === 'InterventionOpened') return opened(event)
  if (!state) throw new RangeError(`${event.type} before the file was opened`)
  return { ...state, ...changeOf(state, event), version: event.version }
}

/** What was written before verification stood on the board says nothing of it. */
function headOf(head: Omit<Head, 'sourceCheck'> & Partial<Pick<Head, 'sourceCheck'>>): Head {
  return { ...head, sourceCheck: head.sourceCheck ?? null }
}

function opened(event: Recorded & { type: 'InterventionOpened' }): Intervention {
  const { data } = event
  return {
    id: event.aggregateId as InterventionId,
    number: data.number,
    version: event.version,
    state: 'new',
    ownerId: data.ownerId,
    receivedAt: instant(data.receivedAt),
    classKey: null,
    classRank: null,
    targetAt: null,
    targetMissedAt: null,
    answeredBy: null,
    answeredAt: null,
    isFollowed: false,
    confirmBy: null,
    notPertinent: 'no',
    authoritiesDue: [],
    head: headOf(data.head),
    patrolReleasedAt: null,
    outcome: null,
    closedAt: null,
    reviewAt: null,
    lateAt: classBy(event.at),
  }
}

type Later = Exclude<Recorded, { type: 'InterventionOpened' }>
type OfTarget = Extract<Later, { type: 'TargetMissed' | 'AnswerFollows' | 'AnswerCounts' }>
type OfServices = Extract<
  Later,
  { type: 'AuthorityCalled' | 'AuthorityPresent' | 'AuthoritiesFellDue' | 'PatrolReleased' }
>

function changeOf(state: Intervention, event: Later): Partial<Intervention> {
  switch (event.type) {
    case 'HeadChanged':
      return { head: headOf(event.data.head) }
    case 'InterventionClassed':
      return afterClass(state, event.data)
    case 'InterventionAnswered':
      return afterAnswer(state, event.data.by, event.at)
    case 'InterventionHandedOn':
      return afterHandOn(state, event.data, event.at)
    case 'NoteAdded':
    case 'NoteCorrected':
      return {}
    case 'InterventionReturned':
      return {
        ...UNANSWERED,
        state: 'waiting',
        confirmBy: null,
        notPertinent: RETURNED[event.data.reason],
      }
    case 'InterventionReopened':
      return { ...OPENED_AGAIN, lateAt: instant(event.data.lateAt) }
    case 'InterventionClosed':
      return afterClosing(state, event.data, event.at)
    default:
      return afterOthers(state, event)
  }
}

/** What leaves the state as it is, but for the target or the services. */
function afterOthers(state: Intervention, event: OfTarget | OfServices): Partial<Intervention> {
  const { type } = event
  return type === 'TargetMissed' || type === 'AnswerFollows' || type === 'AnswerCounts'
    ? afterTarget(event)
    : afterServices(state, event)
}

/** What became of the target. */
function afterTarget(event: OfTarget): Partial<Intervention> {
  if (event.type === 'TargetMissed') return { targetMissedAt: instant(event.data.targetAt) }
  return { isFollowed: event.type === 'AnswerFollows' }
}

/** What was said to, or found of, the services of emergency and the patrol that waits. */
function afterServices(state: Intervention, event: OfServices): Partial<Intervention> {
  switch (event.type) {
    case 'AuthorityCalled':
    case 'AuthorityPresent':
      return { authoritiesDue: state.authoritiesDue.filter((one) => one !== event.data.service) }
    case 'AuthoritiesFellDue':
      return { authoritiesDue: event.data.authoritiesDue }
    case 'PatrolReleased':
      return {
        head: { ...state.head, patrolWaitingSince: null },
        patrolReleasedAt: event.at,
      }
  }
}

const UNANSWERED = { answeredBy: null, answeredAt: null, isFollowed: false } as const

/** Its first answer was in time or late long ago: what comes after counts no more towards it. */
const ONCE_ANSWERED = { targetAt: null, targetMissedAt: null } as const

const OPENED_AGAIN = {
  ...UNANSWERED,
  ...ONCE_ANSWERED,
  state: 'waiting',
  outcome: null,
  closedAt: null,
} as const

const RETURNED: Readonly<Record<ReturnReason, NotPertinent>> = {
  rejected: 'rejected',
  'not-confirmed': 'lapsed',
}

function afterAnswer(state: Intervention, by: StaffId, at: Instant): Partial<Intervention> {
  const next = state.state === 'to-confirm' ? 'to-confirm' : 'working'
  return {
    ownerId: by,
    answeredBy: by,
    answeredAt: at,
    isFollowed: false,
    state: next,
    lateAt: null,
  }
}

function afterHandOn(
  state: Intervention,
  { to, lateAt }: { readonly to: StaffId; readonly lateAt?: string },
  at: Instant,
): Partial<Intervention> {
  const wasInTime = !awaitsAnswer(state) && state.targetAt && notAfter(state.targetAt, at)
  return {
    ...UNANSWERED,
    ...(wasInTime ? ONCE_ANSWERED : {}),
    ownerId: to,
    state: state.state === 'working' ? 'waiting' : state.state,
    lateAt: lateAt === undefined ? null : instant(lateAt),
  }
}

function afterClosing(
  state: Intervention,
  { outcome, reviewAt }: { readonly outcome: Outcome; readonly reviewAt?: string },
  at: Instant,
): Partial<Intervention> {
  const notPertinent = outcome === 'not-pertinent' ? 'confirmed' : state.notPertinent
  const review = reviewAt === undefined ? null : instant(reviewAt)
  // No wait runs on in a closed file; who closes is told of it.
  const isWaiting = state.head.patrolWaitingSince !== null
  return {
    state: 'closed',
    head: { ...state.head, patrolWaitingSince: null },
    patrolReleasedAt: isWaiting ? at : state.patrolReleasedAt,
    outcome,
    closedAt: at,
    reviewAt: review,
    confirmBy: null,
    notPertinent,
    lateAt: null,
  }
}

function afterClass(state: Intervention, data: Classed): Partial<Intervention> {
  const open = state.answeredBy === null ? 'waiting' : 'working'
  const targetAt = data.targetAt === null ? null : instant(data.targetAt)
  return {
    state: data.notPertinent === 'proposed' ? 'to-confirm' : open,
    classKey: data.classKey,
    classRank: data.classRank,
    targetAt,
    targetMissedAt: sameInstant(targetAt, state.targetAt) ? state.targetMissedAt : null,
    notPertinent: data.notPertinent,
    confirmBy: data.confirmBy === null ? null : instant(data.confirmBy),
    ...(state.state === 'new' ? { lateAt: null } : {}),
    authoritiesDue: data.authoritiesDue,
  }
}

function sameInstant(a: Instant | null, b: Instant | null): boolean {
  return a !== null && b !== null && a.equals(b)
}
