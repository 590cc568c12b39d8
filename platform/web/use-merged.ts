import { useEffect, useRef, useState } from 'react'
import * as z from 'zod'
import { useKeptWords } from './kept-words.ts'
import { begin, type Merging, rebase, resume, settle } from './merge.ts'

/** A form that follows what colleagues save meanwhile, field by field. */
export interface MergedForm<T extends Readonly<Record<string, unknown>>> {
  readonly held: Merging<T>
  readonly change: (part: Partial<T>) => void
  readonly settle: (field: keyof T & string, keep: 'mine' | 'theirs') => void
}

/** A merged form whose words stay on this machine until they are sent. */
export interface KeptForm<T extends Readonly<Record<string, unknown>>> extends MergedForm<T> {
  /** They were sent: nothing is under way any more. */
  readonly forget: () => void
}

/**
 * The form over what is saved as `version`: a newer one is merged into what is being written. It is kept under `id` (none
 * keeps nothing) with what it was written over, so that it is merged also when it is taken up again. `read` takes the
 * fields that were kept when they still fit the form.
 */
export function useKeptMerged<T extends Readonly<Record<string, unknown>>>(given: {
  readonly saved: T
  readonly version: number
  readonly id: string | undefined
  readonly read: (value: unknown) => T | undefined
}): KeptForm<T> {
  const { saved, version, read } = given
  const kept = useKeptWords(given.id)
  const [held, setHeld] = useState(() => begin(saved, version))
  const now = rebase(held, saved, version)
  if (now !== held) setHeld(now)
  // What the first word was written over: kept to the end, so that nothing that is still asked is taken for settled.
  const from = useRef<Pick<Merging<T>, 'base' | 'version'> | undefined>(undefined)
  useEffect(() => {
    const words = from.current ? undefined : readKept(kept.value, read)
    if (words === undefined) return
    from.current = words
    setHeld((before) => resume(words, before.base, before.version))
  }, [kept.value, read])
  return {
    held: now,
    change: (part) => {
      from.current ??= now
      const { base, version: seen } = from.current
      kept.keep({ base, version: seen, mine: { ...now.mine, ...part } })
      setHeld((before) => ({ ...before, mine: { ...before.mine, ...part } }))
    },
    settle: (field, keep) => setHeld((before) => settle(before, field, keep)),
    forget: kept.forget,
  }
}

const Kept = z.object({ base: z.unknown(), version: z.int(), mine: z.unknown() })

function readKept<T extends Readonly<Record<string, unknown>>>(
  value: unknown,
  read: (fields: unknown) => T | undefined,
): Pick<Merging<T>, 'base' | 'version' | 'mine'> | undefined {
  const { data } = Kept.safeParse(value)
  if (data === undefined) return undefined
  const base = read(data.base)
  const mine = read(data.mine)
  return base && mine && { base, version: data.version, mine }
}
