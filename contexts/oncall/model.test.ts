import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant, minutesBetween, notAfter } from '#platform/kernel/time.ts'
import { covers, gapsIn, turnsOf } from './model.ts'

const anna = 'anna' as StaffId
const bruno = 'bruno' as StaffId
const span = (from: string, to: string) => ({ startsAt: instant(from), endsAt: instant(to) })
const texts = (spans: readonly { startsAt: Temporal.Instant; endsAt: Temporal.Instant }[]) =>
  spans.map(({ startsAt, endsAt }) => `${startsAt} ${endsAt}`)

describe('gaps', () => {
  const day = ['2026-11-22T00:00:00Z', '2026-11-23T00:00:00Z'] as const
  test.each([
    ['no turn', [], ['2026-11-22T00:00:00Z 2026-11-23T00:00:00Z']],
    ['the whole day', [span('2026-11-21T00:00:00Z', '2026-11-24T00:00:00Z')], []],
    [
      'one hour in the middle',
      [
        span('2026-11-22T13:00:00Z', '2026-11-23T00:00:00Z'),
        span('2026-11-21T20:00:00Z', '2026-11-22T12:00:00Z'),
      ],
      ['2026-11-22T12:00:00Z 2026-11-22T13:00:00Z'],
    ],
    [
      'turns of different lengths that overlap',
      [
        span('2026-11-22T00:00:00Z', '2026-11-22T20:00:00Z'),
        span('2026-11-22T01:00:00Z', '2026-11-22T02:00:00Z'),
      ],
      ['2026-11-22T20:00:00Z 2026-11-23T00:00:00Z'],
    ],
    [
      'a turn that begins after the end',
      [span('2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z')],
      ['2026-11-22T00:00:00Z 2026-11-23T00:00:00Z'],
    ],
  ])('%s', (_, turns, expected) => {
    expect(texts(gapsIn(turns, instant(day[0]), instant(day[1])))).toEqual(expected)
  })

  it('an instant of the stretch is in a gap exactly when no turn covers it', () => {
    const from = instant('2026-11-22T00:00:00Z')
    const hours = fc.integer({ min: -5, max: 30 })
    const aSpan = fc.tuple(hours, fc.integer({ min: 1, max: 9 })).map(([start, length]) => ({
      startsAt: from.add({ hours: start }),
      endsAt: from.add({ hours: start + length }),
    }))
    fc.assert(
      fc.property(fc.array(aSpan), fc.integer({ min: 0, max: 23 }), (turns, hour) => {
        const at = from.add({ hours: hour, minutes: 30 })
        const gaps = gapsIn(turns, from, from.add({ hours: 24 }))
        expect(gaps.some((gap) => covers(gap, at))).toBe(!turns.some((turn) => covers(turn, at)))
      }),
    )
  })
})

describe('a pattern', () => {
  it('changes at its hours, people in turn', () => {
    const turns = turnsOf({
      from: Temporal.PlainDate.from('2026-11-22'),
      days: 2,
      changes: ['08:00', '20:00'],
      people: [anna, bruno],
    })
    expect(turns.map(({ staffId }) => staffId)).toEqual([anna, bruno, anna, bruno])
    expect(texts(turns)[0]).toBe('2026-11-22T07:00:00Z 2026-11-22T19:00:00Z')
    expect(texts(turns)[3]).toBe('2026-11-23T19:00:00Z 2026-11-24T07:00:00Z')
  })

  test.each([
    ['2026-03-28', 11],
    ['2026-10-24', 13],
    ['2026-11-21', 12],
  ])('the night after %s lasts %i hours', (day, hours) => {
    const from = Temporal.PlainDate.from(day)
    const night = turnsOf({ from, days: 1, changes: ['08:00', '20:00'], people: [anna, bruno] })[1]
    if (!night) throw new Error('no night')
    expect(minutesBetween(night.startsAt, night.endsAt)).toBe(hours * 60)
  })

  test.each([
    [['02:00', '03:00'], '2027-03-28T01:00:00Z', 1],
    [['02:30', '03:00'], '2027-03-28T01:00:00Z', 2],
  ])(
    'of %j on the day that skips an hour begins at %s with %i turns, none empty',
    (changes, begins, count) => {
      const from = Temporal.PlainDate.from('2027-03-28')
      const turns = turnsOf({ from, days: 1, changes, people: [anna, bruno] })
      expect(turns).toHaveLength(count)
      expect(turns[0]?.startsAt.toString()).toBe(begins)
      for (const turn of turns) expect(notAfter(turn.endsAt, turn.startsAt)).toBe(false)
      for (const [n, next] of turns.slice(1).entries())
        expect(turns[n]?.endsAt.equals(next.startsAt)).toBe(true)
    },
  )

  it('leaves no gap and no overlap, also over clock changes and when they fall on a change', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 31 }),
        fc.constantFrom(['02:30'], ['08:00'], ['02:00', '14:00'], ['07:00', '15:00', '23:00']),
        (after, days, changes) => {
          const from = Temporal.PlainDate.from('2026-01-01').add({ days: after })
          const turns = turnsOf({ from, days, changes, people: [anna, bruno, anna] })
          expect(turns).toHaveLength(days * changes.length)
          for (const [n, turn] of turns.entries()) {
            expect(notAfter(turn.endsAt, turn.startsAt)).toBe(false)
            const next = turns[n + 1]
            if (next) expect(next.startsAt.equals(turn.endsAt)).toBe(true)
          }
        },
      ),
    )
  })
})
