import { expect, test } from 'vitest'
import type { StaffId } from '#platform/kernel/ids.ts'
import type { RotaRole } from './model.ts'
import { readRota } from './model-import.ts'

const PEOPLE = [
  { staffId: 'anna' as StaffId, name: 'Anna Verdini', roles: ['social-worker'] },
  { staffId: 'nicolo' as StaffId, name: 'Nicolò De Santis', roles: ['social-worker', 'crew'] },
  { staffId: 'uno' as StaffId, name: 'Maria Bianchi', roles: ['crew'] },
  { staffId: 'due' as StaffId, name: 'Maria Bianchi', roles: ['crew'] },
]
const ROLES: Readonly<Record<string, RotaRole>> = {
  'assistente sociale': 'social-worker',
  equipaggio: 'crew',
}

const told = (text: string) =>
  readRota(text, PEOPLE, (name) => ROLES[name]).map((one) =>
    'fault' in one
      ? `${one.line} ${one.fault}`
      : `${one.line} ${one.turn.staffId} ${one.turn.role} ${one.turn.level} ${one.turn.startsAt}–${one.turn.endsAt}`,
  )

const NIGHT = '2026-12-24T19:00:00Z–2026-12-25T07:00:00Z'

test.each([
  ['semicolons', '24/12/2026 20:00;25/12/2026 08:00;Anna Verdini;Assistente sociale;1'],
  [
    'tabs, as pasted from a sheet',
    '24/12/2026 20:00\t25/12/2026 8:00\tAnna Verdini\tAssistente sociale\t1',
  ],
  [
    'commas and quotes',
    '"24/12/2026 20:00","25/12/2026 08:00","Anna Verdini","Assistente sociale","1"',
  ],
  [
    'ISO, the surname first, no level',
    '2026-12-24T20:00;2026-12-25 08:00:00;VERDINI  Anna;ASSISTENTE SOCIALE;',
  ],
])('a line with %s is a turn', (_, line) => {
  expect(told(line)).toEqual([`1 anna social-worker 1 ${NIGHT}`])
})

test('the heading and empty lines are passed over, and lines keep their number', () => {
  const text = [
    '\uFEFFInizio;Fine;Persona;Ruolo;Livello',
    '',
    '24/12/2026 20:00;25/12/2026 08:00;De Santis Nicolo;Equipaggio;2',
    ';;;;',
  ].join('\r\n')
  expect(told(text)).toEqual([`3 nicolo crew 2 ${NIGHT}`])
})

test('a heading in other words is no turn, and no mistake', () => {
  const night = '24/12/2026 20:00;25/12/2026 08:00;De Santis Nicolo;Equipaggio;2'
  expect(told(`Dalle;Alle;Nome;Mansione;Liv\n${night}`)).toEqual([`2 nicolo crew 2 ${NIGHT}`])
})

test.each([
  ['columns', '24/12/2026 20:00;25/12/2026 08:00'],
  ['start', '31/02/2026 20:00;25/12/2026 08:00;Anna Verdini;Equipaggio;1'],
  ['end', '24/12/2026 20:00;domani;Anna Verdini;Assistente sociale;1'],
  ['order', '25/12/2026 08:00;24/12/2026 20:00;Anna Verdini;Assistente sociale;1'],
  ['person', '24/12/2026 20:00;25/12/2026 08:00;Anna Verdi;Assistente sociale;1'],
  ['person-twice', '24/12/2026 20:00;25/12/2026 08:00;Maria Bianchi;Equipaggio;1'],
  ['role', '24/12/2026 20:00;25/12/2026 08:00;Anna Verdini;Portiere;1'],
  ['role-not-held', '24/12/2026 20:00;25/12/2026 08:00;Anna Verdini;Equipaggio;1'],
  ['level', '24/12/2026 20:00;25/12/2026 08:00;Anna Verdini;Assistente sociale;4'],
])('%s: the line says what is wrong', (fault, line) => {
  expect(told(line)).toEqual([`1 ${fault}`])
})

test('two lines of one role and level at once: the second is told, another level is not', () => {
  const line = (level: number) =>
    `24/12/2026 20:00;25/12/2026 08:00;Anna Verdini;Assistente sociale;${level}`
  expect(told([line(1), line(2), line(1)].join('\n')).map((one) => one.slice(0, 9))).toEqual([
    '1 anna so',
    '2 anna so',
    '3 overlap',
  ])
})

test('an hour is one of the wall clock, also on the night in which the clocks change', () => {
  expect(told('24/10/2026 20:00;25/10/2026 08:00;Anna Verdini;Assistente sociale;1')).toEqual([
    '1 anna social-worker 1 2026-10-24T18:00:00Z–2026-10-25T07:00:00Z',
  ])
})
