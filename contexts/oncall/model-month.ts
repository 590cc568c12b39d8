import { type Instant, notAfter, wallClock, ZONE } from '#platform/kernel/time.ts'
import { covers, type Span } from './model.ts'
import { hoursBetween } from './model-rules.ts'

/** A turn of so many hours fills its day. */
const WHOLE_HOURS = 20

/** How a turn is written in a cell of the month. */
export const TURN_CODES = ['day', 'night', 'whole'] as const
export type TurnCode = (typeof TURN_CODES)[number]

/** `whole` when it fills a day, `night` when it holds three in the morning, else `day`. */
export function turnCode(span: Span): TurnCode {
  if (hoursBetween(span.startsAt, span.endsAt) >= WHOLE_HOURS) return 'whole'
  const day = wallClock(span.startsAt).toPlainDate()
  const isNight = [day, day.add({ days: 1 })].some((one) => covers(span, threeOf(one)))
  return isNight ? 'night' : 'day'
}

function threeOf(day: Temporal.PlainDate): Instant {
  return day.toZonedDateTime({ timeZone: ZONE, plainTime: '03:00' }).toInstant()
}

/** The days of a month, `2026-12`, as `2026-12-01`. */
export function daysOfMonth(month: string): readonly string[] {
  const first = Temporal.PlainYearMonth.from(month)
  return Array.from({ length: first.daysInMonth }, (_, n) =>
    first.toPlainDate({ day: n + 1 }).toString(),
  )
}

/** From the first instant of a month in Italy until the first of the next. */
export function spanOfMonth(month: string): Span {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
  const [startsAt, endsAt] = [first, first.add({ months: 1 })].map((day) =>
    day.toZonedDateTime(ZONE).toInstant(),
  )
  if (!startsAt || !endsAt) throw new RangeError(month)
  return { startsAt, endsAt }
}

/** The day whose cell holds a turn: the one in which it begins in Italy. */
export function dayOf(span: Pick<Span, 'startsAt'>): string {
  return wallClock(span.startsAt).toPlainDate().toString()
}

/** Real hours of a day that lie in these stretches; an hour less or more when the clocks change. */
export function hoursOn(day: string, spans: readonly Span[]): number {
  const begins = Temporal.PlainDate.from(day)
  const startsAt = begins.toZonedDateTime(ZONE).toInstant()
  const endsAt = begins.add({ days: 1 }).toZonedDateTime(ZONE).toInstant()
  return spans.reduce((sum, span) => {
    const from = notAfter(span.startsAt, startsAt) ? startsAt : span.startsAt
    const until = notAfter(endsAt, span.endsAt) ? endsAt : span.endsAt
    return sum + Math.max(0, hoursBetween(from, until))
  }, 0)
}
