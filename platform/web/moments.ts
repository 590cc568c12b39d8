const ZONE = 'Europe/Rome'

/** An instant (ISO) as a field of day and hour holds it. */
export function localMoment(at: string): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(ZONE).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' })
}

/** What a field of day and hour holds, as an instant (ISO); undefined while it is empty or no hour. */
export function instantOf(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/u.test(text)) return undefined
  return Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE).toInstant().toString()
}
