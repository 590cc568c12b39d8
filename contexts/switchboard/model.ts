import type { Role } from '#platform/kernel/actor.ts'
import type { DomainEvent } from '#platform/kernel/event.ts'
import type { Brand, InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'

export type CallId = Brand<string, 'CallId'>

/** Whose telephone a call may ring: a person on call, or an office that answers at this hour. */
export type Callee = {
  /** Null: an office. */
  readonly staffId: StaffId | null
  /** Key of the office; null: a person. */
  readonly office: string | null
  readonly role: Role | null
  readonly level: number | null
  /** Without a telephone they are passed over, and it is said. */
  readonly hasPhone: boolean
}

/** `missed`: nobody answered; `abandoned`: the caller hung up before anybody did. */
export const CALL_STATES = ['ringing', 'answered', 'ended', 'missed', 'abandoned'] as const
export type CallState = (typeof CALL_STATES)[number]

/** How a telephone that rang was not answered. */
export const RING_RESULTS = ['no-answer', 'busy', 'failed'] as const
export type RingResult = (typeof RING_RESULTS)[number]

/** What the exchange reports of a call that it has brought. */
export const REPORTS = [...RING_RESULTS, 'answered', 'caller-hung-up', 'ended'] as const
export type Report = {
  readonly event: (typeof REPORTS)[number]
  /** Which ring it is of; null where it is of the call. */
  readonly step: number | null
}

/** Why nobody answered: all were rung, or the exchange said nothing more. */
export type MissedCause = 'nobody' | 'silence'

export type SwitchboardEvent =
  | DomainEvent<
      'CallCame',
      {
        readonly plan: readonly Callee[]
        readonly isWithheld: boolean
        readonly ringSeconds: number
        readonly lostSeconds: number
      }
    >
  | DomainEvent<'CalleeSkipped', { readonly step: number; readonly staffId: StaffId | null }>
  | DomainEvent<'TelephoneRung', { readonly step: number; readonly staffId: StaffId | null }>
  | DomainEvent<
      'RingEnded',
      { readonly step: number; readonly staffId: StaffId | null; readonly result: RingResult }
    >
  | DomainEvent<'CallAnswered', { readonly step: number; readonly staffId: StaffId | null }>
  | DomainEvent<'CallMissed', { readonly cause: MissedCause }>
  | DomainEvent<'CallAbandoned', { readonly isLost: boolean }>
  | DomainEvent<'CallFinished', { readonly cause: 'ended' | 'silence' }>
  /** The exchange tells it after the call was taken for lost: whoever answered sees what became of it. */
  | DomainEvent<'CallAnsweredLate', { readonly step: number; readonly staffId: StaffId | null }>
  | DomainEvent<'LostCallReported', CallTimes>
  /** What the caller of a lost call had to say is written. */
  | DomainEvent<'LostCallHeard', Readonly<Record<string, never>>>
  /** Its caller was called back and did not answer: `count` times by now. */
  | DomainEvent<'LostCallTried', { readonly count: number }>
  | DomainEvent<'CallReported', CallTimes>
  | DomainEvent<'CallSettled', { readonly as: 'no-report' | 'term' }>
  | DomainEvent<'CallNumberForgotten', Readonly<Record<string, never>>>

/** The timing of a call, for the file that it became. */
export type CallTimes = {
  readonly interventionId: InterventionId
  readonly cameAt: string
  readonly answeredAt: string | null
  readonly endedAt: string | null
  /** How many telephones rang. */
  readonly rung: number
  readonly staffId: StaffId | null
}

/** A call to the service's number as it stands. */
export type Call = {
  readonly id: CallId
  readonly version: number
  readonly state: CallState
  readonly plan: readonly Callee[]
  /** Who rings, or rang last; -1: nobody yet. */
  readonly step: number
  /** The steps that rang, in order. */
  readonly rung: readonly number[]
  readonly isWithheld: boolean
  readonly ringSeconds: number
  readonly lostSeconds: number
  readonly cameAt: Instant
  /** When the first telephone began to ring. */
  readonly rungAt: Instant | null
  /** When the one that rings, or rang last, began to. */
  readonly stepAt: Instant | null
  readonly answeredAt: Instant | null
  readonly answeredStep: number | null
  readonly endedAt: Instant | null
  /** Nobody answered, and somebody is to call back. */
  readonly isLost: boolean
  /** The file that a lost call became. */
  readonly lostFile: InterventionId | null
  /** When its caller was heard: nobody has to call back any more. */
  readonly heardAt: Instant | null
  /** How often its caller was called back in vain, and when last. */
  readonly tries: number
  readonly triedAt: Instant | null
  /** The file of the report that was written of an answered call. */
  readonly file: InterventionId | null
  /** Nothing more is to be done about it. */
  readonly settledAt: Instant | null
}

/** Seconds after the last ring in which the exchange must have said something. */
export const SILENCE_SECONDS = 20
/** An answered call of which nothing more is heard is over after so long. */
export const LONGEST_CALL_HOURS = 4

/** What follows when a call comes in: the first telephone rings, or nobody's does. */
export function arrive(
  came: Extract<SwitchboardEvent, { type: 'CallCame' }>['data'],
): readonly SwitchboardEvent[] {
  return [{ type: 'CallCame', data: came }, ...ringAfter(came.plan, -1)]
}

/** The next one with a telephone rings; those without are passed over. Nobody left: the call is missed. */
function ringAfter(plan: readonly Callee[], step: number): readonly SwitchboardEvent[] {
  const events: SwitchboardEvent[] = []
  for (const [at, callee] of plan.entries()) {
    if (at <= step) continue
    const data = { step: at, staffId: callee.staffId }
    if (callee.hasPhone) return [...events, { type: 'TelephoneRung', data }]
    events.push({ type: 'CalleeSkipped', data })
  }
  return [...events, { type: 'CallMissed', data: { cause: 'nobody' } }]
}

/**
 * What follows from a report. Reports come twice, and out of order: one that says nothing new is empty. A call ends in one way
 * only: who answers after it was taken for lost is recorded beside it.
 */
export function hear(call: Call, report: Report, now: Instant): readonly SwitchboardEvent[] {
  switch (report.event) {
    case 'no-answer':
    case 'busy':
    case 'failed':
      return ringOver(call, report.step, report.event)
    case 'answered':
      return answered(call, report.step)
    case 'caller-hung-up':
    case 'ended':
      return over(call, now)
  }
}

function ringOver(
  call: Call,
  step: number | null,
  result: RingResult,
): readonly SwitchboardEvent[] {
  if (call.state !== 'ringing' || step !== call.step) return []
  const data = { step, staffId: call.plan[step]?.staffId ?? null, result }
  return [{ type: 'RingEnded', data }, ...ringAfter(call.plan, step)]
}

function answered(call: Call, step: number | null): readonly SwitchboardEvent[] {
  if (step === null || !call.rung.includes(step) || call.answeredStep !== null) return []
  const data = { step, staffId: call.plan[step]?.staffId ?? null }
  // A telephone that had been given up may have been answered in the same instant: who speaks with the caller has the call.
  if (call.state === 'ringing') return [{ type: 'CallAnswered', data }]
  return [{ type: 'CallAnsweredLate', data }]
}

function over(call: Call, now: Instant): readonly SwitchboardEvent[] {
  if (call.state === 'answered') return [{ type: 'CallFinished', data: { cause: 'ended' } }]
  if (call.state !== 'ringing') return []
  const isLost =
    call.rungAt !== null && notAfter(call.rungAt.add({ seconds: call.lostSeconds }), now)
  return [{ type: 'CallAbandoned', data: { isLost } }]
}

/** When something must have been heard of the call; null: it is over. */
export function silentAt(call: Call): Instant | null {
  if (call.state === 'ringing')
    return (call.stepAt ?? call.cameAt).add({ seconds: call.ringSeconds + SILENCE_SECONDS })
  if (call.state === 'answered')
    return (call.answeredAt ?? call.cameAt).add({ hours: LONGEST_CALL_HOURS })
  return null
}

/** The exchange has said nothing: who rings has not answered, and the call is nobody's. Empty on a false alarm. */
export function silence(call: Call, now: Instant): readonly SwitchboardEvent[] {
  const at = silentAt(call)
  if (at === null || !notAfter(at, now)) return []
  return call.state === 'ringing'
    ? [{ type: 'CallMissed', data: { cause: 'silence' } }]
    : [{ type: 'CallFinished', data: { cause: 'silence' } }]
}

/** Who speaks, or spoke, with the caller: a person; undefined: nobody yet, or an office. */
export function answererOf(call: Call): StaffId | undefined {
  if (call.answeredStep === null) return undefined
  return call.plan[call.answeredStep]?.staffId ?? undefined
}

/** Minutes until a caller who did not answer is called back again, after each attempt; after the last as long again. */
const TRY_AGAIN_MINUTES = [5, 10, 15, 30] as const

/** When the caller of a lost call is called back again; null: nobody tried yet, or they were heard. */
export function tryAgainAt({ tries, triedAt, heardAt }: Call): Instant | null {
  if (triedAt === null || heardAt !== null) return null
  const minutes = TRY_AGAIN_MINUTES[tries - 1] ?? TRY_AGAIN_MINUTES.at(-1)
  return triedAt.add({ minutes: minutes ?? 0 })
}

/** The timing of a call for a file. */
export function timesOf(call: Call, interventionId: InterventionId): CallTimes {
  return {
    interventionId,
    cameAt: call.cameAt.toString(),
    answeredAt: call.answeredAt?.toString() ?? null,
    endedAt: call.endedAt?.toString() ?? null,
    rung: call.rung.length,
    staffId: answererOf(call) ?? null,
  }
}

/** Folds one event into the call: rows and replays are made by this alone. */
export function evolve(
  call: Call | undefined,
  {
    id,
    at,
    event,
  }: { readonly id: CallId; readonly at: Instant; readonly event: SwitchboardEvent },
): Call {
  if (event.type === 'CallCame') return cameIn(id, at, event.data)
  if (!call) throw new RangeError(`${event.type} before the call came`)
  return { ...call, version: call.version + 1, ...changeBy(call, event, at) }
}

function cameIn(
  id: CallId,
  at: Instant,
  data: Extract<SwitchboardEvent, { type: 'CallCame' }>['data'],
): Call {
  return {
    ...{ id, version: 1, state: 'ringing', ...data, step: -1, rung: [], cameAt: at },
    ...{ rungAt: null, stepAt: null, answeredAt: null, answeredStep: null, endedAt: null },
    ...{ isLost: false, lostFile: null, heardAt: null, file: null, settledAt: null },
    ...{ tries: 0, triedAt: null },
  }
}

type Later = Exclude<SwitchboardEvent, { type: 'CallCame' }>

function changeBy(call: Call, event: Later, at: Instant): Partial<Call> {
  switch (event.type) {
    case 'TelephoneRung': {
      const { step } = event.data
      return { step, rung: [...call.rung, step], rungAt: call.rungAt ?? at, stepAt: at }
    }
    case 'CallAnswered':
      return { state: 'answered', answeredAt: at, answeredStep: event.data.step }
    case 'CallAnsweredLate':
      return { answeredAt: at, answeredStep: event.data.step }
    case 'CallMissed':
      return { state: 'missed', endedAt: at, isLost: true }
    case 'CallAbandoned':
      return { state: 'abandoned', endedAt: at, isLost: event.data.isLost }
    case 'CallFinished':
      return { state: 'ended', endedAt: at }
    default:
      return afterwards(event, at)
  }
}

/** What is made of the call once it is over, or was answered; the rest changes nothing of the row. */
function afterwards(event: Later, at: Instant): Partial<Call> {
  if (event.type === 'LostCallReported') return { lostFile: event.data.interventionId }
  if (event.type === 'LostCallHeard') return { heardAt: at }
  if (event.type === 'LostCallTried') return { tries: event.data.count, triedAt: at }
  if (event.type === 'CallReported') return { file: event.data.interventionId, settledAt: at }
  return event.type === 'CallSettled' ? { settledAt: at } : {}
}
