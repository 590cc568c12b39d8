import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import type { DueView } from '../contract.ts'
import { dueName } from './words.ts'

/** What falls due in the next shift, in order. */
export function DueList({ due }: { readonly due: readonly DueView[] }): ReactNode {
  if (due.length === 0) return <p className="muted">{m.shifts_due_none()}</p>
  return (
    <ul className="plain-list">
      {due.map((one) => (
        <li key={`${one.id} ${one.what}`}>
          <span className="mono">{momentText(one.at)}</span> ·{' '}
          <span className="mono">{one.number}</span> · {dueName(one.what)}
        </li>
      ))}
    </ul>
  )
}
