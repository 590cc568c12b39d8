import { expect, test } from 'vitest'
import { daysIn } from './model-proposal-days.ts'

test.each([
  ['', []],
  ['24/12', ['2026-12-24']],
  ['24/12, 5/1', ['2026-12-24', '2027-01-05']],
  ['30/12-02/01', ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']],
  ['31/12 - 1/1; 31/12', ['2026-12-31', '2027-01-01']],
  ['24/11', undefined],
  ['31/02', undefined],
  ['02/01-30/12', undefined],
  ['Natale', undefined],
])('%s', (text, expected) => {
  expect(daysIn(text, '2026-12-01', 62)).toEqual(expected)
})
