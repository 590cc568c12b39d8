export type LinkLevel = 'live' | 'slow' | 'lost'

const SLOW_AFTER = 10
const LOST_AFTER = 30

/** How fresh the link is by the whole seconds since the last sign of life: amber beyond 10, red beyond 30. */
export function linkLevel(secondsSilent: number): LinkLevel {
  if (secondsSilent > LOST_AFTER) return 'lost'
  return secondsSilent > SLOW_AFTER ? 'slow' : 'live'
}
