import type { TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { RotaTurn } from './model.ts'
import { presentIn } from './model-swap.ts'
import { rolesHere } from './staff.ts'
import { absencesIn } from './staff-store.ts'
import { publishedTurns } from './store.ts'

/**
 * The published turns that somebody answers in: of people who still hold the role, without the days on which they are away.
 * For whoever rings without asking the product: the telephone exchange, the emergency envelope.
 */
export async function answeredTurns(
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  until: Instant,
): Promise<readonly RotaTurn[]> {
  const roles = await rolesHere(tx, territoryId)
  const absences = await absencesIn(tx, territoryId, wallClock(from).toPlainDate())
  return (await publishedTurns(tx, territoryId, from, until))
    .filter((turn) => roles.get(turn.staffId)?.includes(turn.role) === true)
    .flatMap((turn) => presentIn(turn, absences))
    .filter((turn) => !notAfter(turn.endsAt, from))
}
