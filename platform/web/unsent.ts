let count = 0
let asker: (() => void) | undefined

/** How many things that were promised to leave from this machine by themselves have not left yet. */
export function setUnsent(waiting: number): void {
  count = waiting
}

/** Who asks before the desk is left with something unsent; gives back how to stop. */
export function askBeforeLeaving(ask: () => void): () => void {
  asker = ask
  return () => {
    if (asker === ask) asker = undefined
  }
}

/** True when nothing waits; else it is asked first, and the desk is left by that answer. */
export function mayLeave(): boolean {
  if (count === 0 || asker === undefined) return true
  asker()
  return false
}
