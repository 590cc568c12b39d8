import {
  type Balance,
  cellIndex,
  OFF,
  type Roster,
  type RosterPerson,
  type RosterProblem,
  type Runs,
  type Term,
} from './problem.ts'

/** A rule that a roster breaks: whose, which, from which day. */
export type Broken = { readonly person: string; readonly rule: string; readonly day: number }

/**
 * What a roster costs and which hard rules it breaks, worked out cell by cell and without the solver: every
 * roster that a solver proposes is judged here before anybody sees it.
 */
export function scoreRoster(
  problem: RosterProblem,
  roster: Roster,
): { readonly cost: number; readonly broken: readonly Broken[] } {
  const broken = problem.people.flatMap((person, n) => brokenBy(problem, person, roster[n] ?? []))
  return {
    cost: coverCost(problem, roster) + wishCost(problem, roster) + unevenness(problem, roster),
    broken,
  }
}

function coverCost({ cover }: RosterProblem, roster: Roster): number {
  return sum(cover, ({ day, shift, required, under, over }) => {
    const there = roster.filter((days) => days[day] === shift).length
    return there < required ? under * (required - there) : over * (there - required)
  })
}

function wishCost({ wishes }: RosterProblem, roster: Roster): number {
  return sum(wishes, ({ person, day, shift, wants, weight }) =>
    (roster[person]?.[day] === shift) === wants ? 0 : weight,
  )
}

function unevenness({ balances }: RosterProblem, roster: Roster): number {
  return sum(balances, (balance) => balance.weight * spread(balance, roster))
}

/** Between who has most and who has least, with what they had before. */
export function spread({ people }: Balance, roster: Roster): number {
  const had = people.map(({ person, before, terms }) => before + weigh(terms, roster[person] ?? []))
  return had.length === 0 ? 0 : Math.max(...had) - Math.min(...had)
}

function brokenBy(
  problem: RosterProblem,
  person: RosterPerson,
  days: readonly number[],
): readonly Broken[] {
  const named = (rule: string, day: number): Broken => ({ person: person.id, rule, day })
  const barred = days.flatMap((shift, day) =>
    shift !== OFF && person.barred.has(cellIndex({ day, shift }, problem.shifts))
      ? [named('barred', day)]
      : [],
  )
  const clashes = person.clashes
    .filter(
      ({ first, second }) => days[first.day] === first.shift && days[second.day] === second.shift,
    )
    .map(({ second }) => named('rest', second.day))
  const limits = person.limits
    .filter(({ terms, min = -Infinity, max = Infinity }) => {
      const total = weigh(terms, days)
      return total < min || total > max
    })
    .map(({ rule, terms }) => named(rule, terms[0]?.day ?? 0))
  const weekends = problem.weekends.filter((we) => we.some((day) => isOn(days, day))).length
  return [
    ...barred,
    ...clashes,
    ...limits,
    ...(person.runs ? brokenRuns(days, person.runs).map(({ rule, day }) => named(rule, day)) : []),
    ...(weekends > (person.maxWeekends ?? Infinity) ? [named('weekends', 0)] : []),
  ]
}

function brokenRuns(days: readonly number[], { maxOn, minOn, minOff }: Runs) {
  return stretches(days).flatMap(({ on, from, length, inner }) => {
    if (on && length > maxOn) return [{ rule: 'longest-run', day: from }]
    if (inner && length < (on ? minOn : minOff))
      return [{ rule: on ? 'shortest-run' : 'shortest-off', day: from }]
    return []
  })
}

/** The days as stretches of work and of rest; `inner` when both ends lie within the horizon. */
function stretches(days: readonly number[]) {
  const starts = days.flatMap((_, day) =>
    day === 0 || isOn(days, day) !== isOn(days, day - 1) ? [day] : [],
  )
  return starts.map((from, n) => {
    const until = starts[n + 1] ?? days.length
    return {
      on: isOn(days, from),
      from,
      length: until - from,
      inner: from > 0 && until < days.length,
    }
  })
}

function isOn(days: readonly number[], day: number): boolean {
  return (days[day] ?? OFF) !== OFF
}

function weigh(terms: readonly Term[], days: readonly number[]): number {
  return sum(terms, ({ day, shift, weight }) => (days[day] === shift ? weight : 0))
}

function sum<T>(items: readonly T[], worth: (item: T) => number): number {
  return items.reduce((total, item) => total + worth(item), 0)
}
