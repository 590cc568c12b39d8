import { describe, expect, test } from 'vitest'
import { stableOrder, stepFrom } from './stable-order.ts'

describe('a list that is held does not move', () => {
  test('what is new waits, what is gone keeps its place, the rest stays where it was', () => {
    expect(stableOrder(['a', 'b', 'c'], ['x', 'c', 'a'], true)).toEqual({
      shown: ['a', 'b', 'c'],
      waiting: ['x'],
      gone: ['b'],
    })
  })

  test('let go, it takes the order it should have', () => {
    expect(stableOrder(['a', 'b'], ['x', 'b'], false)).toEqual({
      shown: ['x', 'b'],
      waiting: [],
      gone: [],
    })
  })

  test('an empty list has nothing to hold', () => {
    expect(stableOrder([], ['x'], true).shown).toEqual(['x'])
  })
})

test('J and K stop at the ends and start from the near one', () => {
  const rows = ['a', 'b', 'c']
  expect(stepFrom(rows, undefined, 1)).toBe('a')
  expect(stepFrom(rows, undefined, -1)).toBe('c')
  expect(stepFrom(rows, 'b', 1)).toBe('c')
  expect(stepFrom(rows, 'c', 1)).toBe('c')
  expect(stepFrom(rows, 'a', -1)).toBe('a')
  expect(stepFrom([], 'a', 1)).toBeUndefined()
})
