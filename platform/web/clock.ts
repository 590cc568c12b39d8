/** One measure of how far the server's clock is from this machine's. All in milliseconds. */
export interface ClockSample {
  readonly offset: number
  readonly roundTrip: number
  readonly takenAt: number
}

const SAMPLE_LIFE = 60_000
const JUMP = 1_000

/**
 * Of the measure held and a fresh one, the one to believe: the shorter round trip wins for a minute,
 * but a fresh one that contradicts the held one beyond its own uncertainty means that a clock moved.
 */
export function chooseSample(held: ClockSample | undefined, fresh: ClockSample): ClockSample {
  if (held === undefined) return fresh
  const uncertainty = (held.roundTrip + fresh.roundTrip) / 2 + JUMP
  if (Math.abs(fresh.offset - held.offset) > uncertainty) return fresh
  const old = fresh.takenAt - held.takenAt > SAMPLE_LIFE
  return old || fresh.roundTrip <= held.roundTrip ? fresh : held
}

let held: ClockSample | undefined

/** Milliseconds of this machine's monotonic clock, set on the epoch. Never shown: only the server's time is. */
export function machineNow(): number {
  return performance.timeOrigin + performance.now()
}

/** Takes the server's instant (ISO) as seen between two readings of `machineNow()`. Ignores what is no instant. */
export function noteServerInstant(iso: string, sentAt: number, receivedAt: number): void {
  const server = epochMs(iso)
  if (server === undefined) return
  const roundTrip = receivedAt - sentAt
  const offset = server - (sentAt + roundTrip / 2)
  held = chooseSample(held, { offset, roundTrip, takenAt: receivedAt })
}

/** The server's time now, in milliseconds since the epoch. */
export function serverNowMs(): number {
  return machineNow() + (held?.offset ?? 0)
}

/** Milliseconds since the epoch of an ISO instant; undefined when it is none. */
export function epochMs(iso: string): number | undefined {
  try {
    return Temporal.Instant.from(iso).epochMilliseconds
  } catch {
    return undefined
  }
}
