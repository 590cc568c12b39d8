import { isFeast } from '#contexts/territory/calendar.ts'
import { type Configuration, patronsOf } from '#contexts/territory/configuration.ts'
import { answerAt } from '#contexts/territory/service.ts'
import { type Instant, notAfter, wallClock, ZONE } from '#platform/kernel/time.ts'
import { gapsIn, type Span } from './model.ts'

/** What was worked out of a configuration: it never changes once read, and every reading of a rota asks for a month. */
const known = new WeakMap<Configuration, Map<string, readonly Span[]>>()
const MOST_DAYS = 1000

/** The parts of a stretch in which an office answers for every municipality: nobody need be on call. */
export function officeHours(
  configuration: Configuration,
  from: Instant,
  until: Instant,
): readonly Span[] {
  const first = wallClock(from).toPlainDate()
  const last = wallClock(until).toPlainDate()
  const days = Array.from({ length: first.until(last).days + 1 }, (_, n) => first.add({ days: n }))
  return days
    .flatMap((day) => hoursOf(configuration, day))
    .map(({ startsAt, endsAt }) => ({
      startsAt: notAfter(startsAt, from) ? from : startsAt,
      endsAt: notAfter(until, endsAt) ? until : endsAt,
    }))
    .filter(({ startsAt, endsAt }) => !notAfter(endsAt, startsAt))
}

function hoursOf(configuration: Configuration, day: Temporal.PlainDate): readonly Span[] {
  const days = known.get(configuration) ?? new Map<string, readonly Span[]>()
  known.set(configuration, days)
  const key = day.toString()
  const found = days.get(key) ?? openOn(configuration, day)
  if (days.size >= MOST_DAYS) days.clear()
  days.set(key, found)
  return found
}

/** Municipalities with one calendar and one office differ only on the day of a patron saint. */
function openOn(configuration: Configuration, day: Temporal.PlainDate): readonly Span[] {
  const alike = Map.groupBy(configuration.municipalities, ({ calendar, office, code }) => {
    const patrons = patronsOf(configuration, code).filter((one) => isFeast(one.day, day))
    return JSON.stringify([calendar, office, patrons])
  })
  const startsAt = day.toZonedDateTime(ZONE).toInstant()
  const endsAt = day.add({ days: 1 }).toZonedDateTime(ZONE).toInstant()
  let open: readonly Span[] = [{ startsAt, endsAt }]
  for (const [first] of alike.values()) {
    if (first) open = open.flatMap((span) => officeSpans(configuration, first.code, span))
  }
  return alike.size === 0 ? [] : open
}

function officeSpans(configuration: Configuration, code: string, span: Span): readonly Span[] {
  const closed: Span[] = []
  let at = span.startsAt
  while (!notAfter(span.endsAt, at)) {
    const { who, untilAt } = answerAt(configuration, code, at)
    const endsAt = untilAt === null || notAfter(span.endsAt, untilAt) ? span.endsAt : untilAt
    if (who.kind !== 'office') closed.push({ startsAt: at, endsAt })
    at = endsAt
  }
  return gapsIn(closed, span.startsAt, span.endsAt)
}
