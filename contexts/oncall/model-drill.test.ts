import { describe, expect, it } from 'vitest'
import { type Instant, instant } from '#platform/kernel/time.ts'
import {
  byDay,
  type DayOf,
  drillHours,
  leftInPeace,
  nextDrill,
  pastOf,
  spread,
  type TryState,
} from './model-drill.ts'

const SETTINGS = { on: true, weekday: 2, from: '09:30', until: '12:30', againHours: 4 } as const
/** A Tuesday in November, when the wall is an hour ahead. */
const at = (time: string, day = '2026-11-24') => instant(`${day}T${time}:00+01:00`)

describe('when a drill is', () => {
  it.each<readonly [string, string, boolean]>([
    ['on its day, within its hours', '2026-11-24T10:00:00+01:00', true],
    ['from its first minute', '2026-11-24T09:30:00+01:00', true],
    ['not from its last', '2026-11-24T12:30:00+01:00', false],
    ['not before', '2026-11-24T09:29:00+01:00', false],
    ['not on another day', '2026-11-25T10:00:00+01:00', false],
    ['not on a feast', '2026-12-08T10:00:00+01:00', false],
    ['but the day after it', '2026-12-09T10:00:00+01:00', true],
  ])('%s', (_, when, is) => {
    expect(drillHours(SETTINGS, instant(when)) !== undefined).toBe(is)
    expect(drillHours({ ...SETTINGS, on: false }, instant(when))).toBeUndefined()
  })

  it('one that feasts move beyond its week is held in the next one, and no other that week is lost', () => {
    const fridays = { ...SETTINGS, weekday: 5 }
    const monday = '2026-12-28T09:30:00+01:00'
    expect(drillHours(fridays, instant(monday))).toBeDefined()
    expect(nextDrill(fridays, instant('2026-12-24T12:00:00+01:00'))).toEqual(instant(monday))
    expect(nextDrill(fridays, instant('2026-12-28T08:00:00+01:00'))).toEqual(instant(monday))
    expect(nextDrill(fridays, instant(monday))).toEqual(instant('2027-01-02T09:30:00+01:00'))
  })

  it('the next one is after now, and keeps its hour on the wall when the clocks change', () => {
    expect(nextDrill(SETTINGS, at('09:29'))).toEqual(at('09:30'))
    expect(nextDrill(SETTINGS, at('09:30'))).toEqual(at('09:30', '2026-12-01'))
    const beforeChange = instant('2026-10-21T12:00:00+02:00')
    expect(nextDrill(SETTINGS, beforeChange)).toEqual(instant('2026-10-27T09:30:00+01:00'))
  })

  it('nobody is written to at night: what would leave then leaves in the morning', () => {
    expect(byDay(at('19:59'))).toEqual(at('19:59'))
    expect(byDay(at('20:00'))).toEqual(at('08:00', '2026-11-25'))
    expect(byDay(at('03:00'))).toEqual(at('08:00'))
  })

  it('people are written to apart, and all before the drill ends', () => {
    const few = spread(3, at('09:30'), at('12:30'))
    expect(few).toEqual([at('09:30'), at('09:33'), at('09:36')])
    const many = spread(200, at('09:30'), at('12:30'))
    expect(new Set(many.map(String)).size).toBe(200)
    const last = many.at(-1)
    expect(last && Temporal.Instant.compare(last, at('12:30'))).toBe(-1)
  })
})

describe('who is left in peace', () => {
  const who = 'a' as Parameters<typeof leftInPeace>[0]['absences'][number]['staffId']
  const free: DayOf = { record: { ratherWeekdays: [] }, absences: [], turns: [], restHours: 11 }
  const day = (text: string) => Temporal.PlainDate.from(text)
  const turn = (from: Instant, until: Instant) => ({ startsAt: from, endsAt: until })
  const night = turn(at('20:00', '2026-11-23'), at('08:00'))

  it.each<readonly [string, DayOf, ReturnType<typeof leftInPeace>]>([
    ['nobody else', free, undefined],
    [
      'who is absent that day',
      {
        ...free,
        absences: [
          { staffId: who, kind: 'absent', from: day('2026-11-20'), until: day('2026-11-24') },
        ],
      },
      'absent',
    ],
    [
      'not who was absent until the day before',
      {
        ...free,
        absences: [
          { staffId: who, kind: 'absent', from: day('2026-11-20'), until: day('2026-11-23') },
        ],
      },
      undefined,
    ],
    ['who keeps that weekday free', { ...free, record: { ratherWeekdays: [2] } }, 'rest'],
    ['who has just come off a night', { ...free, turns: [night] }, 'rest'],
    ['not who is on call', { ...free, turns: [turn(at('08:00'), at('20:00'))] }, undefined],
    ['not after a turn by day', { ...free, turns: [turn(at('04:00'), at('09:00'))] }, undefined],
    ['not where no rest is agreed', { ...free, turns: [night], restHours: null }, undefined],
  ])('%s', (_, known, why) => {
    expect(leftInPeace(known, at('10:00'))).toBe(why)
  })

  it('until the rest is over', () => {
    const known = { ...free, turns: [night] }
    expect(leftInPeace(known, at('18:59'))).toBe('rest')
    expect(leftInPeace(known, at('19:00'))).toBeUndefined()
    expect(leftInPeace(free, at('10:00', '2026-12-08'))).toBe('rest')
  })
})

it.each<readonly [readonly TryState[], number, number | null]>([
  [[], 0, null],
  [['answered'], 0, 0],
  [['silent', 'skipped', 'failed', 'answered', 'silent'], 2, 3],
  [['sent', 'void', 'silent', 'silent'], 2, null],
])('of %j so many are left without an answer, running: %i', (states, silentRunning, answered) => {
  const tries = states.map((state, n) => ({ state, at: at('10:00').subtract({ hours: n * 168 }) }))
  expect(pastOf(tries)).toEqual({
    silentRunning,
    lastAnswered: answered === null ? null : tries[answered]?.at,
  })
})
