import type { DueKind } from '#platform/server/due.ts'
import { runStep } from './commands.ts'
import type { PagingNeeds } from './ports.ts'
import { STEP_KIND } from './store.ts'

/** What falls due in this room: a false alarm does nothing. */
export function pagingDueKinds(needs: PagingNeeds): readonly DueKind[] {
  return [{ kind: STEP_KIND, run: (tx, key, now) => runStep(tx, needs, key, now) }]
}

/** The view that the sweeper compares with the alarms. */
export const dueView = 'paging.v_due'
