import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { Badge } from '#platform/web/ui/feedback.tsx'
import type { ReadBackReply } from '../contract-read-back.ts'

type ViewProps = { readonly view: ReadBackReply }

/** What was told already, newest first. */
export function Given({ view }: ViewProps): ReactNode {
  if (view.given.length === 0) return null
  return (
    <section className="stack-tight" aria-label={m.intake_back_given()}>
      <h3>{m.intake_back_given()}</h3>
      <ol className="plain-list timeline">
        {view.given.map((one) => (
          <li key={one.at} className="timeline-entry">
            <p className="small muted">
              {lineOf(one)} {one.isMailed ? <Badge>{m.intake_back_mailed()}</Badge> : null}
            </p>
            {one.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}

function lineOf({ at, by, officer, lines }: ReadBackReply['given'][number]): string {
  const when = momentText(at)
  if (lines.length === 0) return m.intake_back_nobody_line({ when, by })
  return m.intake_back_given_line({ when, by, officer })
}
