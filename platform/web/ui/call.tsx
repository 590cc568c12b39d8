import { type ReactNode, useEffect, useRef } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { type CallState, type CallWhom, useCallWay, useServiceCall } from '../calls.ts'
import { phoneText } from '../format.ts'
import { useNarrow } from '../narrow.ts'
import { useSession } from '../session.ts'
import { Button } from './button.tsx'

/** Who else has a screen calls as anybody does; the server says the same. */
const CALLERS = ['operator', 'social-worker', 'coordinator', 'crew', 'psychologist']

export interface CallProps {
  /** In E.164, as it is shown. */
  readonly phone: string
  /** Whose number it is, for who hears the screen; empty where it stands beside it. */
  readonly name: string
  readonly whom: CallWhom
  /** The file that the call is about: it stays in its history. */
  readonly caseId?: string
  /** `button`: what the screen asks for. `link`: a number among others. */
  readonly look?: 'button' | 'link'
  /** What stands on it, where it is not the number alone. */
  readonly children?: ReactNode
  /** How it ended without a conversation: fills what a person records by hand. */
  readonly onUnanswered?: () => void
}

/**
 * A number that can be called: through the service, which shows its own, where somebody carries the calls and the person
 * has a telephone that answered; else by their own telephone, which hides the number where it can and says so.
 */
export function Call(props: CallProps): ReactNode {
  const roles = useSession().data?.roles
  const mayCall = roles?.some((role) => CALLERS.includes(role)) === true
  const { way, hidePrefix } = useCallWay(mayCall)
  if (way === 'service') return <ServiceCall {...props} hidePrefix={hidePrefix} />
  return <OwnCall {...props} hidePrefix={way === 'own' ? hidePrefix : undefined} />
}

type Own = CallProps & { readonly hidePrefix: string | undefined }

/** The person's own telephone calls. At a desk the number is only read: the words are for whoever holds a telephone. */
function OwnCall({ phone, name, look = 'link', children, hidePrefix }: Own): ReactNode {
  const isNarrow = useNarrow()
  const isOwn = isNarrow && hidePrefix !== undefined
  const number = phone.replaceAll(' ', '')
  const prefix = isOwn ? encodeURIComponent(hidePrefix) : ''
  return (
    <span className="call">
      <a
        className={look === 'button' ? 'btn btn-secondary' : 'mono'}
        href={`tel:${prefix}${number}`}
        aria-label={name === '' ? undefined : m.web_call_label({ name, phone: phoneText(phone) })}
      >
        {children ?? phoneText(phone)}
      </a>
      {isOwn ? (
        <span className="small muted call-note">
          {prefix === '' ? m.web_call_seen() : m.web_call_hidden()}
        </span>
      ) : null}
    </span>
  )
}

function ServiceCall(props: CallProps & { readonly hidePrefix: string }): ReactNode {
  const { phone, name, whom, caseId, look = 'link', children, onUnanswered } = props
  const call = useServiceCall(whom, { caseId })
  const { state, isOn, begin } = call
  useUnanswered(state, onUnanswered)
  const label = m.web_call_label({ name, phone: phoneText(phone) })
  return (
    <span className="call">
      {isOn ? null : (
        <Button
          acts
          icon="phone"
          busy={begin.isPending}
          className={look === 'link' ? 'call-small' : ''}
          {...(name === '' ? {} : { label })}
          onPress={() => begin.mutate(undefined)}
        >
          {children ?? phoneText(phone)}
        </Button>
      )}
      <Standing call={call} name={name} />
      {begin.error || state === 'failed' ? (
        <OwnCall {...props}>{m.web_call_yourself()}</OwnCall>
      ) : null}
    </span>
  )
}

/** Says once that nobody took the call. */
function useUnanswered(state: CallState | undefined, tell: (() => void) | undefined): void {
  const told = useRef<CallState | undefined>(undefined)
  useEffect(() => {
    if (told.current !== state && (state === 'no-answer' || state === 'busy')) tell?.()
    told.current = state
  }, [state, tell])
}

/** How far the call is, and the way to end it. */
function Standing(props: {
  readonly call: ReturnType<typeof useServiceCall>
  readonly name: string
}): ReactNode {
  const { state, id, isOn, begin, end } = props.call
  const said = state === undefined ? '' : stateText(state, props.name)
  return (
    <>
      <span role="status">{begin.error?.message ?? said}</span>
      {isOn && id !== undefined ? (
        <Button kind="quiet" busy={end.isPending} onPress={() => end.mutate(id)}>
          {state === 'connected' ? m.web_call_close() : m.web_call_cancel()}
        </Button>
      ) : null}
    </>
  )
}

/** Where the call is, in words that say what to do. */
function stateText(state: CallState, name: string): string {
  const who = name === '' ? m.web_call_who() : name
  return textOf(`web_call_state_${state.replaceAll('-', '_')}`, { who }) ?? state
}
