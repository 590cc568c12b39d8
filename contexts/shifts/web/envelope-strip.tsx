import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { BoardBlock } from '#platform/web/board/board-frame.tsx'
import { useLink } from '#platform/web/live/use-live.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { useEnvelope, useSeenEnvelope } from './use-envelope.ts'

/** Who sits before the board at every hour: their desk is asked for an envelope. */
const AT_A_DESK = 'operator'

/** Beside the lists, so that no row moves: fills the envelope of this desk anew, or asks for one. */
export function EnvelopeBlock(): ReactNode {
  const session = useSession().data
  const isAsked = session?.roles.includes(AT_A_DESK) === true && session.desk !== null
  const { standing } = useEnvelope(isAsked, 'quiet')
  if (!isAsked || standing !== 'none') return null
  return (
    <BoardBlock title={m.shifts_envelope()}>
      <p className="small">{m.shifts_envelope_ask()}</p>
      <PageLink to="/turno/busta">{m.shifts_envelope_prepare()}</PageLink>
    </BoardBlock>
  )
}

/** Above the queue when the server is away: the way to the envelope that is here. */
export function EnvelopeStrip(): ReactNode {
  const kept = useSeenEnvelope()
  const { level } = useLink()
  if (kept === undefined || level !== 'lost') return null
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
}
