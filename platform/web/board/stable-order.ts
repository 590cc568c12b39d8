/** The rows as they stand on the screen, and what waits to be let in. */
export interface StableOrder {
  /** Ids in the order shown; may hold ids that have left, shown as gone until the list is let go. */
  readonly shown: readonly string[]
  readonly waiting: readonly string[]
  readonly gone: readonly string[]
}

/**
 * Keeps the list still while a hand or an eye is on it: while `held`, known rows stay where they are, new ones
 * wait and gone ones keep their place. Let go, the list takes the order it should have.
 */
export function stableOrder(
  shown: readonly string[],
  wanted: readonly string[],
  held: boolean,
): StableOrder {
  if (!held || shown.length === 0) return { shown: wanted, waiting: [], gone: [] }
  const now = new Set(wanted)
  const before = new Set(shown)
  return {
    shown,
    waiting: wanted.filter((id) => !before.has(id)),
    gone: shown.filter((id) => !now.has(id)),
  }
}

/** The id to stand on after a step of `by` from `from`; the first or last when there is none yet. */
export function stepFrom(
  shown: readonly string[],
  from: string | undefined,
  by: 1 | -1,
): string | undefined {
  const at = from === undefined ? -1 : shown.indexOf(from)
  if (at === -1) return by === 1 ? shown[0] : shown.at(-1)
  return shown[Math.min(shown.length - 1, Math.max(0, at + by))]
}
