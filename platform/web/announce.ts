const listeners = new Set<(text: string) => void>()

/** Says a sentence to screen readers, politely. Shown to nobody: what matters is on the screen as well. */
export function announce(text: string): void {
  for (const listener of listeners) listener(text)
}

/** Hears what is announced; the shell's live region does. */
export function onAnnounce(listener: (text: string) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
