import type { ReactNode } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { timeText } from '../format.ts'
import { useHealth } from '../live/use-health.ts'
import { PageLink } from '../navigation.tsx'
import { Icon } from '../ui/icon.tsx'

/** Where it is read who is on call, in order. */
const ON_CALL = '/reperibilita'

/**
 * Says that the server is behind: what is written is kept, but boards may learn of it late. And, louder, that it stands
 * still: what it does by itself is to be done by hand until it goes again.
 */
export function LateStrip(): ReactNode {
  const { late, stillSince, callsNobody, still } = useHealth()
  if (stillSince !== null)
    return <StillStrip since={stillSince} callsNobody={callsNobody} still={still} />
  if (!late) return null
  return (
    <div className="stale-strip" role="status">
      <p>
        <strong>{m.web_late()}</strong> {m.web_late_todo()}
      </p>
    </div>
  )
}

/** The channels that may stand still while the others go. */
const CHANNELS = ['voice', 'sms', 'push', 'mail'] as const

function StillStrip(props: {
  readonly since: string
  readonly callsNobody: boolean
  readonly still: readonly string[]
}): ReactNode {
  const { still } = props
  const channels = CHANNELS.filter((one) => still.includes(one))
    .map((one) => textOf(`web_still_channel_${one}`))
    .join(', ')
  const isMailAlone =
    !props.callsNobody && still.length > 0 && still.every((part) => part === 'mail')
  const time = timeText(Temporal.Instant.from(props.since).epochMilliseconds)
  return (
    <div className="engine-strip" role="alert">
      <Icon name="warning" />
      <span>
        {props.callsNobody ? (
          <>
            <strong>{m.web_still_calls({ time })}</strong> {m.web_still_calls_todo()}{' '}
            <PageLink to={ON_CALL}>{m.web_still_on_call()}</PageLink>
          </>
        ) : isMailAlone ? (
          <>
            <strong>{m.web_still_mail({ time })}</strong> {m.web_still_mail_todo()}
          </>
        ) : (
          <>
            <strong>{m.web_still_boards({ time })}</strong> {m.web_still_boards_todo()}
          </>
        )}
        {channels === '' || isMailAlone ? null : <> {m.web_still_channels({ channels })}</>}
      </span>
    </div>
  )
}
