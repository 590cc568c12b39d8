import { expect, test } from 'vitest'
import type { StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Turn, TurnId } from './model.ts'
import { turnsOf } from './model.ts'
import { calendarOf } from './model-calendar.ts'

const words = {
  name: 'Reperibilità; turni, miei',
  summaryOf: () => 'Reperibilità: assistente sociale',
}
const AT = instant('2026-11-22T10:00:00Z')

const night = (from: string): readonly Turn[] =>
  turnsOf({
    from: Temporal.PlainDate.from(from),
    days: 1,
    changes: ['08:00', '20:00'],
    people: ['anna' as StaffId],
  })
    .slice(1)
    .map((one): Turn => ({ ...one, id: 't1' as TurnId, role: 'social-worker', level: 1 }))

const linesOf = (turns: readonly Turn[]) => calendarOf(turns, words, AT).split('\r\n')

test.each([
  ['a usual night', '2026-12-05', '20261205T190000Z', '20261206T070000Z'],
  ['the night that is an hour longer', '2026-10-24', '20261024T180000Z', '20261025T070000Z'],
  ['the night that is an hour shorter', '2027-03-27', '20270327T190000Z', '20270328T060000Z'],
])('%s begins and ends when it does', (_, from, starts, ends) => {
  const lines = linesOf(night(from))
  expect(lines).toContain(`DTSTART:${starts}`)
  expect(lines).toContain(`DTEND:${ends}`)
})

test('an event has what a calendar asks for, and special signs are escaped', () => {
  const lines = linesOf(night('2026-12-05'))
  expect(lines[0]).toBe('BEGIN:VCALENDAR')
  expect(lines.slice(-2)).toEqual(['END:VCALENDAR', ''])
  expect(lines).toContain('UID:t1@approdo')
  expect(lines).toContain('DTSTAMP:20261122T100000Z')
  expect(lines).toContain(String.raw`X-WR-CALNAME:Reperibilità\; turni\, miei`)
  expect(linesOf([])).not.toContain('BEGIN:VEVENT')
})

test('a long line is folded at 75 octets, and no letter is cut', () => {
  const long = { ...words, name: 'è'.repeat(100) }
  const text = calendarOf([], long, AT)
  const octets = (line: string) => new TextEncoder().encode(line).length
  expect(Math.max(...text.split('\r\n').map(octets))).toBeLessThanOrEqual(75)
  expect(text.replaceAll('\r\n ', '')).toContain(`X-WR-CALNAME:${'è'.repeat(100)}`)
})
