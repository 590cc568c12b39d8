const SIGNALS = ['signed-out', 'session-ended', 'locked', 'unlocked'] as const

/**
 * What any part of the console may have to tell the whole: the person signed out, the server knows the sign-in no
 * more, the desk was locked or opened.
 */
export type Signal = (typeof SIGNALS)[number]

const listeners = new Map<Signal, Set<() => void>>()
let channel: BroadcastChannel | undefined

function tell(signal: Signal): void {
  for (const listener of listeners.get(signal) ?? []) listener()
}

function isSignal(value: unknown): value is Signal {
  return SIGNALS.some((signal) => signal === value)
}

/** From now on signals reach the other tabs of this browser, and theirs reach this one: a desk locks as a whole. */
export function shareSignals(): void {
  if (channel !== undefined) return
  channel = new BroadcastChannel('approdo-signals')
  channel.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (isSignal(event.data)) tell(event.data)
  })
}

/** Tells all who listen for `signal`, in every tab. */
export function raiseSignal(signal: Signal): void {
  tell(signal)
  channel?.postMessage(signal)
}

/** Calls `listener` at each `signal`; gives back how to stop. */
export function onSignal(signal: Signal, listener: () => void): () => void {
  const set = listeners.get(signal) ?? new Set()
  listeners.set(signal, set.add(listener))
  return () => set.delete(listener)
}
