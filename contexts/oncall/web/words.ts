import { m, textOf } from '#platform/i18n/texts.ts'
import { momentText, monthText } from '#platform/web/format.ts'
import type { BrokenView, RotaReply, TurnView } from '../contract.ts'
import { ROTA_ROLES, type RotaRole } from '../model.ts'

/** `Assistente sociale`. */
export const roleName = (role: string): string =>
  textOf(`oncall_role_${role.replaceAll('-', '_')}`) ?? role

/** `1, chiamato per primo`. */
export const levelName = (level: number): string => textOf(`oncall_level_${level}`) ?? ''

/** The roles that have turns, or that some class calls, in their order. */
export function rolesShown(view: RotaReply): readonly RotaRole[] {
  const shown = new Set<string>([
    ...view.needed.map((one) => one.role),
    ...view.turns.map((turn) => turn.role),
  ])
  return ROTA_ROLES.filter((role) => shown.has(role))
}

/** Who is on call for a role now, by level, and who comes next on its first level. */
export function standingOf(
  view: RotaReply,
  role: RotaRole,
): { readonly now: readonly TurnView[]; readonly next: TurnView | undefined } {
  const turns = view.turns.filter((turn) => turn.role === role && turn.standing !== 'draft')
  const now = turns.filter((turn) => turn.startsAt <= view.now && !view.away.includes(turn.staffId))
  const next = turns.find((turn) => turn.startsAt > view.now && turn.level === 1)
  return { now: now.toSorted((a, b) => a.level - b.level), next }
}

const NUMBER = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1 })

/** `12,5`: at most one decimal. */
export const numberText = (value: number): string => NUMBER.format(value)

/** One rule that somebody's turns break, in a sentence. */
export function brokenText(one: BrokenView): string {
  const words = {
    name: one.name,
    from: momentText(one.from),
    until: momentText(one.until),
    month: monthText(one.from),
    found: NUMBER.format(one.found),
    limit: NUMBER.format(one.limit),
  }
  // One turn follows the other at once: a rest from an hour to the same hour says nothing.
  if (one.rule === 'rest' && one.from === one.until) return m.oncall_broken_no_rest(words)
  return textOf(`oncall_broken_${one.rule.replaceAll('-', '_')}`, words) ?? ''
}
