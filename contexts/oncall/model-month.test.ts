import { expect, test } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { dayOf, daysOfMonth, hoursOn, spanOfMonth, turnCode } from './model-month.ts'

const span = (from: string, until: string) => ({
  startsAt: instant(`${from}:00+01:00`),
  endsAt: instant(`${until}:00+01:00`),
})

test.each([
  ['2026-12-05T08:00', '2026-12-05T20:00', 'day'],
  ['2026-12-05T20:00', '2026-12-06T08:00', 'night'],
  ['2026-12-05T00:00', '2026-12-05T06:00', 'night'],
  ['2026-12-05T22:00', '2026-12-06T03:00', 'day'],
  ['2026-12-05T08:00', '2026-12-06T08:00', 'whole'],
  ['2026-12-05T08:00', '2026-12-08T08:00', 'whole'],
])('%s–%s is written %s', (from, until, code) => {
  expect(turnCode(span(from, until))).toBe(code)
})

test('a month has its days, and begins and ends at midnight in Italy', () => {
  expect(daysOfMonth('2027-02')).toHaveLength(28)
  expect(daysOfMonth('2026-12').at(-1)).toBe('2026-12-31')
  const { startsAt, endsAt } = spanOfMonth('2026-10')
  expect([startsAt, endsAt].map(String)).toEqual(['2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z'])
})

test('a turn stands on the day in which it begins in Italy', () => {
  expect(dayOf({ startsAt: instant('2026-12-04T23:30:00Z') })).toBe('2026-12-05')
})

test('the hours of a day are real ones: 25 when the clocks go back, 23 when they go on', () => {
  const all = { startsAt: instant('2026-01-01T00:00:00Z'), endsAt: instant('2028-01-01T00:00:00Z') }
  expect(hoursOn('2026-10-25', [all])).toBe(25)
  expect(hoursOn('2027-03-28', [all])).toBe(23)
  const night = span('2026-12-05T20:00', '2026-12-06T08:00')
  expect([hoursOn('2026-12-05', [night]), hoursOn('2026-12-06', [night])]).toEqual([4, 8])
  expect(hoursOn('2026-12-07', [night])).toBe(0)
})
