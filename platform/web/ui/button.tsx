import { type MouseEvent, type ReactNode, type Ref, useEffect, useId, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { announce } from '../announce.ts'
import { ownKeysOf, useOwnKeys } from '../keyboard/own-keys.ts'
import { useStanding } from '../standing.ts'
import { names } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

export interface ButtonProps {
  readonly children: ReactNode
  /** One `primary` per screen. `danger` only for what cannot be undone. */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly type?: 'button' | 'submit'
  readonly icon?: IconName
  readonly keys?: string | undefined
  /** Why it cannot be pressed now: read aloud, shown when it is pressed all the same; the button stays reachable. */
  readonly refused?: string | undefined
  /** True for commands to the server that must not be given while the link is lost. Notes leave it out. */
  readonly acts?: boolean
  readonly busy?: boolean
  /** False where the page itself says beside it what became of the press. */
  readonly saysWait?: boolean
  readonly onPress?: (event: MouseEvent<HTMLButtonElement>) => void
  readonly label?: string
  readonly expanded?: boolean
  readonly className?: string
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button with a verb. A refused one explains itself instead of going grey and mute. */
export function Button(props: ButtonProps): ReactNode {
  const { kind = 'secondary', acts = false, busy = false } = props
  const reasonId = useId()
  const [isAsked, setAsked] = useState(false)
  const standing = useStanding()
  const own = useOwnKeys()
  const keys = props.keys === undefined ? undefined : ownKeysOf(own, props.keys)
  const refused = props.refused ?? (acts ? standing.refused : undefined)
  const isStill = refused !== undefined || busy
  return (
    <>
      <button
        ref={props.ref}
        type={props.type ?? 'button'}
        className={names('btn', `btn-${kind}`, props.className)}
        aria-disabled={isStill || undefined}
        aria-busy={busy || undefined}
        aria-label={props.label}
        aria-expanded={props.expanded}
        aria-keyshortcuts={keys}
        aria-describedby={refused === undefined ? undefined : reasonId}
        title={refused}
        onClick={(event) => {
          if (isStill) event.preventDefault()
          else props.onPress?.(event)
          setAsked(refused !== undefined)
        }}
      >
        <ButtonFace {...props} keys={keys} />
      </button>
      <Why id={reasonId} refused={refused} isAsked={isAsked} />
      <Waits isBusy={busy} isSilent={props.saysWait === false} />
    </>
  )
}

/** So long without an answer, and a button that went still says what it waits for. */
const SLOW_MS = 3_000

/** What was pressed has no answer yet: it is sent again by itself, and a hand need not press twice. */
function Waits(props: { readonly isBusy: boolean; readonly isSilent: boolean }): ReactNode {
  const isBusy = props.isBusy && !props.isSilent
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    if (!isBusy) return undefined
    const timer = setTimeout(() => {
      setSlow(true)
      announce(m.web_no_answer_yet())
    }, SLOW_MS)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [isBusy])
  return isSlow ? <span className="btn-why">{m.web_no_answer_yet()}</span> : null
}

function Why(props: {
  readonly id: string
  readonly refused: string | undefined
  readonly isAsked: boolean
}): ReactNode {
  if (props.refused === undefined) return null
  return (
    <span id={props.id} className={props.isAsked ? 'btn-why' : 'visually-hidden'}>
      {props.refused}
    </span>
  )
}

function ButtonFace({ icon, keys, children }: ButtonProps): ReactNode {
  return (
    <>
      {icon === undefined ? null : <Icon name={icon} />}
      <span className="btn-text">{children}</span>
      {keys === undefined ? null : (
        <kbd className="btn-key" aria-hidden="true">
          {keys}
        </kbd>
      )}
    </>
  )
}
