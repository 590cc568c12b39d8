import { namesOf } from '#contexts/access/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import type { RotaReply } from './contract.ts'
import { isInForce, type RotaTurn } from './model.ts'
import { UNREACHABLE } from './model-staff.ts'
import { type Reach, setReach } from './reach-store.ts'
import { contactsOf } from './staff.ts'
import { publishedTurns, territoryOf } from './store.ts'
import { DAYS_AHEAD } from './substitutes.ts'

/**
 * Changes how somebody is called. Refuses `reach-in-turn` with how many, until it is said that it is meant: of who is on call now,
 * or has a published turn ahead, a telephone that may ring is taken away or changed for one that nobody has tried.
 */
export async function changeReach(
  tx: Tx,
  staffId: StaffId,
  reach: Reach,
  isSure: boolean,
): Promise<void> {
  if (!isSure && (await losesTelephone(tx, staffId, reach))) {
    const { now } = tx.work
    const until = now.add({ hours: 24 * DAYS_AHEAD })
    const turns = await publishedTurns(tx, territoryOf(tx), now, until)
    const count = turns.filter((turn) => turn.staffId === staffId).length
    if (count > 0) throw new RefusalError('reach-in-turn', { count })
  }
  await setReach(tx, staffId, reach)
}

/** There was a number that is not known to be dead, and it is another one from now on, or none. */
async function losesTelephone(tx: Tx, staffId: StaffId, { phone }: Reach): Promise<boolean> {
  const contactOf = await contactsOf(tx, territoryOf(tx), [staffId])
  const { value, state } = contactOf(staffId, 'phone')
  return value !== phone && !UNREACHABLE.includes(state)
}

/** Of these turns in force: whose telephone cannot ring, by name, with the instant from which they are on call. */
export async function unreachableIn(
  tx: Tx,
  territoryId: TerritoryId,
  turns: readonly RotaTurn[],
): Promise<RotaReply['unreachable']> {
  const inForce = Map.groupBy(turns.filter(isInForce), (turn) => turn.staffId)
  const ids = [...inForce.keys()]
  const contactOf = await contactsOf(tx, territoryId, ids)
  const names = await namesOf(tx, ids)
  return ids
    .map((staffId) => {
      const starts = (inForce.get(staffId) ?? []).map((turn) => turn.startsAt)
      const [first = tx.work.now] = starts.toSorted((a, b) => Temporal.Instant.compare(a, b))
      const { state } = contactOf(staffId, 'phone')
      return { staffId, name: names.get(staffId) ?? '', state, from: first.toString() }
    })
    .filter((one) => UNREACHABLE.includes(one.state))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'it'))
}
