import { type ReactNode, useCallback, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { LiveMessage } from '../live/messages.ts'
import { useLiveMessages } from '../live/use-live.ts'

/** Says that the server is behind: what is written is kept, but boards may learn of it late. */
export function LateStrip(): ReactNode {
  const [late, setLate] = useState(false)
  useLiveMessages(
    useCallback((message: LiveMessage) => {
      if (message.kind === 'health') setLate(message.late)
    }, []),
  )
  if (!late) return null
  return (
    <div className="stale-strip" role="status">
      <p>
        <strong>{m.web_late()}</strong> {m.web_late_todo()}
      </p>
    </div>
  )
}
