import { useEffect, useRef } from 'react'

/** So long between two tries where no network has gone or come: the server may be starting anew. */
const EVERY_MS = 10_000

/** Tries `again` by itself: when the network comes back, and from time to time. Undefined: there is nothing to try. */
export function useAgainByItself(again: (() => void) | undefined): void {
  const latest = useRef(again)
  latest.current = again
  const isTried = again !== undefined
  useEffect(() => {
    if (!isTried) return undefined
    const tryNow = (): void => latest.current?.()
    const timer = setInterval(tryNow, EVERY_MS)
    addEventListener('online', tryNow)
    return () => {
      clearInterval(timer)
      removeEventListener('online', tryNow)
    }
  }, [isTried])
}
