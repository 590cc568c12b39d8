const listeners = new Set<(sentMs: number) => void>()

/** Tells that a command of this window was done, before anything on the screen follows from it; `sentMs`: when it left, of this page. */
export function tellAct(sentMs: number): void {
  for (const listener of listeners) listener(sentMs)
}

/** Calls `listener` at each command of this window that was done; gives back how to stop. */
export function onAct(listener: (sentMs: number) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
