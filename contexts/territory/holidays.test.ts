import Holidays from 'date-holidays'
import { expect, test } from 'vitest'
import { easterSunday, nationalHolidayOn, nationalHolidays } from './holidays.ts'

const peer = new Holidays('IT', { types: ['public'] })
const day = (iso: string) => Temporal.PlainDate.from(iso)

test.each([
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
  [2076, '2076-04-19'],
])('Easter of %i is on %s', (year, iso) => {
  expect(easterSunday(year).toString()).toBe(iso)
})

test.each(Array.from({ length: 22 }, (_, at) => 2024 + at))(
  'the public holidays of %i are those of date-holidays',
  (year) => {
    const theirs = peer.getHolidays(year).filter((one) => one.type === 'public')
    const dates = [...new Set(theirs.map((one) => one.date.slice(0, 10)))].sort()
    const ours = [...new Set(nationalHolidays(year).map((one) => one.on.toString()))].sort()
    expect(ours).toEqual(dates)
  },
)

test('Saint Francis is a national holiday from 2026 and was not before', () => {
  expect(nationalHolidayOn(day('2026-10-04'))).toBe('san_francesco')
  expect(nationalHolidayOn(day('2027-10-04'))).toBe('san_francesco')
  expect(nationalHolidayOn(day('2024-10-04'))).toBeUndefined()
  expect(nationalHolidayOn(day('2025-10-04'))).toBeUndefined()
})
