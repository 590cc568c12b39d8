/** Every territory of the service lives in this zone; wall-clock rules are computed in it. */
export const ZONE = 'Europe/Rome'

export type Instant = Temporal.Instant

/** Parses an ISO 8601 instant; throws RangeError on anything else. */
export function instant(iso: string): Instant {
  return Temporal.Instant.from(iso)
}

/**
 * The instant as the database keeps it, to the microsecond, never a later one. A machine's clock says nanoseconds: what was
 * written at an instant would otherwise be read as a little after it, and an alarm of that very instant ring for nothing.
 */
export function asStored(at: Instant): Instant {
  return at.round({ smallestUnit: 'microsecond', roundingMode: 'floor' })
}

/** The instant `minutes` later (earlier when negative); running minutes, so exact over a DST night. */
export function plusMinutes(at: Instant, minutes: number): Instant {
  return at.add({ seconds: Math.round(minutes * 60) })
}

/** Running minutes from one instant to another, negative when `to` comes first. */
export function minutesBetween(from: Instant, to: Instant): number {
  return (to.epochMilliseconds - from.epochMilliseconds) / 60_000
}

/** True when `a` is not after `b`. */
export function notAfter(a: Instant, b: Instant): boolean {
  return Temporal.Instant.compare(a, b) <= 0
}

/** The wall clock in Italy at this instant. */
export function wallClock(at: Instant): Temporal.ZonedDateTime {
  return at.toZonedDateTimeISO(ZONE)
}

/** `HH:MM` in Italy. */
export function clockTime(at: Instant): string {
  return wallClock(at).toPlainTime().toString({ smallestUnit: 'minute' })
}
