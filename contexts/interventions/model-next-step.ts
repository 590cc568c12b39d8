import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Intervention } from './model.ts'

/** What the rooms have recorded of a file, as far as the next step asks for it. */
export type Progress = {
  readonly page: 'none' | 'pending'
  /** When the pending page goes on to the next person. */
  readonly pageNextAt: Instant | null
  readonly hasPeople: boolean
  /** Null before the first assessment. */
  readonly needsPlace: boolean | null
  /** `declined`: the person refused the last one that was held. `lapsed`: the only one was not confirmed in time. */
  readonly place:
    | 'none'
    | 'held'
    | 'confirmed'
    | 'arrived'
    | 'ended'
    | 'unmet'
    | 'declined'
    | 'lapsed'
  /** No place was found here, and services of other territories were asked, or it was said why not. */
  readonly isElsewhereAsked: boolean
  readonly holdUntil: Instant | null
  readonly expectedAt: Instant | null
  /** The hour passed and nobody recorded who came. */
  readonly isArrivalLate: boolean
  readonly stay: 'none' | 'calm' | 'ending' | 'over'
  readonly stayUntil: Instant | null
  readonly hasPapers: boolean
  readonly handover: 'none' | 'pending' | 'settled' | 'returned'
  /** It is settled because the service that leads has accepted the file: what comes is seen to there. */
  readonly isTaken: boolean
  readonly chaseAt: Instant | null
  /** When somebody is to be rung about a handover; null when nobody is. */
  readonly callAt: Instant | null
  readonly isCallDue: boolean
  readonly isReadBack: boolean
  /** The hour of the first task that fell due and is not done. */
  readonly taskDueAt: Instant | null
  /** A call that nobody answered opened it, and nobody has written what its caller says; `withheld`: no number showed. */
  readonly unheard: 'none' | 'to-call' | 'withheld'
  /** When its caller, who was called back in vain, is called again. */
  readonly callBackAt: Instant | null
}

/** A file of which no room has recorded anything yet. */
export const NO_PROGRESS: Progress = {
  page: 'none',
  pageNextAt: null,
  hasPeople: false,
  needsPlace: null,
  place: 'none',
  isElsewhereAsked: false,
  holdUntil: null,
  expectedAt: null,
  isArrivalLate: false,
  stay: 'none',
  stayUntil: null,
  hasPapers: false,
  handover: 'none',
  isTaken: false,
  chaseAt: null,
  callAt: null,
  isCallDue: false,
  isReadBack: false,
  taskDueAt: null,
  unheard: 'none',
  callBackAt: null,
}

export const NEXT_STEPS = [
  'choose-class',
  'call-authority',
  'confirm-not-pertinent',
  'wait-page',
  'answer',
  'answer-late',
  'review',
  'task',
  'call-back',
  'call-withheld',
  'people',
  'assess',
  'place',
  'place-lapsed',
  'place-elsewhere',
  'place-confirm',
  'read-back',
  'place-arrival',
  'place-arrival-late',
  'place-stay',
  'patrol-release',
  'papers',
  'handover',
  'handover-call',
  'handover-wait',
  'close',
  'work',
  'nothing',
] as const
export type NextStepKey = (typeof NEXT_STEPS)[number]

/** The next step of a file and by when. */
export type NextStep = { readonly key: NextStepKey; readonly dueAt: Instant | null }

const step = (key: NextStepKey, dueAt: Instant | null = null): NextStep => ({ key, dueAt })

/** *Cosa faccio adesso?*: the next step of a file and by when, from what the rooms have recorded. */
export function nextStep(state: Intervention, progress: Progress): NextStep {
  if (state.state === 'closed') return step('nothing')
  const first = beforeAnswer(state, progress)
  if (first !== undefined) return first
  // Nothing is known before the caller is heard: no class is asked for.
  const unheard = toHear(progress)
  if (unheard !== undefined) return unheard
  // Who answers before there is a class has still to choose it: by it somebody else is called, or nobody.
  if (state.classKey === null) return step('choose-class')
  return atWork(state, progress) ?? towardsClosing(progress)
}

function toHear({ unheard, callBackAt }: Progress): NextStep | undefined {
  if (unheard === 'none') return undefined
  return unheard === 'to-call' ? step('call-back', callBackAt) : step('call-withheld')
}

/** The same of a file that may not be opened: what is being done there would tell the kind of case. */
export function maskedStep(state: Intervention): NextStep {
  if (state.state === 'closed') return step('nothing')
  return beforeAnswer({ ...state, authoritiesDue: [], reviewAt: null }, NO_PROGRESS) ?? step('work')
}

function beforeAnswer(state: Intervention, progress: Progress): NextStep | undefined {
  if (state.authoritiesDue.length > 0) return step('call-authority')
  if (state.state === 'new' && progress.unheard === 'none') return step('choose-class')
  // Who waits for an arrival, or has lost the place, is not kept behind the answer: it says why it is back.
  const alarm = placeAlarm(progress)
  if (alarm !== undefined) return alarm
  if (state.state === 'to-confirm')
    return openPlace(progress) ?? step('confirm-not-pertinent', state.confirmBy)
  return toAnswer(state, progress) ?? dueAgain(state, progress) ?? restOfAnswer(state)
}

/** Nobody answers, and that is late, or somebody is rung for it: nothing that was promised for later is before it. */
function toAnswer(state: Intervention, { page, pageNextAt }: Progress): NextStep | undefined {
  if (state.answeredBy !== null) return undefined
  if (state.targetMissedAt !== null) return step('answer-late', state.targetAt)
  if (page === 'pending') return step('wait-page', pageNextAt)
  return state.targetAt === null ? undefined : step('answer', state.targetAt)
}

function restOfAnswer(state: Intervention): NextStep | undefined {
  return state.answeredBy === null ? step('answer') : undefined
}

/** Nobody closes over a promised place: it comes before what would close the file. */
function openPlace({ place, holdUntil, expectedAt }: Progress): NextStep | undefined {
  if (place === 'held') return step('place-confirm', holdUntil)
  return place === 'confirmed' ? step('place-arrival', expectedAt) : undefined
}

/**
 * What somebody promised to look at by an hour that has come: the earlier first. Only a file that was closed and opened
 * again has a review.
 */
function dueAgain(state: Intervention, { taskDueAt }: Progress): NextStep | undefined {
  const { reviewAt } = state
  const isTaskFirst = taskDueAt !== null && (reviewAt === null || notAfter(taskDueAt, reviewAt))
  if (isTaskFirst) return step('task', taskDueAt)
  return reviewAt === null ? undefined : step('review', reviewAt)
}

/** What a place asks for at once. */
function placeAlarm(progress: Progress): NextStep | undefined {
  if (progress.isArrivalLate) return step('place-arrival-late', progress.expectedAt)
  if (progress.place === 'lapsed') return step('place-lapsed')
  // What was accepted is seen to by the service that accepted it; what none took is nobody else's.
  if (progress.isTaken) return undefined
  const isDue = progress.stay === 'ending' || progress.stay === 'over'
  return isDue ? step('place-stay', progress.stayUntil) : undefined
}

function atWork(state: Intervention, progress: Progress): NextStep | undefined {
  // A service that has to be rung, or was never reached, does not wait behind what is missing here.
  if (progress.isCallDue) return step('handover-call', progress.callAt)
  if (!progress.hasPeople) return step('people')
  if (progress.needsPlace === null) return toAssess(progress)
  if (progress.needsPlace && progress.place === 'none') return step('place')
  if (progress.place === 'held') return step('place-confirm', progress.holdUntil)
  return besidePatrol(state, progress)
}

/** A patrol on the pavement is told first, nobody else is kept waiting by the call; and it is let go. */
function besidePatrol({ head }: Intervention, progress: Progress): NextStep | undefined {
  const isWaiting = head.patrolWaitingSince !== null
  if (isWaiting && !progress.isReadBack) return step('read-back')
  if (progress.place === 'unmet' && !progress.isElsewhereAsked) return step('place-elsewhere')
  if (progress.place === 'confirmed') return step('place-arrival', progress.expectedAt)
  // Nobody needs it there any more: who was escorted has come, or there is nowhere to go.
  return isWaiting ? step('patrol-release') : undefined
}

/** Who only follows the file cannot write it: who can is being called. */
function toAssess({ page, pageNextAt }: Progress): NextStep {
  return page === 'pending' ? step('wait-page', pageNextAt) : step('assess')
}

function towardsClosing(progress: Progress): NextStep {
  if (!progress.isReadBack) return step('read-back')
  // Where no paper can be made the file is passed on with its page on screen.
  if (!progress.hasPapers && progress.handover === 'none') return step('papers')
  if (progress.handover === 'none' || progress.handover === 'returned') return step('handover')
  if (progress.callAt !== null) return step('handover-call', progress.callAt)
  if (progress.handover === 'pending') return step('handover-wait', progress.chaseAt)
  return step('close')
}
