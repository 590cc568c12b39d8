/** One file that waits for somebody to answer, as far as the sounds of a desk need it. */
export type WaitingFile = {
  readonly id: string
  /** In the colours of danger of its territory. */
  readonly isGrave: boolean
  readonly isMine: boolean
}

/** Seconds between two soundings of A. */
export const EVERY_SECONDS = 10
const FIRST = 0.4
const RISE = 0.15

/** How loud the nth sounding of A is, from 0 to 1 of the desk's volume: it rises while nobody answers. */
export function loudnessOf(sounding: number): number {
  return Math.min(1, FIRST + RISE * sounding)
}

/**
 * True when something new asks for somebody here without being grave: one soft tone. Nothing sounds for what was
 * there when the desk was opened, nor again for what only changed hands between others.
 */
export function asksSoftly(
  before: readonly WaitingFile[] | undefined,
  now: readonly WaitingFile[],
): boolean {
  if (before === undefined) return false
  const known = new Map(before.map((file) => [file.id, file]))
  return now.some((file) => {
    const held = known.get(file.id)
    if (file.isGrave) return false
    return held === undefined || (file.isMine && !held.isMine)
  })
}
