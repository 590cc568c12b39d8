import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { clearAlarm, setAlarm } from '#platform/server/due.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { personActing } from '#platform/server/person.ts'
import type { TaskBody } from './contract-work.ts'
import { finish, type Task, type WorkEvent } from './model-work.ts'
import { worksIn } from './people.ts'
import { lockFile } from './store.ts'
import { idNow, put, seal, territoryOf, unseal } from './work-store.ts'

/** Alarm kinds of tasks: also the names by which their handlers act. */
export const TASK_KIND = 'task-due'
export const TASK_LATE_KIND = 'task-late'

/** Gives a task to somebody who works here. Refuses `not-of-territory`. */
export async function addTask(tx: Tx, file: InterventionId, body: TaskBody): Promise<string> {
  await lockFile(tx, file)
  const staffId = body.staffId as StaffId
  if (!(await worksIn(tx, territoryOf(tx), staffId))) throw new RefusalError('not-of-territory')
  const id = idNow(tx)
  const { what, dueAt } = body
  await putTask(tx, file, { id, staffId, what, dueAt, madeBy: personActing(tx).staffId })
  return id
}

/** A task as it is given. */
type NewTask = {
  readonly id: string
  readonly staffId: StaffId
  readonly what: string
  readonly dueAt: string | null
  /** Null where the service itself gives it. */
  readonly madeBy: StaffId | null
}

/** Writes a task and its alarm; the caller holds the file's lock. */
export async function putTask(tx: Tx, file: InterventionId, given: NewTask): Promise<void> {
  const { id, staffId } = given
  const dueAt = given.dueAt === null ? null : instant(given.dueAt)
  await put(tx, file, { type: 'TaskAdded', data: { staffId, dueAt: given.dueAt } }, id)
  await tx
    .insertInto('interventions.task')
    .values({
      territory_id: territoryOf(tx),
      id,
      intervention_id: file,
      version: 1,
      staff_id: staffId,
      due_at: dueAt,
      sealed_what: seal(tx, 'task', given.what),
      made_by: given.madeBy,
      made_at: tx.work.now,
    })
    .execute()
  if (dueAt !== null) await setAlarm(tx, TASK_KIND, id, dueAt)
}

/** A task is done; twice changes nothing. */
export async function finishTask(tx: Tx, file: InterventionId, id: string): Promise<void> {
  await lockFile(tx, file)
  const task = await taskOf(tx, id)
  if (task?.file !== file) throw new NotFoundError('task')
  for (const event of finish(task)) {
    const done = { done_by: personActing(tx).staffId, done_at: tx.work.now, late_at: null }
    await changeTask(tx, task, event, done)
    await clearAlarm(tx, TASK_KIND, id)
    await clearAlarm(tx, TASK_LATE_KIND, id)
  }
}

/** A task without its words, with its file and what the board was told of it. */
type KnownTask = Task & {
  readonly file: InterventionId
  readonly toldAt: Instant | null
  readonly lateAt: Instant | null
  /** Null where the service itself gave it. */
  readonly madeBy: StaffId | null
}

/** One task as it stands; undefined when there is none in sight. */
export async function taskOf(tx: Tx, id: string): Promise<KnownTask | undefined> {
  const row = await tx
    .selectFrom('interventions.task')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    file: row.intervention_id as InterventionId,
    version: row.version,
    staffId: row.staff_id as StaffId,
    dueAt: row.due_at,
    doneAt: row.done_at,
    toldAt: row.told_at,
    lateAt: row.late_at,
    madeBy: row.made_by as StaffId | null,
  }
}

/** Writes an event of a task and what it changes of its row. */
export async function changeTask(
  tx: Tx,
  task: KnownTask,
  event: WorkEvent,
  change: {
    readonly done_by?: StaffId
    readonly done_at?: Instant
    readonly told_at?: Instant
    readonly late_at?: Instant | null
  },
): Promise<void> {
  const version = task.version + 1
  await put(tx, task.file, event, task.id, tx.work.now, version)
  await tx
    .updateTable('interventions.task')
    .set({ version, ...change })
    .where('id', '=', task.id)
    .execute()
}

/** The hour passed of a task that nobody has to look at any more: no event, and no alarm again. */
export async function forgetDue(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.updateTable('interventions.task').set({ told_at: now }).where('id', '=', id).execute()
}

/** The same of the hour at which it would have come to the coordinator. */
export async function forgetLate(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('interventions.task').set({ late_at: null }).where('id', '=', id).execute()
}

/** The tasks of a file with their words: what is open first, by its hour. */
export async function tasksOf(tx: Tx, file: InterventionId) {
  const rows = await tx
    .selectFrom('interventions.task')
    .selectAll()
    .where('intervention_id', '=', file)
    .orderBy((e) => e('done_at', 'is not', null))
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    staffId: row.staff_id as StaffId,
    dueAt: row.due_at,
    what: unseal<string>(tx, 'task', row.territory_id, row.sealed_what),
    madeBy: row.made_by as StaffId | null,
    madeAt: row.made_at,
    doneBy: row.done_by as StaffId | null,
    doneAt: row.done_at,
  }))
}
