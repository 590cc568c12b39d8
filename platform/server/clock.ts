import { asStored, type Instant } from '#platform/kernel/time.ts'

/**
 * The two times. Business time decides (due, expiry, terms) and may jump in a simulation;
 * machine time (leases, heartbeats, polls, sign-in) never does.
 */
export type Clock = {
  /** The instant by which the service judges. */
  readonly now: () => Instant
  /** The machine's own instant. */
  readonly machine: () => Instant
}

/** The clock of a real installation: both times are the machine's. */
export function systemClock(): Clock {
  const now = () => asStored(Temporal.Now.instant())
  return { now, machine: now }
}
