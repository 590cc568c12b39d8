import { expect, test } from 'vitest'
import { newestFirst } from './drafts.ts'

test('words sealed late do not go over newer ones, and other drafts are no matter', () => {
  const order = newestFirst()
  const [first, second, third, other] = [order('a'), order('a'), order('a'), order('b')]
  expect(second()).toBe(true)
  expect(first()).toBe(false)
  expect(other()).toBe(true)
  expect(third()).toBe(true)
})
