import { useCallback, useState } from 'react'

/** How a person likes to take a call: led step by step, or all on one screen. */
export type Mode = 'guided' | 'dense'

const KEY = 'approdo.intake'

function kept(): Mode | undefined {
  try {
    const text = localStorage.getItem(KEY)
    return text === 'guided' || text === 'dense' ? text : undefined
  } catch {
    return undefined
  }
}

/** The person's own choice; without one a narrow screen is guided and a wide one dense. */
export function useMode(narrow: boolean): readonly [Mode, (mode: Mode) => void] {
  const [own, setOwn] = useState(kept)
  const keep = useCallback((mode: Mode) => {
    setOwn(mode)
    try {
      localStorage.setItem(KEY, mode)
    } catch {
      // A browser that keeps nothing: the choice lasts as long as the page.
    }
  }, [])
  return [own ?? (narrow ? 'guided' : 'dense'), keep]
}
