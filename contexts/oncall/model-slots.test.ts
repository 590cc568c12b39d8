import { describe, expect, test } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { atHour } from './model.ts'
import { type Asking, closingChange, countsAs, type Situation, slotsOf } from './model-proposal.ts'
import { asking, day, NONE, situation, turn } from './testing/asking.ts'

/** Hours of UTC of a day of November 2026 in which an office answers. */
function open(date: string, from: string, to: string) {
  return {
    startsAt: instant(`2026-11-${date}T${from}:00Z`),
    endsAt: instant(`2026-11-${date}T${to}:00Z`),
  }
}

const slots = (ask: Asking, stands: Situation) =>
  slotsOf(ask, stands).map((one) => `${one.day} ${one.level} ${one.startsAt} ${one.endsAt}`)

describe('what is to be covered', () => {
  test.each<[string, Partial<Asking>, Partial<Situation>, readonly string[]]>([
    [
      'two turns a day',
      { days: 1 },
      {},
      [
        '0 1 2026-11-02T07:00:00Z 2026-11-02T19:00:00Z',
        '0 1 2026-11-02T19:00:00Z 2026-11-03T07:00:00Z',
      ],
    ],
    [
      'both levels',
      { days: 1, changes: ['08:00'], levels: 2 },
      {},
      [
        '0 1 2026-11-02T07:00:00Z 2026-11-03T07:00:00Z',
        '0 2 2026-11-02T07:00:00Z 2026-11-03T07:00:00Z',
      ],
    ],
    [
      'only what no turn of the same role and level covers',
      { days: 1 },
      { turns: [turn('02T08', '02T20'), turn('02T22', '03T08'), turn('02T20', '03T08', 'p1', 2)] },
      ['0 1 2026-11-02T19:00:00Z 2026-11-02T21:00:00Z'],
    ],
    [
      'not while an office answers',
      { days: 1, changes: ['14:00'] },
      {
        offices: [
          { startsAt: instant('2026-11-03T07:00:00Z'), endsAt: instant('2026-11-03T13:00:00Z') },
        ],
      },
      ['0 1 2026-11-02T13:00:00Z 2026-11-03T07:00:00Z'],
    ],
    [
      'from where the rota that stands ends',
      { days: 1, changes: ['13:00'] },
      { turns: [turn('01T08', '02T08')] },
      [
        '0 1 2026-11-02T07:00:00Z 2026-11-02T12:00:00Z',
        '0 1 2026-11-02T12:00:00Z 2026-11-03T12:00:00Z',
      ],
    ],
    [
      'half an hour before an office opens goes with the night before it',
      { from: day('2026-11-02'), days: 2, changes: ['08:00'] },
      { offices: [open('03', '07:30', '12:00')] },
      [
        '0 1 2026-11-02T07:00:00Z 2026-11-03T07:30:00Z',
        '1 1 2026-11-03T12:00:00Z 2026-11-04T07:00:00Z',
      ],
    ],
    [
      'and stands alone where the turn would be longer than the longest',
      { from: day('2026-11-02'), days: 2, changes: ['08:00'] },
      { offices: [open('03', '07:30', '12:00')], rules: { ...NONE, longestTurnHours: 24 } },
      [
        '0 1 2026-11-02T07:00:00Z 2026-11-03T07:00:00Z',
        '1 1 2026-11-03T07:00:00Z 2026-11-03T07:30:00Z',
        '1 1 2026-11-03T12:00:00Z 2026-11-04T07:00:00Z',
      ],
    ],
    [
      'an hour after an office closes goes with what follows',
      { days: 1, changes: ['14:00'] },
      {
        now: instant('2026-11-02T12:00:00Z'),
        offices: [open('02', '07:30', '14:00'), open('03', '07:30', '12:00')],
      },
      [
        '0 1 2026-11-02T14:00:00Z 2026-11-03T07:30:00Z',
        '0 1 2026-11-03T12:00:00Z 2026-11-03T13:00:00Z',
      ],
    ],
    [
      'not what has gone',
      { days: 1 },
      { now: instant('2026-11-02T20:30:00Z') },
      ['0 1 2026-11-02T20:30:00Z 2026-11-03T07:00:00Z'],
    ],
    [
      'the night of thirteen hours',
      { from: day('2026-10-24'), days: 1 },
      {},
      [
        '0 1 2026-10-24T06:00:00Z 2026-10-24T18:00:00Z',
        '0 1 2026-10-24T18:00:00Z 2026-10-25T07:00:00Z',
      ],
    ],
  ])('%s', (_, ask, stands, expected) => {
    expect(slots(asking(ask), situation(stands))).toEqual(expected)
  })

  test.each<[string, readonly number[], string]>([
    ['offices of three mornings a week: when they close', [1, 3, 5], '13:00'],
    ['offices of every morning: when they close', [1, 2, 3, 4, 5, 6, 7], '13:00'],
    ['no office: the usual hour', [], '14:00'],
  ])('turns change by themselves where nobody comes for a moment, %s', (_, days, expected) => {
    const dates = Array.from({ length: 35 }, (__, n) => day('2026-11-02').add({ days: n }))
    const offices = dates
      .filter((date) => days.includes(date.dayOfWeek))
      .map((date) => ({
        startsAt: atHour(date, '08:30'),
        endsAt: atHour(date, '13:00'),
      }))
    const rules = { ...NONE, longestTurnHours: 24 }
    expect(
      closingChange({ now: instant('2026-11-01T00:00:00Z'), offices, rules }, day('2026-11-02')),
    ).toBe(expected)
  })

  test.each([
    ['a Monday by day', '02T08', '02T20', { turns: 1, nights: 0, festive: 0 }],
    ['a night', '02T20', '03T08', { turns: 1, nights: 1, festive: 0 }],
    ['All Saints, a Sunday, with its night', '01T08', '02T08', { turns: 1, nights: 1, festive: 1 }],
    ['Friday night is of Friday', '06T20', '07T08', { turns: 1, nights: 1, festive: 0 }],
  ])('%s counts as it should', (_, from, to, expected) => {
    expect(countsAs(turn(from, to))).toEqual(expected)
  })
})
