import type { StaffId } from '#platform/kernel/ids.ts'
import {
  type Asking,
  type Candidate,
  countsAs,
  knownStretch,
  minus,
  plus,
  SHARES,
  type Situation,
  type Tally,
  tallyOf,
  touches,
  turnIn,
} from './model-proposal.ts'
import { type Placed, UNEVEN, WISH } from './model-proposal-problem.ts'
import { newlyBroken } from './model-rules.ts'

/** Judging a change by the rules is what takes time: a proposal is to be there at once. */
const MOST_CHECKS = 300
const NOTHING: Tally = { turns: 0, nights: 0, festive: 0 }

/**
 * The same turns shared more evenly: two people change places from some day on, where that keeps the rules and leaves less
 * between who has most and who has least. What is given turn by turn gives one person all days and the other all nights.
 */
export function evened(
  asking: Asking,
  situation: Situation,
  given: ReadonlyMap<Placed, Candidate>,
): Map<Placed, Candidate> {
  const shares = openShares(asking, situation, given)
  const days = [...new Set([...given.keys()].map((slot) => slot.day))].toSorted((a, b) => a - b)
  for (let isBetter = true; isBetter; ) {
    isBetter = false
    for (const [n, one] of asking.people.entries())
      for (const other of asking.people.slice(n + 1))
        for (const day of days) if (shares.change(one, other, day)) isBetter = true
  }
  return shares.held()
}

type Shares = {
  /** Changes the places of two people from a day on, if that is better and keeps the rules; says whether. */
  readonly change: (one: Candidate, other: Candidate, day: number) => boolean
  readonly held: () => Map<Placed, Candidate>
}

function openShares(
  asking: Asking,
  situation: Situation,
  given: ReadonlyMap<Placed, Candidate>,
): Shares {
  const known = knownStretch(asking)
  const counts = new Map([...given.keys()].map((slot) => [slot, countsAs(slot)]))
  const slots = new Map<Candidate, readonly Placed[]>(
    asking.people.map((one) => [
      one,
      [...given].flatMap(([slot, who]) => (who === one ? slot : [])),
    ]),
  )
  const tallies = new Map<StaffId, Tally>(
    asking.people.map(({ staffId }) => [staffId, tallyOf(situation.turns, staffId, asking)]),
  )
  const sumOf = (some: readonly Placed[]): Tally =>
    some.reduce((sum, slot) => plus(sum, counts.get(slot) ?? NOTHING), NOTHING)
  const had = ({ staffId }: Candidate): Tally => tallies.get(staffId) ?? NOTHING
  for (const [one, theirs] of slots) tallies.set(one.staffId, plus(had(one), sumOf(theirs)))
  const unwished = ({ rather }: Candidate, theirs: readonly Placed[]): number =>
    theirs.filter((slot) => touches(slot, rather)).length
  let checks = 0
  const keepsRules = ({ staffId, absent }: Candidate, theirs: readonly Placed[]): boolean => {
    if (theirs.some((slot) => touches(slot, absent))) return false
    const standing = situation.turns.filter((turn) => turn.staffId === staffId)
    const turns = theirs.map((slot) => turnIn(slot, asking.role, staffId))
    checks += 1
    return newlyBroken(standing, turns, situation.rules, known).length === 0
  }
  return {
    change(one, other, day) {
      if (checks >= MOST_CHECKS) return false
      const [mine, theirs] = [slots.get(one) ?? [], slots.get(other) ?? []]
      const changed = {
        mine: [
          ...mine.filter((slot) => slot.day < day),
          ...theirs.filter((slot) => slot.day >= day),
        ],
        theirs: [
          ...theirs.filter((slot) => slot.day < day),
          ...mine.filter((slot) => slot.day >= day),
        ],
      }
      const moved = minus(sumOf(changed.mine), sumOf(mine))
      const after = new Map(tallies)
      after.set(one.staffId, plus(had(one), moved))
      after.set(other.staffId, minus(had(other), moved))
      const saved = unevenness(tallies) - unevenness(after)
      if (saved <= 0) return false
      const wishes = unwished(one, changed.mine) + unwished(other, changed.theirs)
      if (saved <= WISH * (wishes - unwished(one, mine) - unwished(other, theirs))) return false
      if (!keepsRules(one, changed.mine) || !keepsRules(other, changed.theirs)) return false
      slots.set(one, changed.mine)
      slots.set(other, changed.theirs)
      for (const [staffId, tally] of after) tallies.set(staffId, tally)
      return true
    },
    held: () => new Map([...slots].flatMap(([who, theirs]) => theirs.map((slot) => [slot, who]))),
  }
}

/** What the differences between who has most and who has least cost. */
function unevenness(tallies: ReadonlyMap<StaffId, Tally>): number {
  return SHARES.reduce((sum, share) => {
    const had = [...tallies.values()].map((tally) => tally[share])
    return had.length === 0 ? sum : sum + UNEVEN[share] * (Math.max(...had) - Math.min(...had))
  }, 0)
}
