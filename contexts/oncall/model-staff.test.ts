import { expect, test } from 'vitest'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { type Absence, contactState, daysOff, isWithin } from './model-staff.ts'

const anna = 'anna' as StaffId
const day = (text: string) => Temporal.PlainDate.from(text)
const away = (from: string, until: string | null, kind: Absence['kind'] = 'absent'): Absence => ({
  staffId: anna,
  kind,
  from: day(from),
  until: until === null ? null : day(until),
})
const span = (from: string, until: string) => ({
  startsAt: instant(`${from}:00+01:00`),
  endsAt: instant(`${until}:00+01:00`),
})

test.each([
  ['the night before reaches into the first day', '2026-12-23T20:00', '2026-12-24T08:00', true],
  ['one that ends at midnight does not', '2026-12-23T20:00', '2026-12-24T00:00', false],
  ['the last day counts whole', '2026-12-26T20:00', '2026-12-27T08:00', true],
  ['the midnight after it is free', '2026-12-27T00:00', '2026-12-27T08:00', false],
])('an absence of three days: %s', (_, from, until, expected) => {
  expect(isWithin(away('2026-12-24', '2026-12-26'), span(from, until))).toBe(expected)
})

test('an absence without an end goes on', () => {
  expect(isWithin(away('2026-12-24', null), span('2027-06-01T08:00', '2027-06-01T20:00'))).toBe(
    true,
  )
})

test('days off: absences beat wishes, wishes come by day and by weekday', () => {
  const absences = [
    away('2026-11-30', '2026-12-01'),
    away('2026-12-05', '2026-12-05', 'rather-not'),
  ]
  // From Monday 30 November to Sunday 6 December; Tuesdays and Sundays are unwished.
  const { absent, rather } = daysOff({ ratherWeekdays: [2, 7] }, absences, day('2026-11-30'), 7)
  expect(absent.map(String)).toEqual(['2026-11-30', '2026-12-01'])
  expect(rather.map(String)).toEqual(['2026-12-05', '2026-12-06'])
})

test('a contact works only when somebody has answered, and a message that did not arrive says so', () => {
  const sent = { state: 'sent', hasFailed: false, wasProven: false } as const
  const works = { ...sent, state: 'works' } as const
  expect(contactState(false, works)).toBe('none')
  expect(contactState(true, undefined)).toBe('untried')
  expect(contactState(true, sent)).toBe('sent')
  expect(contactState(true, { ...sent, hasFailed: true })).toBe('failed')
  expect(contactState(true, { ...works, hasFailed: true })).toBe('works')
})

test('a contact that was proven stays so while a new test waits for its answer, and no more once that has failed', () => {
  const again = { state: 'sent', hasFailed: false, wasProven: true } as const
  expect(contactState(true, again)).toBe('works')
  expect(contactState(true, { ...again, hasFailed: true })).toBe('failed')
})
