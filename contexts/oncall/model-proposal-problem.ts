import type { RotaRules } from '#contexts/territory/configuration.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Turn } from './model.ts'
import {
  type Asking,
  type Candidate,
  countsAs,
  SHARES,
  type Share,
  type Situation,
  type Slot,
  tallyOf,
  touches,
  turnIn,
} from './model-proposal.ts'
import { hoursBetween, type JudgedRules, monthOf, restHoursOf, rulesBroken } from './model-rules.ts'
import {
  cellIndex,
  type Limit,
  type RosterPerson,
  type RosterProblem,
  type Term,
} from './solver/problem.ts'

const WEEK_HOURS = 7 * 24
/** Turns further apart than this have nothing to say to each other about rest. */
const APART_HOURS = 4 * 24
/** No turn is worth leaving a slot empty: a slot costs this much, and so much for each of its hours. */
const EMPTY = { slot: 50, hour: [100, 30] } as const
/** Two people in one slot cannot be: the rota has one of each level. */
const TWICE = 10_000
/** What a turn costs on a day on which its person would rather have none. */
export const WISH = 15
/** What each difference between who has most and who has least costs. */
export const UNEVEN: Readonly<Record<Share, number>> = { turns: 10, nights: 6, festive: 8 }

/** A slot with its place in the problem. */
export type Placed = Slot & { readonly shift: number }

/** The asking as the solver sees it, with the slots by their place. */
export type Plan = { readonly problem: RosterProblem; readonly slots: readonly Placed[] }

/** The problem whose rosters keep the territory's rules: clashes and limits are asked of the same functions as the screen. */
export function planOf(asking: Asking, situation: Situation, slots: readonly Slot[]): Plan {
  const placed = [...Map.groupBy(slots, (slot) => slot.day).values()].flatMap((ofDay) =>
    ofDay
      .toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt) || a.level - b.level)
      .map((slot, shift) => ({ ...slot, shift })),
  )
  const shifts = Math.max(1, ...placed.map((slot) => slot.shift + 1))
  const shared = {
    asking,
    situation,
    placed,
    shifts,
    clashes: clashesByRest(placed, asking, situation),
  }
  const weeks = weekLimits(placed, situation.rules)
  const problem: RosterProblem = {
    days: asking.days,
    shifts,
    people: asking.people.map((person) => personOf(shared, weeks, person)),
    cover: placed.map(({ day, shift, level, startsAt, endsAt }) => ({
      ...{ day, shift, required: 1, over: TWICE },
      under: EMPTY.slot + hoursBetween(startsAt, endsAt) * (EMPTY.hour[level - 1] ?? 1),
    })),
    wishes: asking.people.flatMap(({ rather }, person) =>
      placed
        .filter((slot) => touches(slot, rather))
        .map(({ day, shift }) => ({ person, day, shift, wants: false, weight: WISH })),
    ),
    balances: SHARES.map((name) => ({
      name,
      weight: UNEVEN[name],
      people: asking.people.map(({ staffId }, person) => ({
        person,
        before: tallyOf(situation.turns, staffId, asking)[name],
        terms: placed
          .map((slot) => termOf(slot, countsAs(slot)[name]))
          .filter((one) => one.weight > 0),
      })),
    })),
    weekends: [],
  }
  return { problem, slots: placed }
}

type Shared = {
  readonly asking: Asking
  readonly situation: Situation
  readonly placed: readonly Placed[]
  readonly shifts: number
  readonly clashes: (person: Candidate) => RosterPerson['clashes']
}

function termOf({ day, shift }: Placed, weight = 1): Term {
  return { day, shift, weight }
}

function personOf(shared: Shared, weeks: readonly Week[], person: Candidate): RosterPerson {
  const { asking, situation, placed, shifts, clashes } = shared
  const theirs = situation.turns.filter((turn) => turn.staffId === person.staffId)
  const free = placed.filter((slot) => mayWork(slot, person, theirs, asking, situation.rules))
  const allowed = new Set(free.map((slot) => cellIndex(slot, shifts)))
  const cells = Array.from({ length: asking.days * shifts }, (_, cell) => cell)
  return {
    id: person.staffId,
    barred: new Set(cells.filter((cell) => !allowed.has(cell))),
    clashes: clashes(person),
    limits: [
      ...monthLimits(placed, theirs, situation.rules),
      ...weeks.map(({ from, until, terms, max }) => {
        const had = theirs.filter(({ startsAt }) => within(startsAt, from, until)).length
        return { rule: 'weekly-rest', terms, max: Math.max(0, max - had) }
      }),
    ],
  }
}

/** Alone, and beside each turn that the person has already. */
function mayWork(
  slot: Placed,
  person: Candidate,
  theirs: readonly Turn[],
  { role }: Asking,
  rules: JudgedRules,
): boolean {
  if (touches(slot, person.absent)) return false
  const turn = turnIn(slot, role, person.staffId)
  const near = theirs.filter(
    (one) => isNear(one.startsAt, slot.startsAt) || isNear(one.endsAt, slot.startsAt),
  )
  return !breaksAny([turn], rules) && near.every((one) => !breaksRest(one, turn, rules))
}

function isNear(a: Instant, b: Instant): boolean {
  return Math.abs(hoursBetween(a, b)) <= APART_HOURS
}

function within(at: Instant, from: Instant, until: Instant): boolean {
  return notAfter(from, at) && !notAfter(until, at)
}

/** Judged by themselves: weeks and months are limits of the whole. */
function breaksAny(turns: readonly Turn[], rules: JudgedRules): boolean {
  const [first] = turns
  if (!first) return false
  const alone = { ...rules, weeklyRestHours: null, turnsPerMonth: null }
  return rulesBroken(turns, alone, { from: first.startsAt, until: first.startsAt }).length > 0
}

function breaksRest(a: Turn, b: Turn, rules: JudgedRules): boolean {
  return breaksAny([a, b], { ...rules, longestTurnHours: null })
}

/** The clashes of a person; those who rest equally long have the same ones, worked out once. */
function clashesByRest(
  placed: readonly Placed[],
  asking: Asking,
  situation: Situation,
): Shared['clashes'] {
  const known = new Map<number | null, RosterPerson['clashes']>()
  return ({ staffId }) => {
    const rest = restHoursOf(situation.rules, staffId)
    const found = known.get(rest) ?? clashesOf(placed, asking, situation, staffId)
    known.set(rest, found)
    return found
  }
}

function clashesOf(
  placed: readonly Placed[],
  { role }: Asking,
  { rules }: Situation,
  staffId: StaffId,
): RosterPerson['clashes'] {
  const turns = placed.map((slot) => ({ slot, turn: turnIn(slot, role, staffId) }))
  return turns.flatMap(({ slot: first, turn }) =>
    turns
      .filter(({ slot }) => slot.day > first.day && isNear(slot.startsAt, first.startsAt))
      .filter((second) => breaksRest(turn, second.turn, rules))
      .map(({ slot: second }) => ({
        first: { day: first.day, shift: first.shift },
        second: { day: second.day, shift: second.shift },
      })),
  )
}

function monthLimits(
  placed: readonly Placed[],
  theirs: readonly Turn[],
  { turnsPerMonth }: RotaRules,
): readonly Limit[] {
  if (turnsPerMonth === null) return []
  return [...Map.groupBy(placed, monthOf)].map(([month, slots]) => {
    const had = theirs.filter((turn) => monthOf(turn) === month).length
    const terms = slots.map((slot) => termOf(slot))
    return { rule: 'turns-per-month', terms, max: Math.max(0, turnsPerMonth - had) }
  })
}

type Week = {
  readonly from: Instant
  readonly until: Instant
  readonly terms: readonly Term[]
  readonly max: number
}

/**
 * So few turns in seven days that a long rest is left wherever they lie. Stricter than the rule, which asks where they
 * lie: what is left empty for it is tried again turn by turn, by the rule itself.
 */
function weekLimits(placed: readonly Placed[], { weeklyRestHours }: RotaRules): readonly Week[] {
  if (weeklyRestHours === null) return []
  const ofDays = [...Map.groupBy(placed, (slot) => slot.day).values()]
  return ofDays.flatMap(([first]) => {
    if (!first) return []
    const from = first.startsAt
    const until = from.add({ hours: WEEK_HOURS })
    const slots = placed.filter(({ startsAt }) => within(startsAt, from, until))
    const fewest = fewestWithoutRest(first, slots, weeklyRestHours, until)
    if (fewest > slots.length) return []
    return [{ from, until, terms: slots.map((slot) => termOf(slot)), max: fewest - 1 }]
  })
}

/** How many turns are enough to leave no free stretch of these hours: each time the one that reaches furthest. */
function fewestWithoutRest(
  first: Placed,
  slots: readonly Placed[],
  hours: number,
  until: Instant,
): number {
  let ends = first.endsAt
  for (let count = 1; ; count += 1) {
    if (hoursBetween(ends, until) < hours) return count
    const next = slots
      .filter(
        ({ startsAt, endsAt }) => hoursBetween(ends, startsAt) < hours && !notAfter(endsAt, ends),
      )
      .toSorted((a, b) => Temporal.Instant.compare(b.endsAt, a.endsAt))[0]
    if (!next) return Infinity
    ends = next.endsAt
  }
}
