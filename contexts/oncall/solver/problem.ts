/** Something that may be asked of somebody: this shift on this day, both by index. */
export type Cell = { readonly day: number; readonly shift: number }

/** How much a cell counts in a limit or in a balance: turns, minutes, nights. */
export type Term = Cell & { readonly weight: number }

/** What one person's cells must sum to. `rule` says in whose name, for the explanation. */
export type Limit = {
  readonly rule: string
  readonly terms: readonly Term[]
  readonly min?: number
  readonly max?: number
}

/** Lengths in days. A stretch that touches the border of the horizon is not held to the minima. */
export type Runs = { readonly maxOn: number; readonly minOn: number; readonly minOff: number }

export type RosterPerson = {
  readonly id: string
  /** Cells, as `cellIndex`, that this person never works: absence, skill, contract. */
  readonly barred: ReadonlySet<number>
  /** Pairs of which at most one is worked: rest. The second lies on one of the days that follow. */
  readonly clashes: readonly { readonly first: Cell; readonly second: Cell }[]
  readonly limits: readonly Limit[]
  readonly runs?: Runs
  /** How many of the problem's weekends may hold work. */
  readonly maxWeekends?: number
}

/** How many people a cell needs, and what each one missing or beyond costs. */
export type Cover = Cell & {
  readonly required: number
  readonly under: number
  readonly over: number
}

/** Somebody would like, or would rather not, work a cell; costs `weight` when it is not so. */
export type Wish = Cell & {
  readonly person: number
  readonly wants: boolean
  readonly weight: number
}

/** Something to be shared alike: each unit between who has most and who has least costs `weight`. */
export type Balance = {
  readonly name: string
  readonly weight: number
  readonly people: readonly {
    readonly person: number
    /** What they have had before the horizon begins. */
    readonly before: number
    readonly terms: readonly Term[]
  }[]
}

/**
 * A rota to be made, without a clock: days and shifts are indices, everybody works at most one shift of a day.
 * What the law and the territory want has become limits and clashes; nothing here knows an institution.
 */
export type RosterProblem = {
  readonly days: number
  readonly shifts: number
  readonly people: readonly RosterPerson[]
  readonly cover: readonly Cover[]
  readonly wishes: readonly Wish[]
  readonly balances: readonly Balance[]
  /** Days that count together as one weekend. */
  readonly weekends: readonly (readonly number[])[]
}

/** Per person, per day, the index of the shift worked; `OFF` for none. */
export type Roster = readonly (readonly number[])[]

export const OFF = -1

/** The number of a cell within a problem of so many shifts a day. */
export function cellIndex({ day, shift }: Cell, shifts: number): number {
  return day * shifts + shift
}
