import type { Instant } from '#platform/kernel/time.ts'
import type { Clock } from '#platform/server/clock.ts'

/** A clock whose business time stands still until it is moved; machine time runs. */
export type MovableClock = Clock & {
  readonly moveTo: (at: Instant) => void
  readonly advance: (duration: Temporal.DurationLike) => void
}

/** A movable clock that starts at `start`. */
export function movableClock(start: Instant): MovableClock {
  let at = start
  return {
    now: () => at,
    machine: () => Temporal.Now.instant(),
    moveTo(next) {
      at = next
    },
    advance(duration) {
      at = at.add(duration)
    },
  }
}
