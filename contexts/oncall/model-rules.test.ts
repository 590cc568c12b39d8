import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RotaRules } from '#contexts/territory/configuration.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import { type Level, type Turn, type TurnId, turnsOf } from './model.ts'
import { byUrgency, isAbout, rulesBroken } from './model-rules.ts'
import { NONE } from './testing/asking.ts'

const USUAL: RotaRules = {
  turnsPerMonth: 6,
  restHours: 11,
  cooperativeRestHours: null,
  weeklyRestHours: 35,
  longestTurnHours: 24,
  averageWeekHours: null,
  workedRoles: [],
  nightsAboveMean: null,
  festiveAboveMean: null,
  minimum: [],
  cover: [],
}
const NOVEMBER = { from: instant('2026-10-31T23:00:00Z'), until: instant('2026-11-30T23:00:00Z') }
const [anna, bruno] = ['anna' as StaffId, 'bruno' as StaffId]

/** From and to as `22T20`, day and hour of November 2026 in Italy. */
function turn(from: string, to: string, staffId = anna, level: Level = 1): Turn {
  const at = (text: string): Instant => instant(`2026-11-${text}:00:00+01:00`)
  const id = `${staffId} ${from} ${level}` as TurnId
  return { id, staffId, role: 'social-worker', level, startsAt: at(from), endsAt: at(to) }
}

const told = (turns: readonly Turn[], rules = USUAL) =>
  rulesBroken(turns, rules, NOVEMBER).map((one) => `${one.rule} ${one.found}/${one.limit}`)

describe('what a rota breaks', () => {
  test.each<[string, readonly Turn[], readonly string[]]>([
    [
      'nothing: two nights with a day between',
      [turn('02T20', '03T08'), turn('04T20', '05T08')],
      [],
    ],
    ['eleven hours are enough', [turn('02T20', '03T08'), turn('03T19', '04T08')], []],
    ['ten are not', [turn('02T20', '03T08'), turn('03T18', '04T08')], ['rest 10/11']],
    ['one turn after the other', [turn('02T08', '02T20'), turn('02T20', '03T08')], ['rest 0/11']],
    ['a day on call is the longest', [turn('02T08', '03T08')], []],
    ['longer is told', [turn('02T08', '03T10')], ['long-turn 26/24']],
    [
      'first and second at once: the second would be the same telephone',
      [turn('02T20', '03T08'), turn('02T22', '03T08', anna, 2)],
      ['at-once 10/0'],
    ],
    [
      'a short one within a long one hides neither the rest after the long one nor a third',
      [turn('02T08', '03T08'), turn('02T10', '02T12', anna, 2), turn('03T10', '03T20')],
      ['at-once 2/0', 'rest 2/11'],
    ],
    [
      'three at once are two beside the long one',
      [turn('02T08', '03T08'), turn('02T10', '02T12', anna, 2), turn('02T20', '02T22', anna, 3)],
      ['at-once 2/0', 'at-once 2/0'],
    ],
    [
      'two people at once are as it should be',
      [turn('02T20', '03T08'), turn('02T20', '03T08', bruno, 2)],
      [],
    ],
  ])('%s', (_, turns, expected) => {
    expect(told(turns)).toEqual(expected)
  })

  test('a seventh turn in a month, by the month in which it begins in Italy', () => {
    const six = ['02', '05', '08', '11', '14', '17'].map((day) => turn(`${day}T20`, `${day}T23`))
    expect(told(six)).toEqual([])
    expect(told([...six, turn('30T20', '30T23')])).toEqual(['turns-per-month 7/6'])
    const ofOctober = instant('2026-10-31T22:59:00Z')
    const before = { ...turn('01T00', '01T06'), startsAt: ofOctober }
    expect(told([before, ...six])).toEqual([])
  })

  test('a week of nights has no weekly rest; the weeks that overlap it are not told again', () => {
    const nights = Array.from({ length: 9 }, (_, n) => {
      const day = (k: number) => String(k).padStart(2, '0')
      return turn(`${day(n + 2)}T20`, `${day(n + 3)}T08`)
    })
    const weekly = { ...NONE, weeklyRestHours: 35 }
    expect(told(nights, weekly)).toEqual(['weekly-rest 12/35'])
    expect(
      told(
        nights.filter((_, n) => n !== 3 && n !== 4),
        weekly,
      ),
    ).toEqual([])
  })

  test('a week that is not known whole is not judged', () => {
    const late = [turn('27T20', '28T08'), turn('28T20', '29T08'), turn('29T20', '30T08')]
    expect(told(late, { ...NONE, weeklyRestHours: 35 })).toEqual([])
  })

  test('a turn while somebody is absent is told, whatever is agreed; a wish is none', () => {
    const turns = [turn('02T20', '03T08'), turn('04T20', '05T08'), turn('02T20', '03T08', bruno, 2)]
    const day = Temporal.PlainDate.from('2026-11-03')
    const away = { staffId: anna, from: day, until: day } as const
    const found = (kind: 'absent' | 'rather-not') =>
      rulesBroken(turns, NONE, NOVEMBER, [{ ...away, kind }]).map(
        (one) => `${one.rule} ${one.staffId} ${one.from}`,
      )
    expect(found('absent')).toEqual(['absent anna 2026-11-02T19:00:00Z'])
    expect(found('rather-not')).toEqual([])
  })

  test('what is not agreed is not watched: only two calls at once are always told', () => {
    const hard = [turn('02T08', '04T08'), turn('04T08', '05T20'), turn('05T10', '05T12', anna, 2)]
    expect(told(hard, NONE)).toEqual(['at-once 2/0'])
  })

  test('more than forty-eight hours of work a week on the average of seventeen weeks; on call at home is none', () => {
    const from = instant('2026-01-04T23:00:00Z')
    const known = { from, until: from.add({ hours: 20 * 7 * 24 }) }
    const worked = { ...NONE, averageWeekHours: 48, workedRoles: ['operator' as const] }
    const weeks = (days: number, role: 'operator' | 'crew'): Turn[] =>
      Array.from({ length: 18 * days }, (_, n) => {
        const startsAt = from.add({ hours: (Math.floor(n / days) * 7 + (n % days)) * 24 + 8 })
        const id = `${n}` as TurnId
        return { id, staffId: anna, role, level: 1, startsAt, endsAt: startsAt.add({ hours: 12 }) }
      })
    const found = (turns: readonly Turn[], stretch = known) =>
      rulesBroken(turns, worked, stretch).map((one) => `${one.rule} ${one.found}/${one.limit}`)
    expect(found(weeks(4, 'operator'))).toEqual([])
    expect(found(weeks(5, 'operator'))).toEqual(['week-average 60/48'])
    expect(found(weeks(5, 'crew'))).toEqual([])
    // Not judged while the seventeen weeks are not known whole.
    expect(found(weeks(5, 'operator'), { from, until: from.add({ hours: 16 * 7 * 24 }) })).toEqual(
      [],
    )
  })

  test('a change of the clocks counts real hours', () => {
    // 25 October 2026: from 02:30 to 13:00 on the wall are eleven hours and a half.
    const first = { ...turn('01T00', '01T01'), startsAt: instant('2026-10-24T18:00:00Z') }
    const asleep = { ...first, endsAt: instant('2026-10-25T00:30:00Z') }
    const next = { ...turn('01T02', '01T03'), startsAt: instant('2026-10-25T12:00:00Z') }
    const after = { ...next, endsAt: instant('2026-10-25T18:00:00Z') }
    expect(told([asleep, after], { ...NONE, restHours: 11.5 })).toEqual([])
    expect(told([asleep, after], { ...NONE, restHours: 12 })).toEqual(['rest 11.5/12'])
  })

  test('a strict rule tells whatever a milder one tells, and people do not mix', () => {
    const people = fc.integer({ min: 1, max: 5 })
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 20 }), (many, limit) => {
        const who = Array.from({ length: many }, (_, n) => `p${n}` as StaffId)
        const from = Temporal.PlainDate.from('2026-11-01')
        const turns = turnsOf({ from, days: 29, changes: ['08:00', '20:00'], people: who }).map(
          (one, n): Turn => ({ ...one, id: `${n}` as TurnId, role: 'crew', level: 1 }),
        )
        const count = (restHours: number) => told(turns, { ...NONE, restHours }).length
        expect(count(limit + 1)).toBeGreaterThanOrEqual(count(limit))
        // In turn by twelve hours each rests twelve hours for every colleague.
        expect(count(limit) === 0).toBe(limit <= 12 * (many - 1))
      }),
    )
  })
})

test('a broken rest is about the two turns beside it, not about others of the same person', () => {
  const turns = [turn('02T08', '02T20'), turn('02T22', '03T08'), turn('09T20', '10T08')]
  const [broken] = rulesBroken(turns, USUAL, NOVEMBER)
  if (broken === undefined) throw new Error('nothing is broken')
  expect(broken.rule).toBe('rest')
  expect(turns.map((one) => isAbout(broken, one))).toEqual([true, true, false])
  expect(isAbout(broken, turn('02T08', '02T20', bruno))).toBe(false)
})

test('who works for a cooperative rests as long as its agreement says, where the territory says so', () => {
  const turns = [turn('02T08', '02T20'), turn('03T05', '03T12'), turn('02T08', '02T20', bruno)]
  const said = (rules: Parameters<typeof rulesBroken>[1]) =>
    rulesBroken([...turns, turn('03T05', '03T12', bruno)], rules, NOVEMBER).map(
      (one) => `${one.staffId} ${one.rule} ${one.found}/${one.limit}`,
    )
  const both = ['anna rest 9/11', 'bruno rest 9/11']
  expect(said({ ...USUAL, cooperative: [anna] })).toEqual(both)
  expect(said({ ...USUAL, cooperativeRestHours: 8, cooperative: [anna] })).toEqual(both.slice(1))
  expect(said({ ...USUAL, cooperativeRestHours: 10, cooperative: [anna] })).toEqual([
    'anna rest 9/10',
    'bruno rest 9/11',
  ])
})

test('what is broken now is told before what will be, whoever it concerns, and an exchange at once breaks nothing', () => {
  const turns = [
    turn('12T08', '12T20'),
    turn('12T10', '12T14', anna, 2),
    turn('02T08', '02T20', bruno),
    turn('02T10', '02T22', bruno, 2),
    // Taken and given back in the same instant.
    turn('05T10', '05T10', bruno, 2),
    turn('05T08', '05T20', bruno),
  ]
  const now = instant('2026-11-02T12:00:00Z')
  const told = rulesBroken(turns, NONE, NOVEMBER).toSorted(byUrgency(now))
  expect(told.map((one) => `${one.staffId} ${one.rule}`)).toEqual(['bruno at-once', 'anna at-once'])
})
