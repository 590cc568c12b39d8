import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Alert } from '#platform/web/ui/feedback.tsx'
import type { RotaReply } from '../contract.ts'
import { brokenText } from './words.ts'

/** What the turns break of the territory's rules, `most` of them one by one: it is told, a person decides. */
export function Broken(props: {
  readonly broken: RotaReply['broken']
  readonly most: number
}): ReactNode {
  const { broken, most } = props
  if (broken.length === 0) return null
  return (
    <Alert tone="warning" title={m.oncall_broken()}>
      <ul>
        {broken.slice(0, most).map((one) => (
          <li key={`${one.rule} ${one.staffId} ${one.from}`}>{brokenText(one)}</li>
        ))}
        {broken.length > most ? (
          <li>
            <details>
              <summary>{m.oncall_broken_more({ count: broken.length - most })}</summary>
              <ul>
                {broken.slice(most).map((one) => (
                  <li key={`${one.rule} ${one.staffId} ${one.from}`}>{brokenText(one)}</li>
                ))}
              </ul>
            </details>
          </li>
        ) : null}
      </ul>
    </Alert>
  )
}
