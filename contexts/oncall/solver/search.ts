import { type Found, type Solver, solverFor } from './highs.ts'
import type { Roster, RosterProblem } from './problem.ts'
import { type Programme, programmeOf, rosterOf } from './programme.ts'

/** The best roster so far; each one that is yielded costs less than the one before, or proves more. */
export type Progress = {
  readonly roster: Roster
  readonly cost: number
  /** No roster that keeps the rules costs less than this. */
  readonly bound: number
  readonly seconds: number
}

export type SearchLimits = {
  readonly seconds: number
  /** Of the first attempt, that looks at everything at once. */
  readonly wholeSeconds: number
  /** Seconds on a clock that never jumps. */
  readonly clock: () => number
  /** From 0 to 1, seeded by who asks: the same seed searches the same way. */
  readonly random: () => number
}

/** Of each look at a part of the roster. */
const PART_SECONDS = 4
/** So many looks in vain, then the parts grow. */
const VAIN_LOOKS = 12
const EXACT = 1e-6

/**
 * Looks for the cheapest roster that keeps the rules: first the whole programme for a while, then, over and over, a few
 * people or a few weeks are set free and solved again while all others stay as they are. Ends when the time is over, or
 * when the best is proven. Runs in the thread that asks: a worker.
 */
export async function* searchRoster(
  problem: RosterProblem,
  limits: SearchLimits,
): AsyncGenerator<Progress, void> {
  const began = limits.clock()
  const spent = () => limits.clock() - began
  const programme = programmeOf(problem)
  const solver = await solverFor(programme)
  try {
    const lower = Float64Array.from(programme.lower)
    const upper = Float64Array.from(programme.upper)
    const whole =
      solver.solve({ lower, upper, seconds: Math.min(limits.seconds, limits.wholeSeconds) }) ??
      solver.solve({ lower, upper, seconds: Math.max(0, limits.seconds - spent()) })
    if (!whole) return
    const told = (best: Found) => ({
      roster: rosterOf(programme, problem, best.values),
      cost: best.cost,
      bound: whole.bound,
      seconds: spent(),
    })
    yield told(whole)
    if (whole.proven) return
    for (const best of betterParts({ problem, programme, solver, whole, limits, spent }))
      yield told(best)
  } finally {
    solver.dispose()
  }
}

type Parts = {
  readonly problem: RosterProblem
  readonly programme: Programme
  readonly solver: Solver
  readonly whole: Found
  readonly limits: SearchLimits
  readonly spent: () => number
}

function* betterParts({
  problem,
  programme,
  solver,
  whole,
  limits,
  spent,
}: Parts): Generator<Found, void> {
  let best = whole
  let width: Width = { people: Math.min(2, problem.people.length), vain: 0 }
  while (spent() < limits.seconds) {
    const found = solver.solve({
      ...boundsAround(
        programme,
        problem,
        best.values,
        somePart(problem, width.people, limits.random),
      ),
      seconds: Math.min(PART_SECONDS, limits.seconds - spent()),
      start: best.values,
    })
    const better = found !== undefined && found.cost < best.cost - EXACT
    // Another roster of the same cost is a new place to look from.
    if (found !== undefined && found.cost <= best.cost + EXACT) best = found
    if (better) yield best
    width = better ? { ...width, vain: 0 } : widthAfter(width, found?.proven ?? false, problem)
  }
}

/** How many people the next part sets free for the whole time, and how many looks were in vain since the last change. */
type Width = { readonly people: number; readonly vain: number }

/** After a look in vain: wider when such parts are solved to the end and hold nothing better, narrower when they are too hard. */
function widthAfter({ people, vain }: Width, proven: boolean, problem: RosterProblem): Width {
  if (proven && vain >= VAIN_LOOKS) {
    return { people: Math.min(people + 1, problem.people.length), vain: 0 }
  }
  if (!proven && vain >= VAIN_LOOKS / 4) return { people: Math.max(2, people - 1), vain }
  return { people, vain: vain + 1 }
}

type Part = { readonly people: ReadonlySet<number>; readonly from: number; readonly until: number }

/** A few people for the whole time, or more people for a part of it: about as many cells either way. */
function somePart(problem: RosterProblem, people: number, random: () => number): Part {
  const all = problem.people.length
  const days =
    random() < 0.45 ? problem.days : Math.max(4, Math.round(problem.days * (0.25 + 0.3 * random())))
  const many = Math.min(all, Math.round((people * problem.days) / days))
  const from = Math.floor(random() * (problem.days - days + 1))
  const shuffled = Array.from({ length: all }, (_, n) => ({ n, at: random() })).toSorted(
    (a, b) => a.at - b.at,
  )
  return { people: new Set(shuffled.slice(0, many).map(({ n }) => n)), from, until: from + days }
}

/** The programme's bounds with every cell outside the part fixed as it is. */
function boundsAround(
  programme: Programme,
  { shifts }: RosterProblem,
  values: Float64Array,
  part: Part,
) {
  const lower = Float64Array.from(programme.lower)
  const upper = Float64Array.from(programme.upper)
  programme.cells.forEach((columns, person) => {
    columns.forEach((at, cell) => {
      const day = Math.floor(cell / shifts)
      if (at === undefined || (part.people.has(person) && day >= part.from && day < part.until))
        return
      const fixed = Math.round(values[at] ?? 0)
      lower[at] = fixed
      upper[at] = fixed
    })
  })
  return { lower, upper }
}
