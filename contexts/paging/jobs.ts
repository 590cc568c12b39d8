import { heardOf, REPORTED_KIND } from '#platform/server/carried.ts'
import type { Tx } from '#platform/server/db.ts'
import type { DueKind } from '#platform/server/due.ts'
import { CONNECT_FAILED_KIND, FAILED_KIND, STUCK_KIND } from '#platform/server/outbox-alarms.ts'
import type { PagingNeeds } from './ports.ts'
import { SILENT_KIND } from './service-call-store.ts'
import { failServiceCall } from './service-calls.ts'
import { STEP_KIND } from './store.ts'
import { lapse } from './support.ts'
import { SUPPORT_KIND } from './support-store.ts'
import { hearReport } from './telephone.ts'
import { messageFailed, messageStuck, takeStep } from './undelivered.ts'

/** What falls due in this room: a false alarm does nothing. */
export function pagingDueKinds(needs: PagingNeeds): readonly DueKind[] {
  return [
    { kind: STEP_KIND, run: (tx, key, now) => takeStep(tx, needs, key, now) },
    { kind: SILENT_KIND, run: (tx, key) => failServiceCall(tx, 'id', key) },
    { kind: FAILED_KIND, run: (tx, key) => messageFailed(tx, needs, key) },
    { kind: STUCK_KIND, run: (tx, key) => messageStuck(tx, needs, key) },
    { kind: REPORTED_KIND, run: (tx, key) => messageReported(tx, needs, key) },
    { kind: SUPPORT_KIND, run: (tx, key) => lapse(tx, key) },
    { kind: CONNECT_FAILED_KIND, run: (tx, key) => failServiceCall(tx, 'message_id', key) },
  ]
}

/** A provider has said something of a message under a name of its own. */
async function messageReported(tx: Tx, needs: PagingNeeds, key: string): Promise<void> {
  const heard = await heardOf(tx, key)
  if (heard) await hearReport(tx, needs, { key, ...heard })
}

/** The view that the sweeper compares with the alarms. */
export const dueView = 'paging.v_due'
