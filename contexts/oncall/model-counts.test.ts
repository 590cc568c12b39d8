import { expect, test } from 'vitest'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { RotaRole, Turn, TurnId } from './model.ts'
import { countsOf, csvOf, withHelp } from './model-counts.ts'
import { spanOfMonth } from './model-month.ts'

const [anna, bruno] = ['anna' as StaffId, 'bruno' as StaffId]

function turn(from: string, hours: number, staffId = anna, role: RotaRole = 'social-worker'): Turn {
  const startsAt = instant(`${from}:00+01:00`)
  const id = `${from} ${staffId}` as TurnId
  return { id, staffId, role, level: 1, startsAt, endsAt: startsAt.add({ hours }) }
}

test('turns are counted in the month in which they begin, with real hours, nights and feasts', () => {
  const turns = [
    turn('2026-11-30T20:00', 12),
    turn('2026-12-07T20:00', 12),
    turn('2026-12-08T08:00', 12),
    turn('2026-12-13T08:00', 24),
    turn('2026-12-12T08:00', 12, bruno),
    turn('2026-12-31T20:00', 12, bruno, 'crew'),
    turn('2027-01-01T08:00', 12),
  ]
  const told = countsOf(turns, spanOfMonth('2026-12')).map(
    ({ role, staffId, turns: many, hours, nights, festive }) =>
      `${role} ${staffId} ${many} ${hours} ${nights} ${festive}`,
  )
  expect(told).toEqual([
    // The 8th is a holiday and the 13th a Sunday; a Saturday is neither.
    'social-worker anna 3 48 2 2',
    'social-worker bruno 1 12 0 0',
    'crew bruno 1 12 1 0',
  ])
})

test('the night in which the clocks go back has thirteen hours', () => {
  const startsAt = instant('2026-10-24T18:00:00Z')
  const long = { ...turn('2026-12-01T08:00', 1), startsAt, endsAt: instant('2026-10-25T07:00:00Z') }
  expect(countsOf([long], spanOfMonth('2026-10'))).toMatchObject([{ turns: 1, hours: 13 }])
})

test('a table for a spreadsheet has semicolons and decimal commas, and no text is a formula', () => {
  const rows = [
    ['Persona', 'Ore'],
    ['=SOMMA(A1)', 12.5],
    ['Rossi; "Anna"', 3],
  ]
  expect(csvOf(rows)).toBe('\uFEFFPersona;Ore\r\n\'=SOMMA(A1);12,5\r\n"Rossi; ""Anna""";3\r\n')
})

test('minutes of help stand in the row of the turn, else in one of their own', () => {
  const row = {
    ...{ name: 'Awa Prova', role: 'mediator' as const, turns: 1, hours: 12, nights: 0 },
    ...{ festive: 0, calls: 0, answered: 0, minutes: 0 },
  }
  const remote = { name: 'Interpreti a distanza', role: 'mediator', minutes: 25 } as const
  const rows = withHelp([row], [{ name: row.name, role: 'mediator', minutes: 12 }, remote])
  expect(rows.map(({ name, turns, minutes }) => [name, turns, minutes])).toEqual([
    ['Awa Prova', 1, 12],
    ['Interpreti a distanza', 0, 25],
  ])
})
