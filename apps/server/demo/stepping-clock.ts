import type { Instant } from '#platform/kernel/time.ts'
import type { Clock } from '#platform/server/clock.ts'

/** A clock whose business time is moved forward by the story that is told; machine time runs. */
export type SteppingClock = Clock & { readonly moveTo: (at: Instant) => void }

/** A stepping clock that starts at `start`. A step backwards is no step: time stays. */
export function steppingClock(start: Instant): SteppingClock {
  let at = start
  return {
    now: () => at,
    machine: () => Temporal.Now.instant(),
    moveTo(next) {
      if (Temporal.Instant.compare(next, at) > 0) at = next
    },
  }
}
