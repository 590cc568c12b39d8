import {
  type Cell,
  cellIndex,
  OFF,
  type Roster,
  type RosterPerson,
  type RosterProblem,
  type Runs,
} from './problem.ts'

/** A linear programme: columns with cost and bounds, rows with bounds, coefficients by row. */
export type Programme = {
  readonly offset: number
  readonly cost: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  readonly whole: readonly boolean[]
  readonly rows: readonly Row[]
  /** Per person and cell the column that says whether it is worked; none where it is barred. */
  readonly cells: readonly (readonly (number | undefined)[])[]
}

type Row = { readonly min: number; readonly max: number; readonly terms: readonly Pair[] }
type Pair = readonly [column: number, weight: number]

type Draft = {
  offset: number
  readonly cost: number[]
  readonly lower: number[]
  readonly upper: number[]
  readonly whole: boolean[]
  readonly rows: Row[]
}

/** The problem as a mixed-integer programme: one yes-or-no per person, day and shift that are possible. */
export function programmeOf(problem: RosterProblem): Programme {
  const draft: Draft = { offset: 0, cost: [], lower: [], upper: [], whole: [], rows: [] }
  const wishes = wishCosts(problem, draft)
  const cells = problem.people.map((person, n) => {
    const columns = Array.from({ length: problem.days * problem.shifts }, (_, cell) =>
      person.barred.has(cell)
        ? undefined
        : column(draft, { cost: wishes.get(`${n}:${cell}`) ?? 0, upper: 1, whole: true }),
    )
    addPerson(draft, problem, person, columns)
    return columns
  })
  addCover(draft, problem, cells)
  addBalances(draft, problem, cells)
  return { ...draft, cells }
}

/** The roster that a solution of the programme says. */
export function rosterOf(
  { cells }: Programme,
  { days, shifts }: RosterProblem,
  values: ArrayLike<number>,
): Roster {
  return cells.map((columns) =>
    Array.from({ length: days }, (_, day) => {
      const worked = Array.from({ length: shifts }, (_, shift) => shift).find((shift) => {
        const at = columns[cellIndex({ day, shift }, shifts)]
        return at !== undefined && (values[at] ?? 0) > 0.5
      })
      return worked ?? OFF
    }),
  )
}

function column(draft: Draft, { cost = 0, upper = Infinity, whole = false }): number {
  draft.cost.push(cost)
  draft.lower.push(0)
  draft.upper.push(upper)
  draft.whole.push(whole)
  return draft.cost.length - 1
}

/** Adds what the terms must sum to; a column named twice counts twice. */
function row(draft: Draft, min: number, max: number, terms: readonly Pair[]): void {
  const weights = new Map<number, number>()
  for (const [at, weight] of terms) weights.set(at, (weights.get(at) ?? 0) + weight)
  // A row that wants something of nothing stays: it says that there is no way.
  if (weights.size > 0 || min > 0 || max < 0) draft.rows.push({ min, max, terms: [...weights] })
}

/** What working a cell costs its person by their wishes; a wish to work is paid in full beforehand. */
function wishCosts({ wishes, shifts }: RosterProblem, draft: Draft): ReadonlyMap<string, number> {
  const costs = new Map<string, number>()
  for (const { person, wants, weight, ...cell } of wishes) {
    const key = `${person}:${cellIndex(cell, shifts)}`
    costs.set(key, (costs.get(key) ?? 0) + (wants ? -weight : weight))
    if (wants) draft.offset += weight
  }
  return costs
}

function addPerson(
  draft: Draft,
  problem: RosterProblem,
  person: RosterPerson,
  columns: readonly (number | undefined)[],
): void {
  const at = (cell: Cell, weight = 1): readonly Pair[] => {
    const found = columns[cellIndex(cell, problem.shifts)]
    return found === undefined ? [] : [[found, weight]]
  }
  const on = (day: number, weight = 1) =>
    Array.from({ length: problem.shifts }, (_, shift) => at({ day, shift }, weight)).flat()
  for (let day = 0; day < problem.days; day++) row(draft, -Infinity, 1, on(day))
  addClashes(draft, person, at)
  for (const { terms, min = -Infinity, max = Infinity } of person.limits) {
    row(
      draft,
      min,
      max,
      terms.flatMap((term) => at(term, term.weight)),
    )
  }
  if (person.runs) addRuns(draft, problem.days, person.runs, on)
  if (person.maxWeekends !== undefined) addWeekends(draft, problem.weekends, person.maxWeekends, on)
}

/** Together for all seconds of one day, since only one of them can be worked: a tighter row than pair by pair. */
function addClashes(
  draft: Draft,
  { clashes }: RosterPerson,
  at: (cell: Cell) => readonly Pair[],
): void {
  const groups = Map.groupBy(
    clashes,
    ({ first, second }) => `${first.day}:${first.shift}:${second.day}`,
  )
  for (const group of groups.values()) {
    const first = group.slice(0, 1).flatMap((clash) => at(clash.first))
    const seconds = [...new Map(group.flatMap(({ second }) => at(second)))]
    if (first.length > 0 && seconds.length > 0) row(draft, -Infinity, 1, [...first, ...seconds])
  }
}

function addRuns(
  draft: Draft,
  days: number,
  runs: Runs,
  on: (day: number, weight?: number) => readonly Pair[],
): void {
  for (let day = 0; day + runs.maxOn < days; day++) {
    row(
      draft,
      -Infinity,
      runs.maxOn,
      Array.from({ length: runs.maxOn + 1 }, (_, n) => on(day + n)).flat(),
    )
  }
  for (let day = 1; day < days; day++) {
    for (let n = 1; n < runs.minOn && day + n < days; n++) {
      row(draft, -Infinity, 0, [...on(day), ...on(day - 1, -1), ...on(day + n, -1)])
    }
    for (let n = 1; n < runs.minOff && day + n < days; n++) {
      row(draft, -Infinity, 1, [...on(day - 1), ...on(day, -1), ...on(day + n)])
    }
  }
}

function addWeekends(
  draft: Draft,
  weekends: RosterProblem['weekends'],
  most: number,
  on: (day: number) => readonly Pair[],
): void {
  if (most >= weekends.length) return
  const worked = weekends.map((days): Pair => {
    const weekend = column(draft, { upper: 1, whole: true })
    for (const day of days) row(draft, -Infinity, 0, [...on(day), [weekend, -1]])
    return [weekend, 1]
  })
  row(draft, -Infinity, most, worked)
}

function addCover(draft: Draft, { cover, shifts }: RosterProblem, cells: Programme['cells']): void {
  for (const { required, under, over, ...cell } of cover) {
    const missing = column(draft, { cost: under })
    const beyond = column(draft, { cost: over })
    const there = cells.flatMap((columns): readonly Pair[] => {
      const at = columns[cellIndex(cell, shifts)]
      return at === undefined ? [] : [[at, 1]]
    })
    row(draft, required, required, [...there, [missing, 1], [beyond, -1]])
  }
}

function addBalances(
  draft: Draft,
  { balances, shifts }: RosterProblem,
  cells: Programme['cells'],
): void {
  for (const { weight, people } of balances) {
    // Said whole where it is: half a turn of difference is no bound that a solver has to look below.
    const whole = people.every(
      ({ before, terms }) =>
        Number.isInteger(before) && terms.every((term) => Number.isInteger(term.weight)),
    )
    const most = column(draft, { cost: weight, whole })
    const least = column(draft, { cost: -weight, whole })
    for (const { person, before, terms } of people) {
      const had = terms.flatMap((term): readonly Pair[] => {
        const at = cells[person]?.[cellIndex(term, shifts)]
        return at === undefined ? [] : [[at, term.weight]]
      })
      row(draft, -Infinity, -before, [...had, [most, -1]])
      row(draft, -before, Infinity, [...had, [least, -1]])
    }
  }
}
