/** What any part of the console may have to tell the whole: the sign-in ended, the desk was locked or opened. */
export type Signal = 'signed-out' | 'locked' | 'unlocked'

const listeners = new Map<Signal, Set<() => void>>()

/** Tells all who listen for `signal`. */
export function raiseSignal(signal: Signal): void {
  for (const listener of listeners.get(signal) ?? []) listener()
}

/** Calls `listener` at each `signal`; gives back how to stop. */
export function onSignal(signal: Signal, listener: () => void): () => void {
  const set = listeners.get(signal) ?? new Set()
  listeners.set(signal, set.add(listener))
  return () => set.delete(listener)
}
