const listeners = new Set<() => void>()

/** Tells that a command of this window was done, before anything on the screen follows from it. */
export function tellAct(): void {
  for (const listener of listeners) listener()
}

/** Calls `listener` at each command of this window that was done; gives back how to stop. */
export function onAct(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
