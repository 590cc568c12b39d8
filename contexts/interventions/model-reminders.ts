import { type Instant, notAfter, plusMinutes, wallClock } from '#platform/kernel/time.ts'
import { type Intervention, type InterventionEvent, WITHOUT_HANDOVER } from './model.ts'
import type { Task } from './model-work.ts'

const FIRST_HOUR = 8
const LAST_HOUR = 20

/**
 * When what nobody did comes to the coordinator: an hour later, and by day. Nobody is rung at night for what the morning
 * is early enough for (Q57); until then it stands on the board and in the file.
 */
export function lateAt(now: Instant): Instant {
  const later = wallClock(now.add({ hours: 1 }))
  const morning = later.withPlainTime({ hour: FIRST_HOUR })
  if (later.hour >= LAST_HOUR) return morning.add({ days: 1 }).toInstant()
  return later.hour < FIRST_HOUR ? morning.toInstant() : later.toInstant()
}

/** The next morning: of today, before it has come. */
export function morningAfter(now: Instant): Instant {
  const local = wallClock(now)
  const morning = local.withPlainTime({ hour: FIRST_HOUR })
  return (local.hour < FIRST_HOUR ? morning : morning.add({ days: 1 })).toInstant()
}

/** True at the hours at which somebody may be rung for what is no emergency. */
export function isByDay(now: Instant): boolean {
  const { hour } = wallClock(now)
  return hour >= FIRST_HOUR && hour < LAST_HOUR
}

/** How long a report may lie without a class before somebody is called as its facts propose. */
const UNCLASSED_MINUTES = 10

/** By when a new file must have a class, or somebody who answers. */
export function classBy(openedAt: Instant): Instant {
  return plusMinutes(openedAt, UNCLASSED_MINUTES)
}

/** True of a task whose hour passed, of which the board has not been told. */
export function fallsDue(task: Task & { readonly toldAt: Instant | null }, now: Instant): boolean {
  if (task.doneAt !== null || task.toldAt !== null) return false
  return task.dueAt !== null && notAfter(task.dueAt, now)
}

/** Files about which there was nothing to work stay closed, whatever was still to be done. */
export function opensAgain(state: Intervention): boolean {
  return state.state === 'closed' && !WITHOUT_HANDOVER.some((one) => one === state.outcome)
}

/** The day has come to look again at a temporary answer: the file opens again, once, only when it is true. */
export function review(state: Intervention, now: Instant): readonly InterventionEvent[] {
  if (!opensAgain(state) || state.reviewAt === null || !notAfter(state.reviewAt, now)) return []
  return [reopened('review', now)]
}

/** The file opens again, and waits for somebody who answers. */
export function reopened(reason: 'review' | 'task', now: Instant): InterventionEvent {
  return { type: 'InterventionReopened', data: { reason, lateAt: lateAt(now).toString() } }
}

/** True of a file that waits without ringing anybody, and that nobody has answered by its hour. */
export function staysUnanswered(state: Intervention, now: Instant): boolean {
  if (state.state === 'closed' || state.answeredBy !== null) return false
  return state.lateAt !== null && notAfter(state.lateAt, now)
}
