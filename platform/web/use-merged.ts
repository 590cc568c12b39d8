import { useEffect, useRef, useState } from 'react'
import { useKeptWords } from './kept-words.ts'
import { begin, type Merging, rebase, settle } from './merge.ts'

/** A form that follows what colleagues save meanwhile, field by field. */
export interface MergedForm<T extends Readonly<Record<string, unknown>>> {
  readonly held: Merging<T>
  readonly change: (part: Partial<T>) => void
  readonly settle: (field: keyof T & string, keep: 'mine' | 'theirs') => void
}

/** The form over what is saved as `version`; a newer one is merged into what is being written. */
export function useMerged<T extends Readonly<Record<string, unknown>>>(
  saved: T,
  version: number,
): MergedForm<T> {
  const [held, setHeld] = useState(() => begin(saved, version))
  const now = rebase(held, saved, version)
  if (now !== held) setHeld(now)
  return {
    held: now,
    change: (part) => setHeld((before) => ({ ...before, mine: { ...before.mine, ...part } })),
    settle: (field, keep) => setHeld((before) => settle(before, field, keep)),
  }
}

/** A merged form whose words stay on this machine until they are sent. */
export interface KeptForm<T extends Readonly<Record<string, unknown>>> extends MergedForm<T> {
  /** They were sent: nothing is under way any more. */
  readonly forget: () => void
}

/** As `useMerged`, kept under `id` (none keeps nothing). `read` takes what was kept when it still fits the form. */
export function useKeptMerged<T extends Readonly<Record<string, unknown>>>(given: {
  readonly saved: T
  readonly version: number
  readonly id: string | undefined
  readonly read: (value: unknown) => T | undefined
}): KeptForm<T> {
  const form = useMerged(given.saved, given.version)
  const kept = useKeptWords(given.id)
  const { read } = given
  const isTouched = useRef(false)
  const { change } = form
  const latest = useRef(change)
  latest.current = change
  useEffect(() => {
    const words = isTouched.current || kept.value === undefined ? undefined : read(kept.value)
    if (words === undefined) return
    isTouched.current = true
    latest.current(words)
  }, [kept.value, read])
  return {
    ...form,
    change: (part) => {
      isTouched.current = true
      kept.keep({ ...form.held.mine, ...part })
      change(part)
    },
    forget: kept.forget,
  }
}
