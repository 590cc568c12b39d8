import type { RotaRules } from '#contexts/territory/configuration.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { notAfter } from '#platform/kernel/time.ts'
import { ROTA_ROLES, type RotaRole, type Span, type Turn } from './model.ts'
import { countsAs, plus, type Tally } from './model-proposal.ts'
import type { RuleBroken } from './model-rules.ts'

/** What somebody has of a role in a year. */
export type Balance = { readonly role: RotaRole; readonly staffId: StaffId; readonly tally: Tally }

const NOTHING: Tally = { turns: 0, nights: 0, festive: 0 }

/** What each person has in a year, role by role; who holds the role without turns has nothing. */
export function balanceIn(
  turns: readonly Turn[],
  holders: (role: RotaRole) => readonly StaffId[],
  year: Span,
): readonly Balance[] {
  const counted = turns.filter(
    ({ startsAt }) => notAfter(year.startsAt, startsAt) && !notAfter(year.endsAt, startsAt),
  )
  return ROTA_ROLES.flatMap((role) => {
    const ofRole = counted.filter((turn) => turn.role === role)
    if (ofRole.length === 0) return []
    const people = new Set([...holders(role), ...ofRole.map((turn) => turn.staffId)])
    return [...people].map((staffId) => ({
      role,
      staffId,
      tally: ofRole
        .filter((turn) => turn.staffId === staffId)
        .reduce((sum, turn) => plus(sum, countsAs(turn)), NOTHING),
    }))
  })
}

/**
 * Who has more nights, or more days of rest, than the others of their role have on average, by more than is agreed. The
 * average, not the least: somebody who has just come does not make all the others unfair.
 */
export function unfairIn(
  balance: readonly Balance[],
  { nightsAboveMean, festiveAboveMean }: RotaRules,
  year: Span,
): readonly RuleBroken[] {
  const limits = [
    ['nights-share', 'nights', nightsAboveMean],
    ['festive-share', 'festive', festiveAboveMean],
  ] as const
  return limits.flatMap(([rule, share, limit]) =>
    limit === null
      ? []
      : balance.flatMap(({ role, staffId, tally }) => {
          const others = balance.filter((one) => one.role === role && one.staffId !== staffId)
          if (others.length === 0) return []
          const mean = others.reduce((sum, one) => sum + one.tally[share], 0) / others.length
          const found = tally[share] - mean
          const { startsAt: from, endsAt: until } = year
          return found > limit ? [{ rule, staffId, from, until, found, limit }] : []
        }),
  )
}
