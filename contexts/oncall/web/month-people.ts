import { instant } from '#platform/kernel/time.ts'
import type { MonthReply } from '../contract-month.ts'
import type { RotaRole, Span } from '../model.ts'

/** Those who hold the role, and whoever has its turns without holding it any more. */
export function peopleOf(view: MonthReply, role: RotaRole): MonthReply['people'] {
  const theirs = new Set(
    view.turns.filter((turn) => turn.role === role).map((turn) => turn.staffId),
  )
  return view.people.filter((one) => one.roles.includes(role) || theirs.has(one.id))
}

/** Gaps as stretches of time. */
export function spansOf(gaps: MonthReply['needed'][number]['gaps']): readonly Span[] {
  return gaps.map((gap) => ({ startsAt: instant(gap.startsAt), endsAt: instant(gap.endsAt) }))
}
