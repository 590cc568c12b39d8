import type { DueKind } from '#platform/server/due.ts'
import { FAILED_KIND } from '#platform/server/outbox-alarms.ts'
import { chaseDue, messageFailed } from './chasing.ts'
import type { HandoverNeeds } from './needs.ts'
import { CHASE_KIND } from './store.ts'

/** What falls due in this room. */
export function dueKinds(needs: HandoverNeeds): readonly DueKind[] {
  return [
    { kind: CHASE_KIND, run: (tx, key) => chaseDue(tx, needs, key) },
    { kind: FAILED_KIND, run: (tx, key) => messageFailed(tx, needs, key) },
  ]
}

/** The view that the sweeper compares with the alarms. */
export const dueView = 'handover.v_due'
