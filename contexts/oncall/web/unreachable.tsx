import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { Alert } from '#platform/web/ui/feedback.tsx'
import type { RotaReply } from '../contract.ts'
import { wordOf } from './staff-words.ts'

/** Who is on call, or will be, and cannot be called: told to who makes the rota, as before a publication. */
export function Unreachable(props: { readonly unreachable: RotaReply['unreachable'] }): ReactNode {
  const { unreachable } = props
  if (unreachable.length === 0) return null
  return (
    <Alert tone="danger" title={m.oncall_unreachable({ count: unreachable.length })}>
      <ul>
        {unreachable.map(({ staffId, name, state, from }) => (
          <li key={staffId}>
            {m.oncall_unreachable_one({
              name,
              state: wordOf('contact_state', state),
              from: momentText(from),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
