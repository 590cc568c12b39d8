import { useMemo, useRef } from 'react'
import { useKeptWords } from './kept-words.ts'

/** A form whose words stay on this machine until they are sent. */
export interface KeptFields<T> {
  readonly value: T
  readonly change: (part: Partial<T> | ((before: T) => Partial<T>)) => void
  /** They were sent, or are wanted no more: the form begins anew. */
  readonly forget: () => void
  /** The words were there before this page was opened: `<Resumed>` says so. */
  readonly isResumed: boolean
}

/**
 * The fields of a form, kept sealed on this machine at each keystroke: a dialog that is closed, a reload or a sign-in
 * that ends take nothing away. `start` is the form at its beginning; `read` takes what was kept while it still fits.
 */
export function useKeptForm<T extends object>(given: {
  readonly id: string
  readonly start: T
  readonly read: (value: unknown) => T | undefined
}): KeptFields<T> {
  const { start, read } = given
  const kept = useKeptWords(given.id)
  const found = useMemo(() => read(kept.value), [read, kept.value])
  const latest = useRef(start)
  latest.current = found ?? start
  return {
    value: latest.current,
    change(part) {
      // Two changes of one keystroke: the second begins from the first.
      const before = latest.current
      latest.current = { ...before, ...(typeof part === 'function' ? part(before) : part) }
      kept.keep(latest.current)
    },
    forget: kept.forget,
    isResumed: found !== undefined && kept.isResumed,
  }
}
