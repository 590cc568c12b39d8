import { expect, test } from 'vitest'
import { instantOf } from './moments.ts'

test.each([
  ['2026-11-22T02:40', '2026-11-22T01:40:00Z'],
  ['2026-07-01T02:40', '2026-07-01T00:40:00Z'],
  ['', undefined],
  ['2026-11', undefined],
])('%s in Italy', (text, expected) => {
  expect(instantOf(text)).toBe(expected)
})
