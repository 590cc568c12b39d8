import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { hoursOn, isFeast, nextSwitch, type OpeningCalendar, opennessAt } from './calendar.ts'

const closed = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
}
const office: OpeningCalendar = {
  key: 'office',
  weekly: {
    ...closed,
    monday: ['08:00-14:00'],
    tuesday: ['08:00-14:00', '15:00-18:00'],
    wednesday: ['08:00-14:00'],
    thursday: ['08:00-14:00'],
    friday: ['08:00-14:00'],
  },
  openOnNationalHolidays: false,
  closings: [{ from: '2026-08-10', to: '2026-08-21', why: 'ferie' }],
  openings: [{ on: '2026-11-21', hours: ['09:00-12:00'] }],
}
const nights: OpeningCalendar = {
  ...office,
  key: 'nights',
  openOnNationalHolidays: true,
  weekly: { ...closed, saturday: ['22:00-07:00'] },
  closings: [],
  openings: [],
}
const night = { ...nights, weekly: { ...closed, sunday: ['01:00-02:30'] } }
const open = (calendar: OpeningCalendar, iso: string) => opennessAt(calendar, [], instant(iso)).open

test('the door opens on the minute of opening and closes on the minute of closing', () => {
  expect(open(office, '2026-11-18T07:59:59+01:00')).toBe(false)
  expect(open(office, '2026-11-18T08:00:00+01:00')).toBe(true)
  expect(open(office, '2026-11-18T13:59:59+01:00')).toBe(true)
  expect(open(office, '2026-11-18T14:00:00+01:00')).toBe(false)
})

test('an extraordinary closing closes, an extraordinary opening opens', () => {
  expect(open(office, '2026-08-12T10:00:00+02:00')).toBe(false)
  expect(open(office, '2026-11-21T10:00:00+01:00')).toBe(true)
  expect(hoursOn(office, [], Temporal.PlainDate.from('2026-08-12')).reason).toBe(
    'extraordinary-closing',
  )
})

test('a window over midnight is nine hours long in winter time, ten when the clock goes back, eight when it goes on', () => {
  const hoursOpen = (from: string, hours: number) =>
    Array.from({ length: hours * 4 }, (_, at) => instant(from).add({ minutes: at * 15 })).filter(
      (at) => opennessAt(nights, [], at).open,
    ).length / 4
  expect(hoursOpen('2026-11-14T12:00:00+01:00', 24)).toBe(9)
  expect(hoursOpen('2026-10-24T12:00:00+02:00', 25)).toBe(10)
  expect(hoursOpen('2027-03-27T12:00:00+01:00', 23)).toBe(8)
})

test('the two 02:30 of the night the clock goes back are both inside the window', () => {
  expect(open(nights, '2026-10-25T02:30:00+02:00')).toBe(true)
  expect(open(nights, '2026-10-25T02:30:00+01:00')).toBe(true)
})

test('feasts fall on a fixed day, on the nth weekday and by Easter', () => {
  const on = (iso: string) => Temporal.PlainDate.from(iso)
  expect(isFeast({ kind: 'fixed', monthDay: '06-13' }, on('2026-06-13'))).toBe(true)
  const firstSaturday = { kind: 'weekday', nth: 1, weekday: 'saturday', month: 5 } as const
  expect(isFeast(firstSaturday, on('2027-05-01'))).toBe(true)
  expect(isFeast(firstSaturday, on('2027-05-08'))).toBe(false)
  const lastSunday = { kind: 'weekday', nth: -1, weekday: 'sunday', month: 8 } as const
  expect(isFeast(lastSunday, on('2026-08-30'))).toBe(true)
  expect(isFeast(lastSunday, on('2026-08-23'))).toBe(false)
  expect(isFeast({ kind: 'easter', days: 50 }, on('2027-05-17'))).toBe(true)
})

test('a patron saint closes the week day and says so', () => {
  const patron = { name: 'San Prova', day: { kind: 'fixed', monthDay: '11-18' } } as const
  const at = instant('2026-11-18T10:00:00+01:00')
  expect(opennessAt(office, [patron], at)).toEqual({ open: false, reason: 'patron-saint' })
})

test('a door that closes at 02:30 closes twice in the night the clock goes back', () => {
  const switches = ['2026-10-25T00:30:00+02:00']
  for (let at = instant(switches[0] ?? ''); switches.length < 5; ) {
    at = nextSwitch(night, [], at) ?? at
    switches.push(at.toString({ timeZone: 'Europe/Rome' }))
  }
  expect(switches.slice(1)).toEqual([
    '2026-10-25T01:00:00+02:00',
    '2026-10-25T02:30:00+02:00',
    '2026-10-25T02:00:00+01:00',
    '2026-10-25T02:30:00+01:00',
  ])
})

test('a calendar that never opens has no next switch', () => {
  const never = { ...office, weekly: closed, openings: [] }
  expect(nextSwitch(never, [], instant('2026-11-18T10:00:00+01:00'))).toBeUndefined()
})

test('between an instant and its next switch the answer does not change, and then it does', () => {
  const start = instant('2026-01-01T00:00:00Z').epochMilliseconds
  const minute = fc.integer({ min: 0, max: 2 * 366 * 24 * 60 })
  fc.assert(
    fc.property(
      minute,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(office, nights, night),
      (m, part, calendar) => {
        const at = Temporal.Instant.fromEpochMilliseconds(start + m * 60_000)
        const next = nextSwitch(calendar, [], at)
        if (!next) return false
        const span = next.epochMilliseconds - at.epochMilliseconds
        const between = Temporal.Instant.fromEpochMilliseconds(
          at.epochMilliseconds + Math.floor((span - 1) * part),
        )
        const now = opennessAt(calendar, [], at).open
        return (
          opennessAt(calendar, [], between).open === now &&
          opennessAt(calendar, [], next).open !== now
        )
      },
    ),
    { numRuns: 400 },
  )
})
