import type { Progress } from './model-next-step.ts'

export const PLACE_MARKS = ['lapsed', 'arrival-late', 'stay-ending', 'stay-over'] as const
/** What is wrong with the place of a file, whatever its next step is. */
export type PlaceMark = (typeof PLACE_MARKS)[number]

/** The mark of a file; null while its place asks for nothing, and of what another service has accepted. */
export function placeMark({ place, isArrivalLate, stay, isTaken }: Progress): PlaceMark | null {
  if (isArrivalLate) return 'arrival-late'
  if (place === 'lapsed') return 'lapsed'
  if (isTaken) return null
  if (stay === 'over') return 'stay-over'
  return stay === 'ending' ? 'stay-ending' : null
}
