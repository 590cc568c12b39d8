import { inEachTerritory } from '#contexts/access/public.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { isInForce } from './model.ts'
import { lockRota } from './proposal-store.ts'
import { rolesHere } from './staff.ts'
import { comingTurns, territoryOf } from './store.ts'
import { askedTurns, askSwap } from './swap-store.ts'
import { tellHolders } from './swapping.ts'

const DAYS_AHEAD = 366

/**
 * Same-transaction reaction to `GrantEnded`: nobody calls who no longer holds the role, so each turn in force of theirs asks
 * for a substitute, and whoever else holds the role is told.
 */
export async function askForLeaver(tx: Tx, event: RecordedEvent): Promise<void> {
  await askForTurns(tx, event.data['staffId'] as StaffId, event.data['role'])
}

/** Same-transaction reaction to `StaffChanged`: the same for all turns of who is deactivated, wherever they had a grant. */
export async function askForDeactivated(tx: Tx, event: RecordedEvent): Promise<void> {
  if (event.data['isActive'] !== false) return
  const leaver = event.aggregateId as StaffId
  await inEachTerritory(tx, leaver, () => askForTurns(tx, leaver))
}

/** For each turn in force that its holder may not have any more; of one role, when it is said. */
async function askForTurns(tx: Tx, staffId: StaffId, role?: unknown): Promise<void> {
  await lockRota(tx)
  const territoryId = territoryOf(tx)
  // Another grant of the same role, for another body, keeps them on call.
  const held = (await rolesHere(tx, territoryId)).get(staffId) ?? []
  const { now } = tx.work
  const asked = await askedTurns(tx, territoryId)
  const coming = await comingTurns(tx, territoryId, now, now.add({ hours: 24 * DAYS_AHEAD }))
  const left = coming
    .filter((turn) => isInForce(turn) && turn.staffId === staffId && !asked.has(turn.id))
    .filter((turn) => !held.includes(turn.role) && (role === undefined || turn.role === role))
  for (const { id, startsAt, endsAt } of left)
    await askSwap(tx, {
      ...{ turnId: id, staffId, from: notAfter(startsAt, now) ? now : startsAt, until: endsAt },
      ...{ askedOf: null, backTurnId: null },
    })
  for (const each of new Set(left.map((turn) => turn.role))) await tellHolders(tx, each, staffId)
}
