/** A machine whose tables do not answer holds nobody at the desk for longer. */
const PATIENCE_MS = 1500

let count = 0
let looking: PromiseWithResolvers<void> | undefined
let asker: (() => void) | undefined

/** How many things that were promised to leave from this machine by themselves have not left yet. */
export function setUnsent(waiting: number): void {
  count = waiting
  looking?.resolve()
}

/** Somebody will look what waits on this machine, and say it by `setUnsent`: until then it is not known that nothing does. */
export function expectUnsent(): void {
  looking ??= Promise.withResolvers<void>()
}

/** Who asks before the desk is left with something unsent; gives back how to stop. */
export function askBeforeLeaving(ask: () => void): () => void {
  asker = ask
  return () => {
    if (asker === ask) asker = undefined
  }
}

/** True when nothing waits; else it is asked first, and the desk is left by that answer. */
export async function mayLeave(): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const late = setTimeout(resolve, PATIENCE_MS)
  await Promise.race([looking?.promise, promise])
  clearTimeout(late)
  if (count === 0 || asker === undefined) return true
  asker()
  return false
}
