import type { Instant } from '#platform/kernel/time.ts'
import { type Asking, type Situation, slotsOf } from './model-proposal.ts'
import { planOf } from './model-proposal-problem.ts'
import { emptyRoster, type Proposal, proposalOf } from './model-proposal-turns.ts'
import type { Roster } from './solver/problem.ts'
import { searchRoster } from './solver/search.ts'
import { sequence } from './solver/sequence.ts'

/** The best proposal so far. `bound`: nothing that keeps the rules costs less; null while nothing is proven. */
export type Best = {
  readonly proposal: Proposal
  readonly bound: number | null
  readonly seconds: number
}

/** Part of the time in which the whole is looked at before its parts are. */
const WHOLE_SHARE = 1 / 3
/** Between one proposal that is told and the next. */
const TELL_SECONDS = 3
/** Kept for the last proposal to be judged. */
const LAST_SECONDS = 4

/**
 * Better and better proposals, the first at once: by giving each turn to the least burdened. Ends with the time, or
 * when the best is proven. Computes without a pause: for a thread of its own.
 */
export async function* searchProposal(
  asking: Asking,
  situation: Situation,
  limits: { readonly seconds: number; readonly clock: () => Instant },
): AsyncGenerator<Best, void> {
  const clock = () => limits.clock().epochMilliseconds / 1000
  const began = clock()
  const spent = () => clock() - began
  const plan = planOf(asking, situation, slotsOf(asking, situation))
  let best: Best = {
    proposal: proposalOf(asking, situation, plan, emptyRoster(asking)),
    bound: null,
    seconds: spent(),
  }
  yield best
  const better = (roster: Roster, bound: number): Best => {
    const proposal = proposalOf(asking, situation, plan, roster)
    const isBetter = proposal.cost <= best.proposal.cost
    return { proposal: isBetter ? proposal : best.proposal, bound, seconds: spent() }
  }
  let waiting: { readonly roster: Roster; readonly bound: number } | undefined
  const seconds = limits.seconds - LAST_SECONDS
  const search = { seconds, wholeSeconds: seconds * WHOLE_SHARE, clock, random: sequence() }
  for await (const { roster, bound } of searchRoster(plan.problem, search)) {
    waiting = { roster, bound }
    if (best.bound !== null && spent() - best.seconds < TELL_SECONDS) continue
    best = better(roster, bound)
    waiting = undefined
    yield best
  }
  if (waiting) yield better(waiting.roster, waiting.bound)
}
