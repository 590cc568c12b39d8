import { expect, test } from 'vitest'
import { linkLevel } from './live/badge.ts'
import { themeAt } from './theme.ts'

test('by the hour it is night from 20 to 7; a choice beats the hour and the machine', () => {
  expect([19, 20, 23, 0, 6, 7].map((hour) => themeAt('auto', hour, false))).toEqual([
    'chiaro',
    'notte',
    'notte',
    'notte',
    'notte',
    'chiaro',
  ])
  expect(themeAt('chiaro', 23, true)).toBe('chiaro')
})

test('as the machine does: the hour does not count', () => {
  expect(themeAt('dispositivo', 12, true)).toBe('notte')
  expect(themeAt('dispositivo', 23, false)).toBe('chiaro')
})

test('the badge is amber beyond ten seconds and red beyond thirty', () => {
  expect([0, 10, 11, 30, 31].map(linkLevel)).toEqual(['live', 'live', 'slow', 'slow', 'lost'])
})
