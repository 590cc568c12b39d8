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
  const staffId = event.data['staffId'] as StaffId
  const role = event.data['role']
  await lockRota(tx)
  const territoryId = territoryOf(tx)
  // Another grant of the same role, for another body, keeps them on call.
  if ((await rolesHere(tx, territoryId)).get(staffId)?.some((one) => one === role) === true) return
  const { now } = tx.work
  const asked = await askedTurns(tx, territoryId)
  const coming = await comingTurns(tx, territoryId, now, now.add({ hours: 24 * DAYS_AHEAD }))
  const left = coming.filter(
    (turn) =>
      isInForce(turn) && turn.staffId === staffId && turn.role === role && !asked.has(turn.id),
  )
  for (const { id, startsAt, endsAt } of left)
    await askSwap(tx, {
      ...{ turnId: id, staffId, from: notAfter(startsAt, now) ? now : startsAt, until: endsAt },
      ...{ askedOf: null, backTurnId: null },
    })
  const [first] = left
  if (first) await tellHolders(tx, first.role, staffId)
}
