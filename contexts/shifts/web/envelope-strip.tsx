import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useLink } from '#platform/web/live/use-live.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { useEnvelope } from './use-envelope.ts'

/** Who sits before the board at every hour: their desk is asked for an envelope. */
const AT_A_DESK = 'operator'

/** Above the queue: a desk without an envelope is asked for one; when the server is away, the way to it. */
export function EnvelopeStrip(): ReactNode {
  const session = useSession().data
  const isAsked = session?.roles.includes(AT_A_DESK) === true && session.desk !== null
  const { standing, kept } = useEnvelope(isAsked, 'quiet')
  const { level } = useLink()
  if (!isAsked) return null
  if (kept !== undefined && level === 'lost')
    return (
      <Alert
        tone="warning"
        actions={
          // A page of its own: what is written on this one stays.
          <a href="/busta" target="_blank" rel="noreferrer">
            {m.shifts_envelope_open_here()}
          </a>
        }
      >
        <p>{m.shifts_envelope_away({ moment: kept.made })}</p>
      </Alert>
    )
  return standing === 'none' && level !== 'lost' ? (
    <p className="small strip-line no-print">
      {m.shifts_envelope_ask()} <PageLink to="/turno/busta">{m.shifts_envelope_prepare()}</PageLink>
    </p>
  ) : null
}
