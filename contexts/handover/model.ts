import type { CompetenceReason } from '#contexts/territory/competence.ts'
import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { DomainEvent } from '#platform/kernel/event.ts'
import type { BodyId, InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'

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

/** A service that took the file, or a part of it, upon itself goes on needing page one, its papers and whom to call. */
export const TAKEN: readonly HandoverState[] = ['accepted', 'partial']

/** Who gave it back, or did not need it, has no more reason to read it. */
export function isReadable({ state }: Pick<Handover, 'state'>): boolean {
  return PENDING.includes(state) || TAKEN.includes(state)
}

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

/** Whom somebody has to ring: the office (of a protected file the person who was chosen), its stand-in, the lead. */
export const CALL_LEVELS = ['office', 'stand-in', 'lead'] as const
export type CallLevel = (typeof CALL_LEVELS)[number]
export const CALL_RESULTS = ['spoke', 'no-answer', 'call-again'] as const
export type CallResult = (typeof CALL_RESULTS)[number]

/** A call that is to be made, by when, and how often it was tried. */
export type DueCall = { readonly level: CallLevel; readonly dueAt: Instant; readonly tries: number }

/** What is known of a letter that left: the operator of the PEC took it, it was delivered, it was not. */
export const RECEIPTS = ['accepted', 'delivered', 'failed'] as const
export type Receipt = (typeof RECEIPTS)[number]

/** How far a letter has come: what the outbox says, until somebody records a receipt. */
export const DELIVERIES = ['leaving', 'sent', ...RECEIPTS] as const
export type Delivery = (typeof DELIVERIES)[number]

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
  /** When the office is to be rung (Q18); absent from events written before calls were tasks. */
  readonly callAt?: string | null
  readonly sealedRecipient: string
  readonly sealedPage: string
  /** False where another service leads a joint handover (Q54); absent from events written before there were any. */
  readonly leads?: boolean
  /** The account of who was chosen by name, where they have one. */
  readonly toStaff?: StaffId | null
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
  /** A step of the chase that no mailbox can take: somebody has to ring. */
  | DomainEvent<
      'HandoverToCall',
      { readonly level: ChaseLevel; readonly call: CallLevel; readonly nextChaseAt: string | null }
    >
  | DomainEvent<
      'HandoverCalled',
      {
        readonly level: CallLevel
        readonly result: CallResult
        readonly againAt: string | null
        readonly sealedAnswer: string
      }
    >
  /** A letter did not arrive: whoever it was for is rung. */
  | DomainEvent<'HandoverUndelivered', { readonly letterId: string; readonly call: CallLevel }>
  | DomainEvent<'HandoverReceipt', { readonly letterId: string; readonly receipt: Receipt }>
  /** Somebody, or a mail program, opened a link: who it was sent to is known by its letter. Nothing was received by it. */
  | DomainEvent<
      'HandoverPageOpened',
      { readonly handoverId: string; readonly letterId: string | null }
    >
  | DomainEvent<
      'HandoverPaperOpened',
      {
        readonly handoverId: string
        readonly letterId: string | null
        readonly documentId: string
      }
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
  /** Who has still to be rung, one call for each level. */
  readonly calls: readonly DueCall[]
  readonly answeredAt: Instant | null
  readonly how: How | null
  readonly sealedRecipient: string | null
  readonly sealedPage: string | null
  readonly sealedAnswer: string | null
  /** Several services may have a file; the one that leads settles it. */
  readonly leads: boolean
  readonly toStaff: StaffId | null
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
  /** To whom of the office it was assigned. */
  readonly hasAssignee: boolean
  readonly sealedAnswer: string
}

export type AnswerRefusal =
  | 'handover-settled'
  | 'handover-assignee-missing'
  | 'handover-name-missing'
  | 'handover-reason-missing'
  | 'handover-hour-wrong'

/** Answers that say why. */
const WITH_REASON: readonly AnswerKind[] = ['partial', 'not-needed', 'returned']

/** What an answer of this kind has to say and does not. */
function missingIn({
  kind,
  hasName,
  hasReason,
  hasAssignee,
}: AnswerAsk): AnswerRefusal | undefined {
  if (kind !== 'received' && !hasName) return 'handover-name-missing'
  if (WITH_REASON.includes(kind) && !hasReason) return 'handover-reason-missing'
  return kind === 'assigned' && !hasAssignee ? 'handover-assignee-missing' : undefined
}

/** The office answers; once it has accepted, refused or returned, nothing more is said here. */
export function answer(
  state: Handover,
  ask: AnswerAsk,
  now: Instant,
): Decision<HandoverEvent, AnswerRefusal> {
  if (!PENDING.includes(state.state)) return refuse('handover-settled', { state: state.state })
  const missing = missingIn(ask)
  if (missing !== undefined) return refuse(missing)
  if (!notAfter(ask.at, now) || !notAfter(state.sentAt, ask.at))
    return refuse('handover-hour-wrong')
  const data = { how: ask.how, at: ask.at.toString(), sealedAnswer: ask.sealedAnswer }
  if (ask.kind === 'returned')
    return accept({ type: 'HandoverReturned', data: { ...data, sentBy: state.sentBy } })
  if (ask.kind === 'received' && state.state !== 'sent') return accept()
  return accept({ type: EVENT_OF[ask.kind], data })
}

/**
 * The next step of the chase, when it is due and still makes sense; no event on a false alarm. `toCall`: whom to ring
 * at a step that no mailbox can take, null where a letter leaves.
 */
export function chase(
  state: Handover,
  now: Instant,
  nextAt: (step: number) => Instant | null,
  toCall: (level: ChaseLevel) => CallLevel | null,
): readonly HandoverEvent[] {
  if (!PENDING.includes(state.state) || state.nextChaseAt === null) return []
  if (!notAfter(state.nextChaseAt, now)) return []
  const level = CHASE_LEVELS[state.step]
  if (level === undefined) return []
  const nextChaseAt = nextAt(state.step + 1)?.toString() ?? null
  const call = toCall(level)
  if (call !== null) return [{ type: 'HandoverToCall', data: { level, call, nextChaseAt } }]
  return [{ type: 'HandoverChased', data: { level, nextChaseAt } }]
}

/** True when every step up to the lead municipality was taken, each call was tried, and nobody answered. */
export function isExhausted(state: Handover): boolean {
  const isOver = PENDING.includes(state.state) && state.step >= CHASE_LEVELS.length
  return isOver && state.calls.every(({ tries }) => tries > 0)
}

/** A call that was made: to whom, what came of it, and where it has to be made again, when. */
export type CalledAsk = {
  readonly level: CallLevel
  readonly result: CallResult
  /** When they asked to be rung again, or when it makes sense to try again. */
  readonly againAt: Instant | null
  readonly hasName: boolean
  readonly sealedAnswer: string
}

/** Somebody rang: a call that nobody answered is due again, one that was answered is made. */
export function called(
  state: Handover,
  ask: CalledAsk,
  now: Instant,
): Decision<HandoverEvent, AnswerRefusal | 'handover-again-wrong'> {
  if (!PENDING.includes(state.state)) return refuse('handover-settled', { state: state.state })
  if (ask.result === 'spoke' && !ask.hasName) return refuse('handover-name-missing')
  const againAt = ask.result === 'spoke' ? null : ask.againAt
  if (ask.result !== 'spoke' && (againAt === null || notAfter(againAt, now)))
    return refuse('handover-again-wrong')
  const { level, result, sealedAnswer } = ask
  const data = { level, result, sealedAnswer, againAt: againAt?.toString() ?? null }
  return accept({ type: 'HandoverCalled', data })
}

/** *Passaggio senza riscontro*: only after the whole chase (I4). */
export function giveUp(
  state: Handover,
  by: StaffId,
  sealedAnswer: string,
): Decision<HandoverEvent, 'handover-settled' | 'handover-still-chased' | 'handover-call-due'> {
  if (!PENDING.includes(state.state)) return refuse('handover-settled', { state: state.state })
  if (state.step >= CHASE_LEVELS.length && !isExhausted(state)) return refuse('handover-call-due')
  if (!isExhausted(state)) return refuse('handover-still-chased', { step: state.step })
  return accept({ type: 'HandoverUnanswered', data: { by, sealedAnswer } })
}
