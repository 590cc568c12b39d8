import { useEffect, useSyncExternalStore } from 'react'

let waiting = 0
const listeners = new Set<() => void>()

/** Says how many wait for somebody to answer: every title shows it. */
export function setWaiting(count: number): void {
  waiting = count
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The title of the tab: `(2) Sala · Approdo`. Never a name or a place: tabs are seen by who passes. */
export function useTabTitle(title: string): void {
  const count = useSyncExternalStore(subscribe, () => waiting)
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${title} · Approdo`
  }, [title, count])
}
