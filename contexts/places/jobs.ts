import type { DueKind } from '#platform/server/due.ts'
import { recordLapse, recordStayDue } from './commands.ts'
import { HOLD_KIND, STAY_KIND } from './placement-store.ts'

/** What falls due in this room: each handler asks the model again, so a false alarm does nothing. */
export const dueKinds: readonly DueKind[] = [
  { kind: HOLD_KIND, run: recordLapse },
  { kind: STAY_KIND, run: recordStayDue },
]

/** The view that the sweeper compares with the alarms. */
export const dueView = 'places.v_due'
