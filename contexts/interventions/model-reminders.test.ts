import { expect, test } from 'vitest'
import { clockTime, instant } from '#platform/kernel/time.ts'
import { lateAt } from './model-hours.ts'

test.each([
  // Italy is an hour ahead of UTC in November.
  ['2026-11-20T09:00:00Z', '11:00', 'by day an hour later'],
  ['2026-11-20T17:59:00Z', '19:59', 'still before eight in the evening'],
  ['2026-11-20T18:30:00Z', '08:00', 'in the evening, the next morning'],
  ['2026-11-21T01:40:00Z', '08:00', 'at night, the morning'],
  ['2026-11-21T06:30:00Z', '08:30', 'early, an hour later'],
])('%s comes to the coordinator at %s: %s', (due, hour) => {
  expect(clockTime(lateAt(instant(due)))).toBe(hour)
})

test('over the night of the change the morning is the morning', () => {
  const late = lateAt(instant('2026-10-24T22:30:00Z'))
  expect(late.toString()).toBe('2026-10-25T07:00:00Z')
})
