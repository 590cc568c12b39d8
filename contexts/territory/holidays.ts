/** What closes public offices all over Italy on one day. Names are texts `territory_holiday_<code>`. */
export type HolidayCode =
  | 'capodanno'
  | 'epifania'
  | 'pasqua'
  | 'lunedi_angelo'
  | 'liberazione'
  | 'lavoro'
  | 'repubblica'
  | 'ferragosto'
  | 'san_francesco'
  | 'ognissanti'
  | 'immacolata'
  | 'natale'
  | 'santo_stefano'

/** One holiday of one year. */
export type Holiday = { readonly code: HolidayCode; readonly on: Temporal.PlainDate }

type Fixed = { code: HolidayCode; month: number; day: number; since?: number }

// L. 260/1949 with its later changes; 4 October by L. 151/2025, in force from 1 January 2026.
const FIXED: readonly Fixed[] = [
  { code: 'capodanno', month: 1, day: 1 },
  { code: 'epifania', month: 1, day: 6 },
  { code: 'liberazione', month: 4, day: 25 },
  { code: 'lavoro', month: 5, day: 1 },
  { code: 'repubblica', month: 6, day: 2 },
  { code: 'ferragosto', month: 8, day: 15 },
  { code: 'san_francesco', month: 10, day: 4, since: 2026 },
  { code: 'ognissanti', month: 11, day: 1 },
  { code: 'immacolata', month: 12, day: 8 },
  { code: 'natale', month: 12, day: 25 },
  { code: 'santo_stefano', month: 12, day: 26 },
]

/** Easter Sunday of a Gregorian year, by the anonymous computus (Nature, 1876). */
export function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * correction + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 })
}

/** The national holidays of a year, in order. Sundays are not among them, except Easter. */
export function nationalHolidays(year: number): readonly Holiday[] {
  const easter = easterSunday(year)
  const fixed = FIXED.filter((one) => one.since === undefined || year >= one.since).map((one) => ({
    code: one.code,
    on: Temporal.PlainDate.from({ year, month: one.month, day: one.day }),
  }))
  const movable: Holiday[] = [
    { code: 'pasqua', on: easter },
    { code: 'lunedi_angelo', on: easter.add({ days: 1 }) },
  ]
  return [...fixed, ...movable].sort((a, b) => Temporal.PlainDate.compare(a.on, b.on))
}

/** The national holiday that falls on this day, if any; the older name wins when two meet. */
export function nationalHolidayOn(date: Temporal.PlainDate): HolidayCode | undefined {
  return nationalHolidays(date.year).find((holiday) => holiday.on.equals(date))?.code
}
