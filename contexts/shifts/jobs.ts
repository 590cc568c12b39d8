import type { DueKind } from '#platform/server/due.ts'
import {
  CHANGE_KIND,
  deskChanged,
  LATE_KIND,
  LEFT_KIND,
  notesAreLate,
  shiftsChange,
} from './watching.ts'

/** What falls due in this room: each handler asks the model again, so a false alarm does nothing. */
export const dueKinds: readonly DueKind[] = [
  { kind: CHANGE_KIND, run: shiftsChange },
  { kind: LATE_KIND, run: notesAreLate },
  { kind: LEFT_KIND, run: deskChanged },
]

/** The view that the sweeper compares with the alarms. */
export const dueView = 'shifts.v_due'
