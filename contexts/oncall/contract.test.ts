import { expect, it, test } from 'vitest'
import { AddTurnBody, PatternBody } from './contract.ts'

const who = crypto.randomUUID()
const turn = { staffId: who, role: 'crew', level: 1 }
const pattern = { role: 'crew', level: 1, from: '2027-03-28', days: 1, people: [who] }

test.each([
  ['2026-11-22T00:00:00Z', '2026-11-22T00:00:00.5Z', true],
  ['2026-11-22T00:00:00.5Z', '2026-11-22T00:00:00Z', false],
  ['2026-11-22T00:00:00Z', '2026-11-22T00:00:00.0Z', false],
  ['2026-11-22T00:00:00Z', 'domani', false],
  ['2026-11-22T00:00:00Z', '2026-11-25T00:00:00Z', true],
  // A year that was typed wrong.
  ['2026-11-22T00:00:00Z', '2028-11-22T00:00:00Z', false],
])('a turn from %s until %s: %s', (startsAt, endsAt, isGood) => {
  expect(AddTurnBody.safeParse({ ...turn, startsAt, endsAt }).success).toBe(isGood)
})

it('an hour written twice is refused with its own words', () => {
  const read = PatternBody.safeParse({ ...pattern, changes: ['08:00', '08:00'] })
  expect(read.error?.issues).toMatchObject([{ path: ['changes'], message: 'repeated-hour' }])
  expect(PatternBody.safeParse({ ...pattern, changes: ['20:00', '08:00'] }).success).toBe(true)
})
