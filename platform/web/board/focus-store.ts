import { useSyncExternalStore } from 'react'

let focused: string | undefined
const listeners = new Set<() => void>()

/** The row that commands speak about: the one the board has in focus. */
export function focusedRow(): string | undefined {
  return focused
}

/** Puts the focus of the board on a row, or on none. */
export function focusRow(id: string | undefined): void {
  if (id === focused) return
  focused = id
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The row in focus, rendered again when it changes. */
export function useFocusedRow(): string | undefined {
  return useSyncExternalStore(subscribe, focusedRow)
}
