import type { InterventionId } from '#platform/kernel/ids.ts'
import type { DueKind } from '#platform/server/due.ts'
import { lapseNotPertinent, recordMissedTarget } from './commands.ts'
import { CONFIRM_KIND, TARGET_KIND } from './store.ts'

/** What falls due in this room: each handler asks the model again, so a false alarm does nothing. */
export const dueKinds: readonly DueKind[] = [
  {
    kind: TARGET_KIND,
    run: (tx, key, now) => recordMissedTarget(tx, key as InterventionId, now),
  },
  { kind: CONFIRM_KIND, run: (tx, key) => lapseNotPertinent(tx, key as InterventionId) },
]

/** The view that the sweeper compares with the alarms. */
export const dueView = 'interventions.v_due'
