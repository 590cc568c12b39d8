import loadHighs from 'highs'
import type { Programme } from './programme.ts'

/** What a run of the solver found. */
export type Found = {
  readonly values: Float64Array
  readonly cost: number
  /** Nothing better exists within the bounds given. */
  readonly proven: boolean
  /** Nothing costs less than this within the bounds given, as far as this run could prove. */
  readonly bound: number
}

export type Run = {
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly seconds: number
  readonly start?: Float64Array | undefined
}

/** A programme held by the solver, to be solved again and again with some of its columns fixed. */
export type Solver = {
  /** Undefined when no solution was found in the seconds given. */
  readonly solve: (run: Run) => Found | undefined
  readonly dispose: () => void
}

/** One instance for all programmes of this thread; its memory does not shrink. */
let loaded: ReturnType<typeof loadHighs> | undefined

/** HiGHS counts a primal solution as feasible with this number. */
const FEASIBLE = 2

/** Loads the programme into HiGHS, a mixed-integer solver that runs as WebAssembly in the thread that asks. */
export async function solverFor(programme: Programme): Promise<Solver> {
  loaded ??= loadHighs()
  const highs = await loaded
  const { cost, offset, lower, upper, whole } = programme
  const model = highs.createModel({
    numCols: cost.length,
    offset,
    colCost: Float64Array.from(cost),
    colLower: Float64Array.from(lower),
    colUpper: Float64Array.from(upper),
    integrality: Int32Array.from(whole, Number),
    ...rowsOf(programme),
  })
  model.options.set({ output_flag: false, mip_rel_gap: 0 })
  return {
    solve: ({ lower: from, upper: to, seconds, start }) => {
      model.changeColsBounds({ kind: 'range', from: 0, to: cost.length - 1 }, from, to)
      // The solver's own clock goes on from run to run.
      model.options.set({ time_limit: model.getRunTime() + seconds })
      if (start) model.setSolution({ colValue: start })
      model.run()
      if (model.info.get('primal_solution_status') !== FEASIBLE) return undefined
      return {
        values: model.getSolution().colValue,
        cost: model.getObjectiveValue(),
        proven: model.getModelStatus() === highs.constants.modelStatus.optimal,
        bound: Number(model.info.get('mip_dual_bound')),
      }
    },
    dispose: () => model.dispose(),
  }
}

function rowsOf({ rows, cost }: Programme) {
  const starts = Int32Array.from({ length: rows.length + 1 })
  rows.forEach(({ terms }, n) => {
    starts[n + 1] = (starts[n] ?? 0) + terms.length
  })
  return {
    numRows: rows.length,
    rowLower: Float64Array.from(rows, ({ min }) => min),
    rowUpper: Float64Array.from(rows, ({ max }) => max),
    matrix: {
      format: 'csr' as const,
      numRows: rows.length,
      numCols: cost.length,
      starts,
      indices: Int32Array.from(rows.flatMap(({ terms }) => terms.map(([at]) => at))),
      values: Float64Array.from(rows.flatMap(({ terms }) => terms.map(([, weight]) => weight))),
    },
  }
}
