import { type ReactNode, useEffect, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { signInAddress } from '../addresses.ts'
import { machineNow } from '../clock.ts'
import { isSigningOut } from '../desk.ts'
import { onSignal } from '../signals.ts'

/** A hand that rests so long has read what is on the screen. */
const PAUSE_MS = 2_000
/** Nobody stays longer on a page that the server would not show any more. */
const LONGEST_MS = 20_000
const LOOK_MS = 100

/**
 * Leads to the sign-in page: at once when this person signed out, and when the sign-in ended by itself as soon as the
 * hand rests, because letters typed into a page that goes away are lost. Answers true while it waits for that.
 * `isSignedIn`: somebody sat here, so that it can have ended.
 */
export function useSignedOut(isSignedIn: boolean): boolean {
  const [isEnded, setEnded] = useState(false)
  const typedAt = useRef(Number.NEGATIVE_INFINITY)
  const isLeaving = useRef(false)
  const wasSignedIn = useRef(isSignedIn)
  wasSignedIn.current ||= isSignedIn
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined
    const typed = (): void => {
      typedAt.current = machineNow()
    }
    const leave = (ended: boolean): void => {
      if (isLeaving.current) return
      isLeaving.current = true
      clearInterval(timer)
      location.replace(signInAddress(location.pathname, ended && wasSignedIn.current))
    }
    const ended = (): void => {
      if (isSigningOut()) leave(false)
      if (timer !== undefined || isLeaving.current) return
      const since = machineNow()
      const look = (): void => {
        const now = machineNow()
        if (now - typedAt.current >= PAUSE_MS || now - since >= LONGEST_MS) leave(true)
      }
      timer = setInterval(look, LOOK_MS)
      setEnded(true)
      look()
    }
    addEventListener('input', typed, { capture: true })
    const stops = [onSignal('signed-out', () => leave(false)), onSignal('session-ended', ended)]
    return () => {
      removeEventListener('input', typed, { capture: true })
      clearInterval(timer)
      for (const stop of stops) stop()
    }
  }, [])
  return isEnded
}

/** Why this page is about to go away, and that what is written stays. */
export function EndedStrip(): ReactNode {
  return (
    <div className="stale-strip" role="alert">
      <p>
        <strong>{m.web_ended()}</strong> {m.web_ended_todo()}
      </p>
    </div>
  )
}
