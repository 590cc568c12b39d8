import { useCallback, useEffect, useRef } from 'react'
import { serverNowMs } from './clock.ts'
import type { DraftStore } from './drafts.ts'

/**
 * Keeps what is being written: call the answer at each keystroke. It goes to this machine at once, without waiting
 * for the next one, because a page that is closed or read again finishes nothing that it has not yet begun. What is
 * written before the store is open is kept as soon as it is.
 */
export function useDraft(store: DraftStore | undefined, id: string): (value: unknown) => void {
  const held = useRef<{ value: unknown } | undefined>(undefined)
  const keep = useCallback(
    (value: unknown) => {
      held.current = store === undefined ? { value } : undefined
      const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(serverNowMs())).toString()
      // Where it cannot be kept, the server's copy is what is left: the page says which of the two there is.
      void store?.put(id, value, at).catch(() => undefined)
    },
    [store, id],
  )
  useEffect(() => {
    if (held.current !== undefined) keep(held.current.value)
  }, [keep])
  return keep
}
