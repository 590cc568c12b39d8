import { m } from '#platform/i18n/texts.ts'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { setAlarm } from '#platform/server/due.ts'
import type { Intervention } from './model.ts'
import {
  fallsDue,
  lateAt,
  opensAgain,
  reopened,
  review,
  staysUnanswered,
} from './model-reminders.ts'
import { accountableIn, lockOwners, worksIn } from './people.ts'
import { appendIntervention, lockFile } from './store.ts'
import { changeTask, TASK_LATE_KIND, taskOf } from './tasks.ts'

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
  const late = lateAt(now)
  await changeTask(
    tx,
    task,
    { type: 'TaskFellDue', data: { staffId: task.staffId, dueAt: task.dueAt.toString() } },
    { told_at: now, late_at: late },
  )
  await setAlarm(tx, TASK_LATE_KIND, id, late)
  if (opensAgain(state)) await openAgain(tx, state, 'task')
}

/** A task that fell due and stays undone: the file comes to the coordinator, by day. */
export async function taskStaysUndone(tx: Tx, id: string, now: Instant): Promise<void> {
  const found = await taskOf(tx, id)
  if (!found) return
  await lockOwners(tx, territoryOf(tx), 'shared')
  const state = await lockFile(tx, found.file)
  const task = await taskOf(tx, id)
  if (!task || task.doneAt !== null || task.lateAt === null || !notAfter(task.lateAt, now)) return
  const event = { type: 'TaskLeftUndone', data: { staffId: task.staffId } } as const
  await changeTask(tx, task, event, { late_at: null })
  if (state.state !== 'closed') await toCoordinator(tx, state, m.interventions_task_late_reason())
}

/** The day of the review: the file is on the board again, with its owner, until somebody answers. */
export async function reviewFallsDue(tx: Tx, id: InterventionId, now: Instant): Promise<void> {
  await lockOwners(tx, territoryOf(tx), 'shared')
  const state = await lockFile(tx, id)
  if (review(state, now).length > 0) await openAgain(tx, state, 'review')
}

/** A file that opened again and that nobody answers comes to the coordinator, by day. */
export async function reopenedUnanswered(tx: Tx, id: InterventionId, now: Instant): Promise<void> {
  await lockOwners(tx, territoryOf(tx), 'shared')
  const state = await lockFile(tx, id)
  if (staysUnanswered(state, now)) await toCoordinator(tx, state, m.interventions_reopened_reason())
}

/** With the same owner, or with who is accountable where the owner works here no more (I1). */
async function openAgain(tx: Tx, closed: Intervention, reason: 'review' | 'task'): Promise<void> {
  const state = await appendIntervention(tx, closed.id, closed, reopened(reason, tx.work.now))
  if (await worksIn(tx, territoryOf(tx), state.ownerId)) return
  await toCoordinator(tx, state, m.interventions_grant_ended())
}

async function toCoordinator(tx: Tx, state: Intervention, reason: string): Promise<void> {
  const to = (await accountableIn(tx, territoryOf(tx))) ?? state.ownerId
  const data = { from: state.ownerId, to, reason }
  await appendIntervention(tx, state.id, state, { type: 'InterventionHandedOn', data })
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a reminder belongs to a territory')
  return tx.work.territoryId
}
