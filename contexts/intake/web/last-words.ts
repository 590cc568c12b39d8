const NAME = 'approdo.ultime-parole'

/** The last keystroke of a draft in this tab: its number, never a word of it. */
type Mark = { readonly id: string; readonly stroke: number }

function marked(): Mark | undefined {
  try {
    const [id, stroke] = (sessionStorage.getItem(NAME) ?? '').split(' ')
    const number = Number(stroke)
    return id && Number.isSafeInteger(number) ? { id, stroke: number } : undefined
  } catch {
    return undefined
  }
}

/** Notes that a key was pressed: this is done before the page can be closed, even when the words are not yet kept. */
export function markStroke(id: string, stroke: number): void {
  try {
    sessionStorage.setItem(NAME, `${id} ${stroke}`)
  } catch {
    // A browser that keeps nothing takes calls all the same.
  }
}

/** Forgets the note: the server has the words, or they are wanted no more. */
export function unmarkStroke(): void {
  try {
    sessionStorage.removeItem(NAME)
  } catch {
    // It had nothing to forget.
  }
}

/** The number of the last keystroke of this draft in this tab; undefined when all of them were kept by the server. */
export function lastStroke(id: string): number | undefined {
  const mark = marked()
  return mark?.id === id ? mark.stroke : undefined
}

/** True when a key was pressed after the words that were kept: then the last of them are lost, and it is said. */
export function areWordsLost(pressed: number | undefined, kept: number | undefined): boolean {
  return pressed !== undefined && (kept ?? 0) < pressed
}
