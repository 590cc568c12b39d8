import { readConfiguration } from '#contexts/territory/public.ts'
import { factsKnown, proposalFor } from '#contexts/triage/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { setAlarm } from '#platform/server/due.ts'
import type { Intervention } from './model.ts'
import type { HandOnCause } from './model-hand-on.ts'
import { isByDay, lateAt } from './model-hours.ts'
import { fallsDue, opensForTask, reopened, review, staysUnanswered } from './model-reminders.ts'
import { handOnFor } from './page-following.ts'
import { accountableIn, lockOwners, worksIn } from './people.ts'
import { appendIntervention, lockFile } from './store.ts'
import { changeTask, forgetDue, forgetLate, TASK_LATE_KIND, taskOf } from './tasks.ts'

/**
 * A task fell due: the board is told, on the row of its file, and nobody is rung. A file that was closed meanwhile opens
 * again. Done before, it does nothing.
 */
export async function taskFallsDue(tx: Tx, id: string, now: Instant): Promise<void> {
  const found = await taskOf(tx, id)
  if (!found) return
  await lockOwners(tx, territoryOf(tx), 'shared')
  const state = await lockFile(tx, found.file)
  const task = await taskOf(tx, id)
  if (!task || !fallsDue(task, now) || task.dueAt === null) return
  // Nothing was to be worked on: it stays closed, and nothing fell due.
  const isAgain = opensForTask(state, task)
  if (state.state === 'closed' && !isAgain) return await forgetDue(tx, id, now)
  const late = lateAt(now)
  await changeTask(
    tx,
    task,
    { type: 'TaskFellDue', data: { staffId: task.staffId, dueAt: task.dueAt.toString() } },
    { told_at: now, late_at: late },
  )
  await setAlarm(tx, TASK_LATE_KIND, id, late)
  if (isAgain) await openAgain(tx, state, 'task')
}

/**
 * A task that fell due and stays undone: the file comes to the coordinator, by day. Of a file that was closed over it
 * nothing is said any more; and a coordinator who answers already goes on: the task is on the row.
 */
export async function taskStaysUndone(tx: Tx, id: string, now: Instant): Promise<void> {
  const found = await taskOf(tx, id)
  if (!found) return
  await lockOwners(tx, territoryOf(tx), 'shared')
  const state = await lockFile(tx, found.file)
  const task = await taskOf(tx, id)
  if (!task || task.doneAt !== null || task.lateAt === null || !notAfter(task.lateAt, now)) return
  if (state.state === 'closed') return await forgetLate(tx, id)
  const event = { type: 'TaskLeftUndone', data: { staffId: task.staffId } } as const
  await changeTask(tx, task, event, { late_at: null })
  const to = (await accountableIn(tx, territoryOf(tx))) ?? state.ownerId
  if (state.answeredBy === to) return
  await handTo(tx, state, to, 'task', m.interventions_task_late_reason())
}

/** The day of the review: the file is on the board again, with its owner, until somebody answers. */
export async function reviewFallsDue(tx: Tx, id: InterventionId, now: Instant): Promise<void> {
  await lockOwners(tx, territoryOf(tx), 'shared')
  const state = await lockFile(tx, id)
  if (review(state, now).length > 0) await openAgain(tx, state, 'review')
}

/**
 * A file that waits without ringing anybody and that nobody answers comes to the coordinator, who is written to; and
 * where it is the coordinator's already, whoever is on call is called, by day. One that nobody gave a class to calls as
 * its facts propose, at any hour.
 */
export async function reopenedUnanswered(tx: Tx, id: InterventionId, now: Instant): Promise<void> {
  await lockOwners(tx, territoryOf(tx), 'shared')
  const state = await lockFile(tx, id)
  if (!staysUnanswered(state, now)) return
  if (state.state === 'new' && (await callsAsProposed(tx, id)))
    return await handTo(tx, state, state.ownerId, 'unclassed', m.interventions_unclassed_reason())
  const to = (await accountableIn(tx, territoryOf(tx))) ?? state.ownerId
  const isLast = to === state.ownerId && isByDay(now)
  const reason = REASONS[state.state]?.() ?? m.interventions_unanswered_reason()
  await handTo(tx, state, to, isLast ? 'unanswered' : 'reopened', reason)
}

const REASONS: Readonly<Record<string, () => string>> = { new: m.interventions_unclassed_reason }

async function callsAsProposed(tx: Tx, id: InterventionId): Promise<boolean> {
  const { triage } = await readConfiguration(tx, territoryOf(tx))
  const proposed = await proposalFor(triage, await factsKnown(tx, id))
  return proposed.class.meaning !== 'not-pertinent'
}

/** With the same owner, or with who is accountable where the owner works here no more (I1). */
async function openAgain(tx: Tx, closed: Intervention, reason: 'review' | 'task'): Promise<void> {
  const state = await appendIntervention(tx, closed.id, closed, reopened(reason, tx.work.now))
  if (await worksIn(tx, territoryOf(tx), state.ownerId)) return
  await toCoordinator(tx, state, 'reopened', m.interventions_grant_ended())
}

async function toCoordinator(
  tx: Tx,
  state: Intervention,
  cause: HandOnCause,
  reason: string,
): Promise<void> {
  const to = (await accountableIn(tx, territoryOf(tx))) ?? state.ownerId
  await handTo(tx, state, to, cause, reason)
}

async function handTo(
  tx: Tx,
  state: Intervention,
  to: StaffId,
  cause: HandOnCause,
  reason: string,
): Promise<void> {
  const data = { from: state.ownerId, to, reason, ...(await handOnFor(tx, state, cause)) }
  await appendIntervention(tx, state.id, state, { type: 'InterventionHandedOn', data })
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a reminder belongs to a territory')
  return tx.work.territoryId
}
