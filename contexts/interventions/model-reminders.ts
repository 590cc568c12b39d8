import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, plusMinutes } from '#platform/kernel/time.ts'
import { type Intervention, type InterventionEvent, WITHOUT_HANDOVER } from './model.ts'
import { lateAt } from './model-hours.ts'
import type { Task } from './model-work.ts'

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

/** A task opens its file again; one that the service itself gave says that there is something to work, whatever was thought of it. */
export function opensForTask(state: Intervention, { madeBy }: { readonly madeBy: StaffId | null }) {
  return madeBy === null ? state.state === 'closed' : opensAgain(state)
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
