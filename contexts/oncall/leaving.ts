import { inEachTerritory } from '#contexts/access/public.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { lockRota } from './proposal-store.ts'
import { askForHoles } from './substitutes.ts'

/**
 * Same-transaction reaction to `GrantEnded`: nobody calls who no longer holds the role, so each turn in force of theirs asks
 * for a substitute, and whoever else holds the role is told. Another grant of the same role, for another body, keeps them on
 * call.
 */
export async function askForLeaver(tx: Tx, event: RecordedEvent): Promise<void> {
  await askForTurns(tx, event.data['staffId'] as StaffId)
}

/** Same-transaction reaction to `StaffChanged`: the same for all turns of who is deactivated, wherever they had a grant. */
export async function askForDeactivated(tx: Tx, event: RecordedEvent): Promise<void> {
  if (event.data['isActive'] !== false) return
  const leaver = event.aggregateId as StaffId
  await inEachTerritory(tx, leaver, () => askForTurns(tx, leaver))
}

async function askForTurns(tx: Tx, staffId: StaffId): Promise<void> {
  await lockRota(tx)
  await askForHoles(tx, [staffId])
}
