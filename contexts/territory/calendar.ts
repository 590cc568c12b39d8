import { type Instant, wallClock, ZONE } from '#platform/kernel/time.ts'
import { easterSunday, nationalHolidayOn } from './holidays.ts'

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** `HH:MM-HH:MM` on the wall clock; a window that ends before it starts runs into the next day. */
export type Window = string
export type WeeklyHours = Readonly<Record<Weekday, readonly Window[]>>

/** The day of a patron saint: `MM-DD`, the nth weekday of a month (-1 = the last), or days after Easter. */
export type FeastDay =
  | { readonly kind: 'fixed'; readonly monthDay: string }
  | {
      readonly kind: 'weekday'
      readonly nth: number
      readonly weekday: Weekday
      readonly month: number
    }
  | { readonly kind: 'easter'; readonly days: number }

export type Patron = { readonly name: string; readonly day: FeastDay }

/** When a door or a desk is open: weekly hours, national holidays, extraordinary closings and openings. */
export type OpeningCalendar = {
  readonly key: string
  readonly weekly: WeeklyHours
  readonly openOnNationalHolidays: boolean
  readonly closings: readonly { readonly from: string; readonly to: string; readonly why: string }[]
  readonly openings: readonly { readonly on: string; readonly hours: readonly Window[] }[]
}

/** Why a day has no or other hours than the week says. */
export type DayReason =
  | 'weekly-hours'
  | 'national-holiday'
  | 'patron-saint'
  | 'extraordinary-closing'
  | 'extraordinary-opening'

export type DayHours = { readonly windows: readonly Window[]; readonly reason: DayReason }

/** The minutes of day of a window; `to` is more than 1440 when it runs into the next day. */
export function windowMinutes(window: Window): { from: number; to: number } {
  const [fromText = '', toText = ''] = window.split('-')
  const from = minuteOfDay(fromText)
  const to = minuteOfDay(toText)
  return { from, to: to <= from ? to + 1440 : to }
}

function minuteOfDay(text: string): number {
  const [hours = '', minutes = ''] = text.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** True when the feast falls on this day. */
export function isFeast(day: FeastDay, date: Temporal.PlainDate): boolean {
  switch (day.kind) {
    case 'fixed':
      return date.toString().slice(5) === day.monthDay
    case 'easter':
      return easterSunday(date.year).add({ days: day.days }).equals(date)
    case 'weekday':
      return date.month === day.month && isNthWeekday(day, date)
  }
}

function isNthWeekday(
  day: { readonly nth: number; readonly weekday: Weekday },
  date: Temporal.PlainDate,
): boolean {
  if (date.dayOfWeek !== WEEKDAYS.indexOf(day.weekday) + 1) return false
  if (day.nth < 0) return Math.ceil((date.daysInMonth - date.day + 1) / 7) === -day.nth
  return Math.ceil(date.day / 7) === day.nth
}

/** The hours of one day and what decided them. Order: opening, closing, national holiday, patron, week. */
export function hoursOn(
  calendar: OpeningCalendar,
  patrons: readonly Patron[],
  date: Temporal.PlainDate,
): DayHours {
  const iso = date.toString()
  const opening = calendar.openings.find((one) => one.on === iso)
  if (opening) return { windows: opening.hours, reason: 'extraordinary-opening' }
  if (calendar.closings.some((one) => one.from <= iso && iso <= one.to)) {
    return { windows: [], reason: 'extraordinary-closing' }
  }
  if (!calendar.openOnNationalHolidays) {
    if (nationalHolidayOn(date)) return { windows: [], reason: 'national-holiday' }
    if (patrons.some((one) => isFeast(one.day, date)))
      return { windows: [], reason: 'patron-saint' }
  }
  const weekday = WEEKDAYS[date.dayOfWeek - 1] ?? 'monday'
  return { windows: calendar.weekly[weekday], reason: 'weekly-hours' }
}

export type Openness = { readonly open: boolean; readonly reason: DayReason }

/**
 * Is it open at this instant? Hours are read on the wall clock, so an hour that comes twice (last
 * Sunday of October) is open or closed both times, and one that is skipped is not missed.
 */
export function opennessAt(
  calendar: OpeningCalendar,
  patrons: readonly Patron[],
  at: Instant,
): Openness {
  const local = wallClock(at)
  const minute = local.hour * 60 + local.minute
  const today = hoursOn(calendar, patrons, local.toPlainDate())
  const yesterday = hoursOn(calendar, patrons, local.toPlainDate().subtract({ days: 1 }))
  const open = contains(today.windows, minute) || contains(yesterday.windows, minute + 1440)
  return { open, reason: today.reason }
}

function contains(windows: readonly Window[], minute: number): boolean {
  return windows.some((window) => {
    const { from, to } = windowMinutes(window)
    return from <= minute && minute < to
  })
}

/**
 * The instants at which the calendar may open or close on one day, in no order: the edges of its windows, twice
 * where the hour comes twice, and the minute at which the clock is changed.
 */
export function edgesOn(
  calendar: OpeningCalendar,
  patrons: readonly Patron[],
  date: Temporal.PlainDate,
): readonly Instant[] {
  const minutes = hoursOn(calendar, patrons, date).windows.flatMap((window) => {
    const { from, to } = windowMinutes(window)
    return [from, to]
  })
  return [...clockChangeOn(date), ...minutes.flatMap((minute) => atMinute(date, minute))]
}

function clockChangeOn(date: Temporal.PlainDate): readonly Instant[] {
  const change = date.toZonedDateTime(ZONE).getTimeZoneTransition('next')
  return change?.toPlainDate().equals(date) ? [change.toInstant()] : []
}

function atMinute(date: Temporal.PlainDate, minute: number): readonly Instant[] {
  const day = date.add({ days: Math.floor(minute / 1440) })
  const plainTime = Temporal.PlainTime.from({
    hour: Math.floor((minute % 1440) / 60),
    minute: minute % 60,
  })
  const local = day.toPlainDateTime(plainTime)
  return (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(ZONE, { disambiguation }).toInstant(),
  )
}

/** The next instant after `at` when the calendar changes from open to closed or back, within 60 days. */
export function nextSwitch(
  calendar: OpeningCalendar,
  patrons: readonly Patron[],
  at: Instant,
): Instant | undefined {
  const now = opennessAt(calendar, patrons, at).open
  const first = wallClock(at).toPlainDate().subtract({ days: 1 })
  for (let day = 0; day <= 60; day += 1) {
    const edges = [...edgesOn(calendar, patrons, first.add({ days: day }))].sort(
      Temporal.Instant.compare,
    )
    const found = edges.find(
      (edge) =>
        Temporal.Instant.compare(edge, at) > 0 && opennessAt(calendar, patrons, edge).open !== now,
    )
    if (found) return found
  }
  return undefined
}
