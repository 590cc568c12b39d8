import { useState } from 'react'
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
