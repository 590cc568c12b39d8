import { describe, expect, test } from 'vitest'
import { clockText, lengthText, since, thresholdPassed, towards } from './timer-view.ts'

const NOW = 1_000_000_000

describe('towards a target', () => {
  test('counts down, shows zero at the target, then counts up with a minus sign', () => {
    expect(towards(NOW + 90_000, NOW).text).toBe('01:30')
    expect(towards(NOW, NOW)).toMatchObject({ text: '00:00', late: false })
    expect(towards(NOW - 45_000, NOW)).toMatchObject({ text: '−00:45', late: true })
  })

  test('a begun second still counts', () => {
    expect(towards(NOW + 1, NOW).text).toBe('00:01')
    expect(towards(NOW - 999, NOW).late).toBe(false)
  })
})

test('counts up from a moment and never below zero', () => {
  expect(since(NOW - 34 * 60_000, NOW)).toMatchObject({ text: '34:00', minutes: 34 })
  expect(since(NOW + 5_000, NOW).text).toBe('00:00')
})

test.each([
  [59, '00:59'],
  [3_599, '59:59'],
  [3_600, '1:00:00'],
  [86_399, '23:59:59'],
  [2 * 86_400 + 4 * 3_600, '2 g 04 h'],
])('%d seconds read %s', (seconds, text) => {
  expect(clockText(seconds)).toBe(text)
})

test.each([
  [40, '40 s'],
  [996, '16 min'],
  [3_599, '59 min'],
  [3_900, '1 h 05 min'],
  [2 * 86_400 + 4 * 3_600, '2 g 04 h'],
])('%d seconds in a sentence are %s, which is no hour of the day', (seconds, text) => {
  expect(lengthText(seconds)).toBe(text)
  expect(towards(NOW + seconds * 1000, NOW).length).toBe(text)
  expect(since(NOW - seconds * 1000, NOW).length).toBe(text)
})

test('thresholds are told once, also when several are jumped at once', () => {
  expect(thresholdPassed(301, 300)).toBe(300)
  expect(thresholdPassed(300, 299)).toBeUndefined()
  expect(thresholdPassed(400, -5)).toBe(0)
  expect(thresholdPassed(-1, -2)).toBeUndefined()
})
