import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import type { TurnView } from '../contract.ts'
import { wordOf } from './staff-words.ts'
import { roleName } from './words.ts'

/** The turns that stand although they break a rule, in order: their place is the number of their note. */
export function exceptionsIn(turns: readonly TurnView[]): readonly TurnView[] {
  return turns.filter((turn) => turn.setAside !== null)
}

/** The number of a turn's note among those of its month; undefined: it breaks nothing. */
export function noteOf(turns: readonly TurnView[], turn: TurnView): number | undefined {
  const place = exceptionsIn(turns).findIndex((one) => one.id === turn.id)
  return place === -1 ? undefined : place + 1
}

/** `riposo fra due turni, riposo settimanale`; of an older turn nobody wrote which. */
export function rulesText({ rules }: NonNullable<TurnView['setAside']>): string {
  return rules.length === 0
    ? m.oncall_exception_unknown()
    : rules.map((rule) => wordOf('rule', rule)).join(', ')
}

/** Why a turn stands against the rules, and for whoever makes the rota who said so. */
export function exceptionText(one: NonNullable<TurnView['setAside']>): string {
  const said = m.oncall_exception({ rules: rulesText(one), reason: one.reason })
  if (one.by === null || one.at === null) return said
  return `${said} ${m.oncall_exception_by({ name: one.by, moment: momentText(one.at) })}`
}

/** The notes of a month, numbered as in its cells: on the screen and on the printed sheet. */
export function Exceptions({ turns }: { readonly turns: readonly TurnView[] }): ReactNode {
  const found = exceptionsIn(turns)
  if (found.length === 0) return null
  return (
    <section className="rota-exceptions" aria-label={m.oncall_exceptions()}>
      <h2>{m.oncall_exceptions()}</h2>
      <ol>
        {found.map((turn) => (
          <li key={turn.id}>
            {turn.setAside === null
              ? null
              : m.oncall_exception_of({
                  name: turn.name,
                  role: roleName(turn.role),
                  from: momentText(turn.startsAt),
                  to: momentText(turn.endsAt),
                  why: exceptionText(turn.setAside),
                })}
          </li>
        ))}
      </ol>
    </section>
  )
}
