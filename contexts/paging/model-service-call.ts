import type { DomainEvent } from '#platform/kernel/event.ts'
import type { Brand, InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'

export type ServiceCallId = Brand<string, 'ServiceCallId'>

/**
 * Whose number is rung: one that the territory lists (an office, a body, a neighbour, an accredited unit), a colleague's, a
 * facility's, that of who reported, of whom a file was handed over to by name, or of who is called to help with a file.
 */
export const WHOM = ['listed', 'colleague', 'facility', 'reporter', 'recipient', 'support'] as const
export type Whom = (typeof WHOM)[number]

/** `ringing`: the telephone of who calls; `calling`: they have answered, the other one rings. */
export const UNDER_WAY = ['ringing', 'calling', 'connected'] as const
/** How a call is over. `own-no-answer`: who asked for it did not take their own telephone. */
export const OVER = ['ended', 'own-no-answer', 'no-answer', 'busy', 'failed'] as const
export type Outcome = (typeof OVER)[number]
export const SERVICE_CALL_STATES = [...UNDER_WAY, ...OVER] as const
export type ServiceCallState = (typeof SERVICE_CALL_STATES)[number]

/** A call that shows the number of the service. */
export type ServiceCall = {
  readonly id: ServiceCallId
  readonly version: number
  readonly staffId: StaffId
  readonly whom: Whom
  readonly calledId: string | null
  /** Of a call to who helps with a file: which try of the request it is. */
  readonly calledTry: number | null
  readonly interventionId: InterventionId | null
  readonly state: ServiceCallState
  readonly messageId: string
  /** The call that this one is the third telephone of. */
  readonly joins: ServiceCallId | null
  readonly askedAt: Instant
  readonly silentAt: Instant
}

/** No number is on the log, and no name of who is called but a colleague's. */
type Called = { readonly whom: Whom; readonly staffId: StaffId | null }

export type ServiceCallEvent =
  | DomainEvent<
      'ServiceCallAsked',
      Called & { readonly calledId: string | null; readonly joins: ServiceCallId | null }
    >
  | DomainEvent<'ServiceCallAnswered', Called>
  | DomainEvent<'ServiceCallOver', Called & { readonly outcome: Outcome }>

/** What a provider says of a call, and the state that it makes. */
const HEARD: Readonly<Record<string, ServiceCallState>> = {
  'own-answered': 'calling',
  'own-no-answer': 'own-no-answer',
  answered: 'connected',
  'no-answer': 'no-answer',
  busy: 'busy',
  failed: 'failed',
  ended: 'ended',
}

const rank = (state: ServiceCallState): number => {
  const at = UNDER_WAY.findIndex((one) => one === state)
  return at < 0 ? UNDER_WAY.length : at
}

/**
 * The state after a report; undefined when it says nothing new. Reports come twice and in any order: a call only goes
 * forward, what is over stays as it ended, and who has been spoken to did not fail to answer.
 */
export function heard(state: ServiceCallState, event: string): ServiceCallState | undefined {
  const next = HEARD[event]
  if (next === undefined || rank(next) <= rank(state)) return undefined
  const isLate = state === 'connected' && next !== 'ended' && next !== 'failed'
  return isLate ? undefined : next
}

/** True while the call goes on. */
export function isUnderWay(state: ServiceCallState): boolean {
  return UNDER_WAY.some((one) => one === state)
}

/** Seconds for which a call may ring: after them the provider begins nothing more. */
export const RING_SECONDS = 90
/** Seconds after which a provider that said nothing more of a ringing call is taken to have failed. */
export const SILENT_SECONDS = 150

/** The event that a new state makes; none for what only the screen shows. */
export function eventFor(
  { whom, calledId }: Pick<ServiceCall, 'whom' | 'calledId'>,
  state: ServiceCallState,
): ServiceCallEvent | undefined {
  const staffId = whom === 'colleague' ? (calledId as StaffId | null) : null
  const called = { whom, staffId }
  if (state === 'connected') return { type: 'ServiceCallAnswered', data: called }
  const outcome = OVER.find((one) => one === state)
  return outcome && { type: 'ServiceCallOver', data: { ...called, outcome } }
}
