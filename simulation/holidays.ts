/** Easter Sunday of a year, Gregorian (Meeus, Jones and Butcher). */
function easter(year: number): Temporal.PlainDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  return new Temporal.PlainDate(year, month, ((h + l - 7 * m + 114) % 31) + 1)
}

const FIXED = [
  '01-01',
  '01-06',
  '04-25',
  '05-01',
  '06-02',
  '08-15',
  '10-04',
  '11-01',
  '12-08',
  '12-25',
  '12-26',
]

/** Whether a day is a national holiday (L. 260/1949; 4 October by L. 151/2025), reckoned apart from the product. */
export function nationalHoliday(day: Temporal.PlainDate): boolean {
  if (FIXED.includes(day.toPlainMonthDay().toString())) return true
  return day.equals(easter(day.year).add({ days: 1 }))
}
