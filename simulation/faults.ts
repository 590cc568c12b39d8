import type { Draw } from './draw.ts'

export const FAULT_NAMES = ['none', 'usual', 'hard'] as const
export type FaultName = (typeof FAULT_NAMES)[number]

/** How often what goes wrong goes wrong. Parts of one, unless they say else. All of it is assumed. */
export type FaultLevel = {
  /** A provider does not take a call or a letter. */
  readonly broken: number
  /** It takes it, and its reply is lost: the same is sent again. */
  readonly replyLost: number
  /** It says what became of a call twice. */
  readonly saidTwice: number
  /** It says things in an order in which they cannot have happened. */
  readonly outOfOrder: number
  /** It never says what became of a call. */
  readonly unheard: number
  /** Two people press the same at the same instant. */
  readonly contested: number
  /** Two servers take up at the same instant what falls due. */
  readonly bothTakeUp: number
  /** A turn of the rota is left empty. */
  readonly emptyTurn: number
  /** What somebody on the street writes down goes without a network. */
  readonly offline: number
  /** Servers that are killed in a transaction, in a year. */
  readonly killsPerYear: number
  /** Times in a year at which nothing runs, for some minutes up to an hour. */
  readonly stillPerYear: number
  /** Times in a year at which no provider takes anything, for some hours. */
  readonly outagesPerYear: number
  /** People who leave the service in a year. */
  readonly leavesPerYear: number
}

const NONE: FaultLevel = {
  broken: 0,
  replyLost: 0,
  saidTwice: 0,
  outOfOrder: 0,
  unheard: 0,
  contested: 0,
  bothTakeUp: 0,
  emptyTurn: 0,
  offline: 0,
  killsPerYear: 0,
  stillPerYear: 0,
  outagesPerYear: 0,
  leavesPerYear: 0,
}

const USUAL: FaultLevel = {
  broken: 0.03,
  replyLost: 0.03,
  saidTwice: 0.05,
  outOfOrder: 0.03,
  unheard: 0.03,
  contested: 0.05,
  bothTakeUp: 0.2,
  emptyTurn: 0.03,
  offline: 0.08,
  killsPerYear: 26,
  stillPerYear: 26,
  outagesPerYear: 13,
  leavesPerYear: 4,
}

const HARD: FaultLevel = {
  broken: 0.15,
  replyLost: 0.1,
  saidTwice: 0.2,
  outOfOrder: 0.15,
  unheard: 0.1,
  contested: 0.25,
  bothTakeUp: 0.5,
  emptyTurn: 0.15,
  offline: 0.25,
  killsPerYear: 52,
  stillPerYear: 104,
  outagesPerYear: 52,
  leavesPerYear: 8,
}

export const FAULTS: Readonly<Record<FaultName, FaultLevel>> = {
  none: NONE,
  usual: USUAL,
  hard: HARD,
}

/** How many of what comes so often a year come in a day; in a short run at least one of the run is due on its second day. */
export function timesToday(draw: Draw, perYear: number, isSecondDay: boolean): number {
  const drawn = draw.count(perYear / 365)
  return isSecondDay && perYear > 0 ? Math.max(1, drawn) : drawn
}
