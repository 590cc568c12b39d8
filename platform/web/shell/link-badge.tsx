import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { serverNowMs } from '../clock.ts'
import { secondsText, timeText } from '../format.ts'
import { useLink } from '../live/use-live.ts'
import { useOnline } from '../online.ts'
import { useServerSeconds } from '../ticker.ts'
import { Icon } from '../ui/icon.tsx'

/** `in linea 1s`: how fresh what you see is. Word, colour and figure. */
export function LinkBadge(): ReactNode {
  const { level: heard, seconds } = useLink()
  // Without a network nothing is live, however short ago the last sign came.
  const level = useOnline() ? heard : 'lost'
  const word =
    level === 'live' ? m.web_link_live() : level === 'slow' ? m.web_link_slow() : m.web_link_lost()
  return (
    <span className={`link-badge link-${level}`}>
      <span className="link-dot" aria-hidden="true" />
      {word} <span className="mono">{seconds}s</span>
    </span>
  )
}

/** The server's time, with seconds. */
export function HeaderClock(): ReactNode {
  const now = useServerSeconds() * 1000
  return (
    <time className="header-clock mono" aria-label={m.web_clock()}>
      {secondsText(now)}
    </time>
  )
}

/** The strip above a page whose data no longer move, and the frame around it. */
export function StaleStrip(): ReactNode {
  const { level, seconds } = useLink()
  const online = useOnline()
  if (level !== 'lost' && online) return null
  return (
    <div className="stale-strip" role="status">
      <Icon name="warning" />
      <span>
        <strong>{m.web_stale_since({ time: timeText(serverNowMs() - seconds * 1000) })}</strong>{' '}
        {online ? m.web_stale_todo() : m.web_offline_todo()}
      </span>
    </div>
  )
}
