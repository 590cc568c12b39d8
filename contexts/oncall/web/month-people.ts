import type { MonthReply } from '../contract-month.ts'
import type { RotaRole } from '../model.ts'

/** Those who hold the role, and whoever has its turns without holding it any more. */
export function peopleOf(view: MonthReply, role: RotaRole): MonthReply['people'] {
  const theirs = new Set(
    view.turns.filter((turn) => turn.role === role).map((turn) => turn.staffId),
  )
  return view.people.filter((one) => one.roles.includes(role) || theirs.has(one.id))
}
