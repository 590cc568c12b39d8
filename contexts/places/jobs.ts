import type { DueKind } from '#platform/server/due.ts'
import { recordArrivalDue } from './arrivals.ts'
import { recordLapse } from './commands.ts'
import { ARRIVAL_KIND, HOLD_KIND, RATIFY_KIND, STAY_KIND } from './placement-store.ts'
import { recordRatifyDue } from './ratifications.ts'
import { recordStayDue } from './stays.ts'
import { AGAIN_KIND, recordSearchDue } from './unmet.ts'

/** What falls due in this room: each handler asks the model again, so a false alarm does nothing. */
export const dueKinds: readonly DueKind[] = [
  { kind: HOLD_KIND, run: recordLapse },
  { kind: ARRIVAL_KIND, run: recordArrivalDue },
  { kind: RATIFY_KIND, run: recordRatifyDue },
  { kind: STAY_KIND, run: recordStayDue },
  { kind: AGAIN_KIND, run: recordSearchDue },
]

/** The view that the sweeper compares with the alarms. */
export const dueView = 'places.v_due'
