import type { Role } from '#platform/kernel/actor.ts'
import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { DomainEvent } from '#platform/kernel/event.ts'
import type { Brand, InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, minutesBetween, notAfter, plusMinutes } from '#platform/kernel/time.ts'

export type PageId = Brand<string, 'PageId'>

/** Ways to reach somebody that a territory can ask for. Mail goes with each of them but the board. */
export const STEP_CHANNELS = ['voice', 'push', 'sms', 'board'] as const
export type StepChannel = (typeof STEP_CHANNELS)[number]

/** One step of a page; `afterMinutes` counts from its start. */
export type Step = {
  readonly role: Role
  readonly afterMinutes: number
  readonly channels: readonly StepChannel[]
  /** Of these the next one at once, for each of the channels that cannot be used or fails. */
  readonly fallback?: readonly StepChannel[]
  /** Minutes between two calls of this step when it is the last one; unset: ten. */
  readonly repeatMinutes?: number | undefined
  /** To whom the file was handed on: this person, whoever is on call. */
  readonly staffId?: StaffId
  /** Who was called and handed the call on to them. */
  readonly from?: StaffId
  /** The step before it once more, after somebody was named: it asks whom that one asked. */
  readonly isAgain?: true
  /** On the first step: who acted on the file as the page began. They are asked there, and not rung at once. */
  readonly onScreen?: StaffId
}

/** How somebody said yes. */
export const WAYS = ['link', 'app', 'voice', 'hand'] as const
export type Way = (typeof WAYS)[number]

/** Why a page ended without an answer to it. */
export type SettledReason = 'answered' | 'closed' | 'not-pertinent' | 'class-raised'

export type PageEvent =
  | DomainEvent<
      'PageStarted',
      { readonly classKey: string | null; readonly steps: readonly Step[]; readonly nextAt: string }
    >
  | DomainEvent<'StepEmpty', { readonly step: number; readonly role: Role }>
  | DomainEvent<
      'StepTaken',
      {
        readonly step: number
        readonly role: Role
        readonly people: readonly StaffId[]
        readonly nextAt: string
      }
    >
  | DomainEvent<'PersonCalled', { readonly staffId: StaffId; readonly channels: readonly string[] }>
  | DomainEvent<'CallEnded', { readonly staffId: StaffId; readonly result: CallResult }>
  | DomainEvent<'PageDeclined', { readonly staffId: StaffId; readonly way: Way }>
  | DomainEvent<
      'CallPassedOn',
      {
        readonly from: StaffId
        readonly staffId: StaffId
        readonly way: Way
        readonly steps: readonly Step[]
        readonly nextAt: string
      }
    >
  | DomainEvent<
      'OwnerNamed',
      { readonly staffId: StaffId; readonly steps: readonly Step[]; readonly nextAt: string }
    >
  | DomainEvent<'StepSkipped', { readonly step: number }>
  | DomainEvent<'PageAcknowledged', { readonly by: StaffId; readonly way: Way }>
  | DomainEvent<'PageSettled', { readonly reason: SettledReason; readonly ownerId: StaffId | null }>

/** How a call ended that nobody took. */
export const CALL_RESULTS = ['no-answer', 'busy', 'failed'] as const
/**
 * The same, that who took it and said yes may own no file, that nobody waited for them any more, or that the coordinator said
 * no on the telephone: they stay the last, and are called again.
 */
export type CallResult = (typeof CALL_RESULTS)[number] | 'cannot-own' | 'passed-over' | 'cannot'

/** A page as it stands. While it is pending there is always a next step (I2). */
export type Page = {
  readonly id: PageId
  readonly interventionId: InterventionId
  readonly version: number
  readonly state: 'pending' | 'settled'
  readonly classKey: string | null
  readonly steps: readonly Step[]
  /** The last step taken; -1 before the first. */
  readonly step: number
  /** How many times somebody was called. */
  readonly round: number
  /** Those called by the last step who have not said no. */
  readonly asked: readonly StaffId[]
  /** Those who have said no: no later step calls them again but the last. */
  readonly declined: readonly StaffId[]
  /** Steps at whose turn nobody was on call. */
  readonly empty: readonly number[]
  readonly startedAt: Instant
  readonly nextAt: Instant
  readonly answeredBy: StaffId | null
  readonly settledAt: Instant | null
}

/** Minutes between two calls of the last step, where the territory says nothing else. */
export const REPEAT_MINUTES = 10
export const LEAST_WAIT_MINUTES = 1
/** How long somebody who acted on a file is taken to be still before it. */
const ON_SCREEN_MINUTES = 1

/** What is asked where the territory has no steps for a class: by hand only. */
export const USUAL_STEPS: readonly Step[] = [
  { role: 'social-worker', afterMinutes: 0, channels: ['voice', 'push'] },
  { role: 'coordinator', afterMinutes: 10, channels: ['voice', 'board'] },
]

/** The steps of a page in order: the last one is always the coordinator, who cannot decline (I1). */
export function planOf(steps: readonly Step[]): readonly Step[] {
  const ordered = steps.toSorted((a, b) => a.afterMinutes - b.afterMinutes)
  const last = ordered.at(-1)
  if (last === undefined) return USUAL_STEPS
  if (last.role === 'coordinator') return ordered
  const channels: readonly StepChannel[] = [...new Set([...last.channels, 'board' as const])]
  const { repeatMinutes } = last
  const afterMinutes = last.afterMinutes + repeatAfter(last)
  return [...ordered, { role: 'coordinator', afterMinutes, channels, repeatMinutes }]
}

/** What a territory asks for a class, as steps of a page. */
export function stepsOf(policy: {
  readonly steps: readonly Step[]
  readonly repeatMinutes: number
}): readonly Step[] {
  return policy.steps.map((step) => ({ ...step, repeatMinutes: policy.repeatMinutes }))
}

/** Minutes after which a step that is the last one comes again. */
export function repeatAfter(step: Step | undefined): number {
  return step?.repeatMinutes ?? REPEAT_MINUTES
}

/**
 * The second step for a role asks whom the rota has on its second level, and so on. Neither who was named nor a step that
 * comes once more counts as one.
 */
export function levelOf(steps: readonly Step[], index: number): number {
  const role = steps[index]?.role
  const asked = steps
    .slice(0, index + 1)
    .filter((step) => step.staffId === undefined && !step.isAgain)
  return asked.filter((step) => step.role === role).length
}

/** Whom to call for a step, judged at the instant of the call; nobody: an empty list. */
export type PeopleFor = (step: number) => readonly StaffId[]

/**
 * The page begins: its first step falls due at once, or after the minutes of the plan. `onScreen` is who acts on the
 * file in this instant.
 */
export function start(
  steps: readonly Step[],
  classKey: string | null,
  now: Instant,
  onScreen?: StaffId,
): PageEvent {
  const [first, ...rest] = planOf(steps)
  const plan =
    first === undefined || onScreen === undefined
      ? planOf(steps)
      : [{ ...first, onScreen }, ...rest]
  const nextAt = plusMinutes(now, plan[0]?.afterMinutes ?? 0).toString()
  return { type: 'PageStarted', data: { classKey, steps: plan, nextAt } }
}

/**
 * What is due now: one step, however late. Steps for which nobody is on call are passed over at once and said; the
 * next wait counts from the call that is made. A step whose people may own no file is called and not waited for: the
 * next one is due in the same instant. Nothing on a false alarm.
 */
export function climb(
  page: Page,
  now: Instant,
  peopleFor: PeopleFor,
  mayOwn: (people: readonly StaffId[]) => boolean = () => true,
): readonly PageEvent[] {
  if (page.state !== 'pending' || !notAfter(page.nextAt, now)) return []
  const last = page.steps.length - 1
  const events: PageEvent[] = []
  let step = Math.min(page.step + 1, last)
  while (step < last && peopleFor(step).length === 0) {
    events.push({ type: 'StepEmpty', data: { step, role: roleOf(page, step) } })
    step += 1
  }
  const people = peopleFor(step)
  const role = roleOf(page, step)
  const isNewlyEmpty = people.length === 0 && !page.empty.includes(step)
  if (isNewlyEmpty) events.push({ type: 'StepEmpty', data: { step, role } })
  const isWaitedFor = step === last || mayOwn(people)
  const nextAt = plusMinutes(now, isWaitedFor ? waitAfter(page.steps, step) : 0).toString()
  return [...events, { type: 'StepTaken', data: { step, role, people, nextAt } }]
}

/** True when this call finds the person at the file: they are asked on the screen and not rung. */
export function isOnScreen(page: Page, staffId: StaffId, now: Instant): boolean {
  const isFresh = minutesBetween(page.startedAt, now) < ON_SCREEN_MINUTES
  return isFresh && page.steps.some((step) => step.onScreen === staffId)
}

function roleOf(page: Page, step: number): Role {
  return page.steps[step]?.role ?? 'coordinator'
}

/** Minutes from a step to the next one. */
export function waitAfter(steps: readonly Step[], step: number): number {
  const [here, next] = [steps[step], steps[step + 1]]
  if (here === undefined || next === undefined) return repeatAfter(here)
  return Math.max(LEAST_WAIT_MINUTES, next.afterMinutes - here.afterMinutes)
}

/** True when the page has come to the step that repeats: the board gives alarm. */
export function isAtTheTop(page: Page): boolean {
  return page.step === page.steps.length - 1
}

/** True once everybody of the plan was called, and still so when the file is handed on: it must not look calmer. */
export function hasAskedEverybody(page: Page): boolean {
  return isAtTheTop(page) || page.steps.some((step) => step.isAgain === true)
}

/** What `Passa al successivo`, or the next alarm, does: the step and its role. */
export function nextStepOf(page: Page): { readonly step: number; readonly role: Role } {
  const step = Math.min(page.step + 1, page.steps.length - 1)
  return { step, role: roleOf(page, step) }
}

/**
 * A call that nobody took: the waits of the plan stay as they are. Who said yes and may own no file is not waited for,
 * nor called by a later step.
 */
export function endCall(page: Page, staffId: StaffId, result: CallResult): readonly PageEvent[] {
  return page.state === 'pending' ? [{ type: 'CallEnded', data: { staffId, result } }] : []
}

/** A call that the provider says has ended: once the next one was called, nobody says that this one did not answer. */
export function hearEnd(page: Page, staffId: StaffId, result: CallResult): readonly PageEvent[] {
  const isPassed = result === 'no-answer' && !page.asked.includes(staffId)
  return endCall(page, staffId, isPassed ? 'passed-over' : result)
}

/** Does not wait any longer. Refuses `page-answered`. */
export function skip(page: Page): Decision<PageEvent, 'page-answered'> {
  if (page.state !== 'pending') return refuse('page-answered')
  return accept({ type: 'StepSkipped', data: { step: nextStepOf(page).step } })
}

/** Nobody needs to be called any more. Nothing when the page is over. */
export function settle(
  page: Page,
  reason: SettledReason,
  ownerId: StaffId | null,
): readonly PageEvent[] {
  return page.state === 'pending' ? [{ type: 'PageSettled', data: { reason, ownerId } }] : []
}
