import { useCallback, useEffect, useRef } from 'react'
import { serverNowMs } from './clock.ts'
import type { DraftStore } from './drafts.ts'

const QUIET_MS = 150

/**
 * Keeps what is being written: call the answer at each keystroke. Written 150 ms after the last one, and at once
 * when the page is hidden or closed, so that closing a tab loses nothing.
 */
export function useDraft(store: DraftStore | undefined, id: string): (value: unknown) => void {
  const waiting = useRef<{ value: unknown } | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const held = waiting.current
    waiting.current = undefined
    if (held === undefined || store === undefined) return
    const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(serverNowMs())).toString()
    void store.put(id, held.value, at)
  }, [store, id])
  useEffect(() => {
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') flush()
    }
    document.addEventListener('visibilitychange', onHide)
    addEventListener('pagehide', flush)
    return () => {
      flush()
      document.removeEventListener('visibilitychange', onHide)
      removeEventListener('pagehide', flush)
    }
  }, [flush])
  return useCallback(
    (value) => {
      waiting.current = { value }
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, QUIET_MS)
    },
    [flush],
  )
}
