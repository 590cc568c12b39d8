import { expect, test } from 'vitest'
import { isRefusedForGood } from './use-presence.ts'

test('a sign of presence is given up only where the file is not for this person', () => {
  expect([403, 404, 409].map(isRefusedForGood)).toEqual([true, true, true])
  expect([200, 204, 401, 423, 429, 500, 503].map(isRefusedForGood)).toEqual(Array(7).fill(false))
})
