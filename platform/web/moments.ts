const ZONE = 'Europe/Rome'

/** What a field of day and hour holds, as an instant (ISO); undefined while it is empty or no hour. */
export function instantOf(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/u.test(text)) return undefined
  return Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE).toInstant().toString()
}
