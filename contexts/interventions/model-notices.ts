import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Intervention } from './model.ts'
import type { Progress } from './model-next-step.ts'

/** A message about a file that never left: what it was, whom of the service it was to tell, when it was written. */
export type Unsent = {
  readonly kind: 'told' | 'lasting' | 'confirmation' | 'read-back'
  readonly to: StaffId | null
  readonly writtenAt: Instant
}

/**
 * True when nobody has to do any more what a message was to do. Who closed the file after a notice was written had all of
 * it before them; what is lasting (somebody stays in a place) and what was owed outside is not settled by that. A notice
 * that was written of a closed file is never settled by its being closed.
 */
export function isSettled(
  { kind, to, writtenAt }: Unsent,
  state: Pick<Intervention, 'state' | 'ownerId' | 'answeredBy' | 'answeredAt' | 'closedAt'>,
  { place }: Pick<Progress, 'place'>,
): boolean {
  const isSince = (at: Instant | null) => at !== null && !notAfter(at, writtenAt)
  // Confirmed by voice meanwhile, or taken back: there is nothing to confirm.
  if (kind === 'confirmation') return place !== 'held'
  if (kind === 'read-back') return false
  if (state.answeredBy === to && isSince(state.answeredAt)) return true
  const isClosedSince = state.state === 'closed' && isSince(state.closedAt)
  return isClosedSince && (kind === 'told' || state.ownerId === to)
}
