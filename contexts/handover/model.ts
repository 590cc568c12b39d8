import type { CompetenceReason } from '#contexts/territory/competence.ts'
import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { DomainEvent, RecordedEvent } from '#platform/kernel/event.ts'
import type { BodyId, InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant, notAfter } from '#platform/kernel/time.ts'

export const HANDOVER_STATES = [
  'sent',
  'received',
  'assigned',
  'accepted',
  'partial',
  'not-needed',
  'returned',
  'unanswered',
  'not-due',
] as const
export type HandoverState = (typeof HANDOVER_STATES)[number]

/** States in which the office has still to say what it does: these are chased. */
export const PENDING: readonly HandoverState[] = ['sent', 'received', 'assigned']

/** What an office answers, by link, in the application or by voice. */
export const ANSWERS = [
  'received',
  'assigned',
  'accepted',
  'partial',
  'not-needed',
  'returned',
] as const
export type AnswerKind = (typeof ANSWERS)[number]
export const HOWS = ['link', 'voice', 'app'] as const
export type How = (typeof HOWS)[number]

/** Who is written to when nobody answers, and after the last the coordinator alone decides. */
export const CHASE_LEVELS = ['office', 'stand-in', 'lead', 'coordinator'] as const
export type ChaseLevel = (typeof CHASE_LEVELS)[number]

/** Why this office: the rule that found it, or a person who chose another. */
export type ChosenBy = CompetenceReason | 'chosen'

/** What is handed over, to whom. Words and names are sealed: the log never holds them in clear. */
export type Sent = {
  readonly fileNumber: string
  readonly officeKey: string | null
  readonly officeName: string
  readonly bodyId: BodyId | null
  readonly competence: ChosenBy
  readonly municipality: string | null
  readonly isProtected: boolean
  readonly by: StaffId
  readonly documents: readonly string[]
  readonly nextChaseAt: string | null
  readonly sealedRecipient: string
  readonly sealedPage: string
}

type Answered = { readonly how: How; readonly at: string; readonly sealedAnswer: string }

export type HandoverEvent =
  | DomainEvent<'HandoverSent', Sent>
  | DomainEvent<
      'HandoverNotDue',
      {
        readonly fileNumber: string
        readonly by: StaffId
        readonly isProtected: boolean
        readonly sealedAnswer: string
      }
    >
  | DomainEvent<'HandoverReceived', Answered>
  | DomainEvent<'HandoverAssigned', Answered>
  | DomainEvent<'HandoverAccepted', Answered>
  | DomainEvent<'HandoverPartlyAccepted', Answered>
  | DomainEvent<'HandoverNotNeeded', Answered>
  | DomainEvent<'HandoverReturned', Answered & { readonly sentBy: StaffId }>
  | DomainEvent<
      'HandoverChased',
      { readonly level: ChaseLevel; readonly nextChaseAt: string | null }
    >
  | DomainEvent<'HandoverShielded', { readonly isProtected: true }>
  | DomainEvent<'HandoverUnanswered', { readonly by: StaffId; readonly sealedAnswer: string }>

/** One handover as it stands. `sealed…` are base64 of what only the server opens. */
export type Handover = {
  readonly id: string
  readonly interventionId: InterventionId
  readonly version: number
  readonly fileNumber: string
  readonly officeKey: string | null
  readonly officeName: string | null
  readonly bodyId: BodyId | null
  readonly competence: ChosenBy | null
  readonly municipality: string | null
  readonly isProtected: boolean
  readonly state: HandoverState
  readonly sentAt: Instant
  readonly sentBy: StaffId
  readonly documents: readonly string[]
  /** How many steps of the chase were taken. */
  readonly step: number
  readonly nextChaseAt: Instant | null
  readonly answeredAt: Instant | null
  readonly how: How | null
  readonly sealedRecipient: string | null
  readonly sealedPage: string | null
  readonly sealedAnswer: string | null
}

type Recorded = Pick<RecordedEvent, 'aggregateId' | 'interventionId' | 'version' | 'at'> &
  HandoverEvent

/** Folds one event into the handover: rows and replays are made by this alone. */
export function evolve(state: Handover | undefined, event: Recorded): Handover {
  if (event.type === 'HandoverSent' || event.type === 'HandoverNotDue') return begun(event)
  if (!state) throw new RangeError(`${event.type} before anything was sent`)
  return { ...state, ...changeOf(state, event), version: event.version }
}

type First = Recorded & { type: 'HandoverSent' | 'HandoverNotDue' }

function begun(event: First): Handover {
  const common = {
    id: event.aggregateId,
    interventionId: event.interventionId as InterventionId,
    version: event.version,
    fileNumber: event.data.fileNumber,
    isProtected: event.data.isProtected,
    sentAt: event.at,
    sentBy: event.data.by,
    step: 0,
    how: null,
  }
  if (event.type === 'HandoverNotDue') {
    const { sealedAnswer } = event.data
    return { ...NOWHERE, ...common, state: 'not-due', answeredAt: event.at, sealedAnswer }
  }
  const { data } = event
  return {
    ...common,
    state: 'sent',
    officeKey: data.officeKey,
    officeName: data.officeName,
    bodyId: data.bodyId,
    competence: data.competence,
    municipality: data.municipality,
    documents: data.documents,
    nextChaseAt: data.nextChaseAt === null ? null : instant(data.nextChaseAt),
    answeredAt: null,
    sealedRecipient: data.sealedRecipient,
    sealedPage: data.sealedPage,
    sealedAnswer: null,
  }
}

const NOWHERE = {
  officeKey: null,
  officeName: null,
  bodyId: null,
  competence: null,
  municipality: null,
  documents: [],
  nextChaseAt: null,
  sealedRecipient: null,
  sealedPage: null,
} as const

type Later = Exclude<Recorded, First>

const STATE_OF = {
  HandoverReceived: 'received',
  HandoverAssigned: 'assigned',
  HandoverAccepted: 'accepted',
  HandoverPartlyAccepted: 'partial',
  HandoverNotNeeded: 'not-needed',
  HandoverReturned: 'returned',
} as const satisfies Record<string, AnswerKind>

function changeOf(state: Handover, event: Later): Partial<Handover> {
  switch (event.type) {
    case 'HandoverChased': {
      const { nextChaseAt } = event.data
      return {
        step: state.step + 1,
        nextChaseAt: nextChaseAt === null ? null : instant(nextChaseAt),
      }
    }
    case 'HandoverShielded': {
      // Nobody is written to any more: as after the whole chase, the coordinator alone decides.
      const over = { step: CHASE_LEVELS.length, nextChaseAt: null }
      return { isProtected: true, ...(PENDING.includes(state.state) ? over : {}) }
    }
    case 'HandoverUnanswered': {
      const { sealedAnswer } = event.data
      return { state: 'unanswered', nextChaseAt: null, answeredAt: event.at, sealedAnswer }
    }
    default: {
      const { how, at, sealedAnswer } = event.data
      const next = STATE_OF[event.type]
      const isPending = PENDING.includes(next)
      return {
        state: next,
        how,
        answeredAt: instant(at),
        sealedAnswer,
        // Who has only received it has not answered yet: the chase goes on.
        nextChaseAt: isPending ? state.nextChaseAt : null,
      }
    }
  }
}

const EVENT_OF = {
  received: 'HandoverReceived',
  assigned: 'HandoverAssigned',
  accepted: 'HandoverAccepted',
  partial: 'HandoverPartlyAccepted',
  'not-needed': 'HandoverNotNeeded',
} as const satisfies Record<Exclude<AnswerKind, 'returned'>, HandoverEvent['type']>

/** An answer of the office: who speaks, in which office or role, and why where a reason is owed. */
export type AnswerAsk = {
  readonly kind: AnswerKind
  readonly how: How
  readonly at: Instant
  readonly hasName: boolean
  readonly hasReason: boolean
  readonly sealedAnswer: string
}

export type AnswerRefusal =
  | 'handover-settled'
  | 'handover-name-missing'
  | 'handover-reason-missing'
  | 'handover-hour-wrong'

/** Answers that say why. */
const WITH_REASON: readonly AnswerKind[] = ['partial', 'not-needed', 'returned']

/** The office answers; once it has accepted, refused or returned, nothing more is said here. */
export function answer(
  state: Handover,
  ask: AnswerAsk,
  now: Instant,
): Decision<HandoverEvent, AnswerRefusal> {
  if (!PENDING.includes(state.state)) return refuse('handover-settled', { state: state.state })
  if (ask.kind !== 'received' && !ask.hasName) return refuse('handover-name-missing')
  if (WITH_REASON.includes(ask.kind) && !ask.hasReason) return refuse('handover-reason-missing')
  if (!notAfter(ask.at, now) || !notAfter(state.sentAt, ask.at))
    return refuse('handover-hour-wrong')
  const data = { how: ask.how, at: ask.at.toString(), sealedAnswer: ask.sealedAnswer }
  if (ask.kind === 'returned')
    return accept({ type: 'HandoverReturned', data: { ...data, sentBy: state.sentBy } })
  if (ask.kind === 'received' && state.state !== 'sent') return accept()
  return accept({ type: EVENT_OF[ask.kind], data })
}

/** The next step of the chase, when it is due and still makes sense; no event on a false alarm. */
export function chase(
  state: Handover,
  now: Instant,
  nextAt: (step: number) => Instant | null,
): readonly HandoverEvent[] {
  if (!PENDING.includes(state.state) || state.nextChaseAt === null) return []
  if (!notAfter(state.nextChaseAt, now)) return []
  const level = CHASE_LEVELS[state.step]
  if (level === undefined) return []
  const next = nextAt(state.step + 1)
  return [{ type: 'HandoverChased', data: { level, nextChaseAt: next?.toString() ?? null } }]
}

/** True when every step up to the lead municipality was taken and nobody answered. */
export function isExhausted(state: Handover): boolean {
  return PENDING.includes(state.state) && state.step >= CHASE_LEVELS.length
}

/** *Passaggio senza riscontro*: only after the whole chase (I4). */
export function giveUp(
  state: Handover,
  by: StaffId,
  sealedAnswer: string,
): Decision<HandoverEvent, 'handover-settled' | 'handover-still-chased'> {
  if (!PENDING.includes(state.state)) return refuse('handover-settled', { state: state.state })
  if (!isExhausted(state)) return refuse('handover-still-chased', { step: state.step })
  return accept({ type: 'HandoverUnanswered', data: { by, sealedAnswer } })
}

/** Its file became protected: what had been sent as open is shut (I7). No event when it was sent as protected. */
export function shield({ isProtected }: Handover): readonly HandoverEvent[] {
  return isProtected ? [] : [{ type: 'HandoverShielded', data: { isProtected: true } }]
}
