import * as z from 'zod'
import type { Configuration } from '#contexts/territory/configuration.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import { type BestView, ProposalAsking } from './contract-proposal.ts'
import { LEVELS, ROTA_ROLES, type Turn, type TurnId } from './model.ts'
import { officeHours } from './model-office-hours.ts'
import { type Asking, knownStretch, type Situation } from './model-proposal.ts'
import { hoursBetween, type JudgedRules } from './model-rules.ts'
import type { Best } from './proposal-search.ts'

const EXACT = 1e-3

/** What a search is given, as it crosses into its thread: no instants, only texts. */
export const SearchOrder = z.object({
  asking: ProposalAsking,
  now: z.string(),
  seconds: z.number(),
  turns: z.array(
    z.object({
      id: z.string(),
      staffId: z.string(),
      role: z.enum(ROTA_ROLES),
      level: z.literal([...LEVELS]),
      startsAt: z.string(),
      endsAt: z.string(),
    }),
  ),
  rules: z.custom<JudgedRules>((value) => typeof value === 'object'),
  /** Said where offices answer while they are open. */
  configuration: z.custom<Configuration>((value) => typeof value === 'object').nullable(),
})
export type SearchOrder = z.infer<typeof SearchOrder>

/** What was asked, in the words of the model. */
export function askingOf(body: ProposalAsking): Asking {
  const dates = (days: readonly string[]) => days.map((day) => Temporal.PlainDate.from(day))
  return {
    role: body.role,
    levels: body.levels,
    from: Temporal.PlainDate.from(body.from),
    days: body.days,
    changes: body.changes.toSorted(),
    people: body.people.map(({ staffId, absent, rather }) => ({
      staffId: staffId as StaffId,
      absent: dates(absent),
      rather: dates(rather),
    })),
  }
}

/** The order of a search under a territory's configuration, with the turns that stand. */
export function orderOf(
  asking: ProposalAsking,
  { configuration, rules }: { readonly configuration: Configuration; readonly rules: JudgedRules },
  turns: readonly Turn[],
  now: Instant,
  seconds: number,
): SearchOrder {
  return {
    asking,
    now: now.toString(),
    seconds,
    turns: turns.map((turn) => ({
      ...turn,
      startsAt: turn.startsAt.toString(),
      endsAt: turn.endsAt.toString(),
    })),
    rules,
    configuration: asking.hours === 'closing' ? configuration : null,
  }
}

/** What stands when the search begins. */
export function situationOf(order: SearchOrder, asking: Asking): Situation {
  const { from, until } = knownStretch(asking)
  return {
    now: instant(order.now),
    rules: order.rules,
    turns: order.turns.map((turn) => ({
      ...turn,
      id: turn.id as TurnId,
      staffId: turn.staffId as StaffId,
      startsAt: instant(turn.startsAt),
      endsAt: instant(turn.endsAt),
    })),
    offices: order.configuration === null ? [] : officeHours(order.configuration, from, until),
  }
}

/** The best so far as it is kept and shown. */
export function bestView({ proposal, bound, seconds }: Best): BestView {
  const given = ({ staffId, level, startsAt, endsAt }: Turn) => ({
    ...{ staffId, level },
    startsAt: startsAt.toString(),
    endsAt: endsAt.toString(),
  })
  const hours = proposal.uncovered.map(({ slot }) => hoursBetween(slot.startsAt, slot.endsAt))
  return {
    turns: proposal.turns.map(given),
    uncovered: proposal.uncovered.map(({ slot, reasons }) => ({
      level: slot.level,
      startsAt: slot.startsAt.toString(),
      endsAt: slot.endsAt.toString(),
      reasons: reasons.map(({ why, people }) => ({ why, people: [...people] })),
    })),
    uncoveredHours: hours.reduce((sum, one) => sum + one, 0),
    people: proposal.people.map((one) => ({ ...one })),
    unwished: proposal.unwished.map(given),
    gap: gapOf(proposal.cost, bound),
    seconds,
  }
}

/**
 * Per cent of the cost that a better proposal could save at the most; null: nothing is proven. The solver is held to a
 * little more than the rules: a proposal that turns added afterwards have made cheaper than its bound has none.
 */
export function gapOf(cost: number, bound: number | null): number | null {
  if (bound === null || !Number.isFinite(bound) || cost < bound - EXACT) return null
  return Math.max(0, (100 * (cost - bound)) / Math.max(1, cost))
}
