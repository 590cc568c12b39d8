import type { InterventionId } from '#platform/kernel/ids.ts'
import type { DueKind } from '#platform/server/due.ts'
import { NOTICE_FAILED_KIND } from '#platform/server/outbox-alarms.ts'
import { CONFIRM_KIND, REOPENED_KIND, REVIEW_KIND, TARGET_KIND } from './alarms.ts'
import { lapseNotPertinent, recordMissedTarget } from './commands.ts'
import { noticeFailed } from './notices.ts'
import { reopenedUnanswered, reviewFallsDue, taskFallsDue, taskStaysUndone } from './reminders.ts'
import { TASK_KIND, TASK_LATE_KIND } from './tasks.ts'

/** What falls due in this room: each handler asks the model again, so a false alarm does nothing. */
export const dueKinds: readonly DueKind[] = [
  {
    kind: TARGET_KIND,
    run: (tx, key, now) => recordMissedTarget(tx, key as InterventionId, now),
  },
  { kind: REVIEW_KIND, run: (tx, key, now) => reviewFallsDue(tx, key as InterventionId, now) },
  {
    kind: REOPENED_KIND,
    run: (tx, key, now) => reopenedUnanswered(tx, key as InterventionId, now),
  },
  { kind: TASK_KIND, run: taskFallsDue },
  { kind: TASK_LATE_KIND, run: taskStaysUndone },
  { kind: NOTICE_FAILED_KIND, run: noticeFailed },
  { kind: CONFIRM_KIND, run: (tx, key) => lapseNotPertinent(tx, key as InterventionId) },
]

/** The view that the sweeper compares with the alarms. */
export const dueView = 'interventions.v_due'
