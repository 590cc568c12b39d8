const KEPT = 8

let recent: readonly string[] = []

/** The commands given from the palette, latest first, while the page is open. */
export function recentCommands(): readonly string[] {
  return recent
}

/** Remembers that a command was given. */
export function noteRecent(id: string): void {
  recent = [id, ...recent.filter((each) => each !== id)].slice(0, KEPT)
}
