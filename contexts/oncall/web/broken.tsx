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
  if (props.broken.length === 0) return null
  return (
    <Alert tone="warning" title={m.oncall_broken()}>
      <BrokenLines {...props} />
    </Alert>
  )
}

/** The same without a frame of its own; what is beyond `most` stands folded. */
export function BrokenLines(props: {
  readonly broken: RotaReply['broken']
  readonly most: number
}): ReactNode {
  const { broken, most } = props
  const others = broken.slice(most)
  return (
    <>
      <Lines broken={broken.slice(0, most)} />
      {others.length === 0 ? null : (
        <details>
          <summary>{m.oncall_broken_more({ count: others.length })}</summary>
          <Lines broken={others} />
        </details>
      )}
    </>
  )
}

function Lines({ broken }: { readonly broken: RotaReply['broken'] }): ReactNode {
  return (
    <ul>
      {broken.map((one) => (
        <li key={`${one.rule} ${one.staffId} ${one.from}`}>{brokenText(one)}</li>
      ))}
    </ul>
  )
}
