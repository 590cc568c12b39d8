import type { StaffId } from '#platform/kernel/ids.ts'
import { notAfter } from '#platform/kernel/time.ts'
import type { Turn } from './model.ts'
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
import { evened } from './model-proposal-even.ts'
import { type Placed, type Plan, UNEVEN } from './model-proposal-problem.ts'
import { hoursBetween, monthOf, newlyBroken, type RotaRule } from './model-rules.ts'
import { OFF, type Roster } from './solver/problem.ts'
import { scoreRoster } from './solver/score.ts'

/** Why somebody cannot have a turn: they are away, or a rule of the territory would break. */
export type Why = RotaRule

/** A slot that nobody can take, with everybody's reason. */
export type Uncovered = {
  readonly slot: Placed
  readonly reasons: readonly { readonly why: Why; readonly people: readonly StaffId[] }[]
}

/** Turns that break no rule that was not broken before, and what is left. */
export type Proposal = {
  readonly turns: readonly Turn[]
  readonly uncovered: readonly Uncovered[]
  readonly people: readonly {
    readonly staffId: StaffId
    readonly before: Tally
    readonly after: Tally
  }[]
  /** Turns on days on which somebody would rather have none. */
  readonly unwished: readonly Turn[]
  readonly cost: number
}

/** Days around a turn in which other turns may say something about it: a month beside it, weeks, rest. */
const NEAR_HOURS = 10 * 24

/**
 * The turns of a roster. The rules are asked turn by turn, so that nothing rests on the solver: what would break one is
 * left out, and what is left empty is given to whoever can still have it: the longest turns first, the least burdened
 * first. Whoever is to be called second is called first where nobody else can be.
 */
export function proposalOf(
  asking: Asking,
  situation: Situation,
  { problem, slots }: Plan,
  roster: Roster,
): Proposal {
  const given = evened(asking, situation, givenBy(asking, situation, slots, roster))
  const ledger = openLedger(asking, situation)
  for (const [slot, candidate] of given) ledger.add(slot, candidate)
  // Whoever has changed places may have come free for what was left.
  fill(slots, given, ledger)
  const turns = [...given]
    .map(([slot, { staffId }]) => turnIn(slot, asking.role, staffId))
    .toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt) || a.level - b.level)
  return {
    turns,
    uncovered: slots
      .filter((slot) => !given.has(slot))
      .map((slot) => explained(slot, asking, ledger)),
    people: asking.people.map(({ staffId }) => ({
      staffId,
      before: tallyOf(situation.turns, staffId, asking),
      after: tallyOf([...situation.turns, ...turns], staffId, asking),
    })),
    unwished: [...given]
      .filter(([slot, { rather }]) => touches(slot, rather))
      .map(([slot, { staffId }]) => turnIn(slot, asking.role, staffId)),
    cost: scoreRoster(problem, rosterFrom(asking, given)).cost,
  }
}

/** Who has which slot: as the roster says where the rules allow it, and what that leaves as far as anybody can have it. */
function givenBy(
  asking: Asking,
  situation: Situation,
  slots: readonly Placed[],
  roster: Roster,
): Map<Placed, Candidate> {
  const ledger = openLedger(asking, situation)
  const given = new Map<Placed, Candidate>()
  for (const slot of slots)
    asking.people.some(
      (one, n) => roster[n]?.[slot.day] === slot.shift && give(slot, one, given, ledger),
    )
  fill(slots, given, ledger)
  if (raised(slots, given, ledger)) fill(slots, given, ledger)
  return given
}

function fill(slots: readonly Placed[], given: Map<Placed, Candidate>, ledger: Ledger): void {
  for (const slot of byWeight(slots))
    if (!given.has(slot)) ledger.inTurn(slot).some((one) => give(slot, one, given, ledger))
}

function give(
  slot: Placed,
  candidate: Candidate,
  given: Map<Placed, Candidate>,
  ledger: Ledger,
): boolean {
  if (given.has(slot) || ledger.whyNot(slot, candidate) !== undefined) return false
  given.set(slot, candidate)
  ledger.add(slot, candidate)
  return true
}

/** First levels before second ones, and what leaves many hours open before what leaves few. */
function byWeight(slots: readonly Placed[]): readonly Placed[] {
  const hours = (slot: Placed) => hoursBetween(slot.startsAt, slot.endsAt)
  return slots.toSorted((a, b) => a.level - b.level || hours(b) - hours(a))
}

/** Gives what is empty to whoever has a later level of the same time; true where somebody has left one for it. */
function raised(slots: readonly Placed[], given: Map<Placed, Candidate>, ledger: Ledger): boolean {
  let isRaised = false
  for (const slot of byWeight(slots)) {
    if (given.has(slot)) continue
    for (const [later, candidate] of given) {
      if (later.level <= slot.level || !isAtOnce(later, slot)) continue
      ledger.take(later, candidate)
      if (ledger.whyNot(slot, candidate) === undefined) {
        given.delete(later)
        given.set(slot, candidate)
        ledger.add(slot, candidate)
        isRaised = true
        break
      }
      ledger.add(later, candidate)
    }
  }
  return isRaised
}

function isAtOnce(a: Placed, b: Placed): boolean {
  return !notAfter(a.endsAt, b.startsAt) && !notAfter(b.endsAt, a.startsAt)
}

/** Nobody has anything yet. */
export function emptyRoster({ people, days }: Asking): Roster {
  return people.map(() => Array.from({ length: days }, () => OFF))
}

function rosterFrom(asking: Asking, given: ReadonlyMap<Placed, Candidate>): Roster {
  const rows = new Map(
    asking.people.map((one) => [one, Array.from({ length: asking.days }, () => OFF)]),
  )
  for (const [slot, candidate] of given) rows.get(candidate)?.splice(slot.day, 1, slot.shift)
  return [...rows.values()]
}

type Ledger = {
  readonly whyNot: (slot: Placed, candidate: Candidate) => Why | undefined
  readonly add: (slot: Placed, candidate: Candidate) => void
  readonly take: (slot: Placed, candidate: Candidate) => void
  readonly inTurn: (slot: Placed) => readonly Candidate[]
}

/** What each person has, as turns are given. */
function openLedger(asking: Asking, situation: Situation): Ledger {
  const known = knownStretch(asking)
  const held = new Map<StaffId, Turn[]>(
    asking.people.map(({ staffId }) => [
      staffId,
      situation.turns.filter(
        (turn) => turn.staffId === staffId && !notAfter(turn.endsAt, known.from),
      ),
    ]),
  )
  const burden = new Map(
    asking.people.map(({ staffId }) => [staffId, tallyOf(situation.turns, staffId, asking)]),
  )
  const whyNot = (slot: Placed, { staffId, absent }: Candidate): Why | undefined => {
    if (touches(slot, absent)) return 'absent'
    const turn = turnIn(slot, asking.role, staffId)
    const theirs = held.get(staffId) ?? []
    // What lies near says most of what there is to say, and says it fast.
    const near = theirs.filter(
      (one) =>
        monthOf(one) === monthOf(turn) ||
        Math.abs(hoursBetween(one.startsAt, turn.startsAt)) <= NEAR_HOURS,
    )
    return (
      newlyBroken(near, [turn], situation.rules, known)[0] ??
      newlyBroken(theirs, [turn], situation.rules, known)[0]
    )?.rule
  }
  return {
    whyNot,
    add(slot, { staffId }) {
      held.get(staffId)?.push(turnIn(slot, asking.role, staffId))
      const had = burden.get(staffId)
      if (had) burden.set(staffId, plus(had, countsAs(slot)))
    },
    take(slot, { staffId }) {
      const { id } = turnIn(slot, asking.role, staffId)
      const theirs = held.get(staffId) ?? []
      held.set(
        staffId,
        theirs.filter((turn) => turn.id !== id),
      )
      const had = burden.get(staffId)
      if (had) burden.set(staffId, minus(had, countsAs(slot)))
    },
    inTurn(slot) {
      const counted = countsAs(slot)
      // By what the slot counts for: a night goes to whoever has had few nights, not only few turns.
      const weighs = ({ staffId, rather }: Candidate) =>
        SHARES.reduce(
          (sum, share) =>
            sum + counted[share] * UNEVEN[share] * (burden.get(staffId)?.[share] ?? 0),
          touches(slot, rather) ? Number.MAX_SAFE_INTEGER / 2 : 0,
        )
      return asking.people.toSorted((a, b) => weighs(a) - weighs(b))
    },
  }
}

function explained(slot: Placed, { people }: Asking, { whyNot }: Ledger): Uncovered {
  const why = people.flatMap((candidate) => {
    const found = whyNot(slot, candidate)
    return found === undefined ? [] : [{ why: found, staffId: candidate.staffId }]
  })
  const reasons = [...Map.groupBy(why, (one) => one.why)].map(([one, those]) => ({
    why: one,
    people: those.map(({ staffId }) => staffId),
  }))
  return { slot, reasons }
}
