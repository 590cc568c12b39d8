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

/** A turn with the instant until which its person answers. */
export type OnDuty = { readonly turn: TurnView; readonly until: string }

type Gap = RotaReply['needed'][number]['gaps'][number]

/**
 * Who answers for a role now, by level; which of its levels nobody covers although somebody has to; who comes next, and
 * the hours before them in which nobody is called first. What nobody has to cover is no hole.
 */
export function standingOf(
  view: Pick<RotaReply, 'turns' | 'needed' | 'duty' | 'now'>,
  role: RotaRole,
): {
  readonly now: readonly OnDuty[]
  readonly open: readonly number[]
  readonly next: RotaReply['duty']['next'][number] | undefined
  readonly hole: Gap | undefined
} {
  const now = view.duty.now.flatMap(({ turnId, until }) => {
    const turn = view.turns.find((one) => one.id === turnId && one.role === role)
    return turn === undefined ? [] : [{ turn, until }]
  })
  const open = view.needed
    .filter((one) => one.role === role && one.gaps.some((gap) => gap.startsAt <= view.now))
    .map((one) => one.level)
  const next = view.duty.next.find((one) => one.role === role)
  const ahead = view.needed
    .filter((one) => one.role === role && one.level === 1)
    .flatMap(({ gaps }) => gaps)
    .find((gap) => gap.startsAt > view.now)
  const isBefore = ahead !== undefined && (next === undefined || ahead.startsAt < next.startsAt)
  return {
    now: now.toSorted((a, b) => a.turn.level - b.turn.level),
    open,
    next,
    hole: isBefore ? ahead : undefined,
  }
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
