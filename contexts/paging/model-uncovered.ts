import { bandAt, type Plans, plansOf } from '#contexts/territory/escalation.ts'
import type { Role } from '#platform/kernel/actor.ts'
import { instant } from '#platform/kernel/time.ts'

/** Hours without anybody of a role, as they cross the wire. */
export type Uncovered = {
  readonly roles: readonly { readonly role: Role; readonly hours: readonly string[] }[]
  /** How many hours were asked about, those that offices answer for left out. */
  readonly wanted: readonly string[]
}

/** The channels that need a provider of calls or of messages. */
export const CARRIED_BY_PROVIDERS = ['voice', 'sms'] as const

/** Of the channels that no provider carries, those that a plan uses. */
export function usedByHand(
  { escalation }: Pick<Plans, 'escalation'>,
  byHand: readonly string[],
): readonly string[] {
  const steps = escalation.flatMap((one) => plansOf(one).flatMap((plan) => plan.steps))
  const used = new Set<string>(steps.flatMap((step) => [...step.channels, ...step.fallback]))
  return byHand.filter((one) => used.has(one))
}

/** A step that would be passed over in some hours of its plan. */
export type UncoveredStep = {
  readonly classKey: string
  /** The place of the band; -1: the plan of the other hours. */
  readonly band: number
  readonly number: number
  readonly role: Role
  readonly hours: number
  readonly isAll: boolean
  readonly first: string
}

/** The same hole in several steps: one role, in the same hours. */
export type Hole = Pick<UncoveredStep, 'role' | 'hours' | 'isAll' | 'first'> & {
  readonly steps: readonly UncoveredStep[]
}

/** Steps that are passed over for the same reason are told once. */
export function holesOf(steps: readonly UncoveredStep[]): readonly Hole[] {
  const alike = Map.groupBy(steps, ({ role, hours, isAll, first }) =>
    // Where nobody is on call at all, it is one hole, whichever the hours of the plan.
    isAll ? role : `${role} ${hours} ${first}`,
  )
  return [...alike.values()].flatMap((all) => {
    const [one] = all
    if (one === undefined) return []
    const { role, hours, isAll, first } = one
    return [{ role, hours, isAll, first, steps: all }]
  })
}

/**
 * The steps that nobody can answer by the rota, each in the hours of its own plan. The last step is not among them: it
 * falls to the coordinators, on call or not.
 */
export function uncoveredSteps(
  plans: Plans,
  { roles, wanted }: Uncovered,
): readonly UncoveredStep[] {
  const missing = new Map(roles.map((one) => [one.role, new Set(one.hours)]))
  return plans.escalation.flatMap((policy) => {
    const bandOf = new Map(wanted.map((at) => [at, bandAt(plans, policy, instant(at))]))
    return plansOf(policy).flatMap((plan, place) => {
      const band = place - 1
      const own = wanted.filter((at) => bandOf.get(at) === band)
      const steps = plan.steps.toSorted((a, b) => a.afterMinutes - b.afterMinutes)
      return steps.slice(0, -1).flatMap((step, at): UncoveredStep[] => {
        // A role that the rota does not know has nobody on call at any hour.
        const none = missing.get(step.role)
        const hours = own.filter((hour) => none?.has(hour) ?? true)
        const [first] = hours
        if (first === undefined) return []
        const isAll = hours.length === own.length
        const found = { classKey: policy.class, band, number: at + 1, role: step.role }
        return [{ ...found, hours: hours.length, isAll, first }]
      })
    })
  })
}
