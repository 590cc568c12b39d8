import { expect, test } from 'vitest'
import { linkLevel } from './live/badge.ts'
import { themeAt } from './theme.ts'

test('by the hour it is night from 20 to 7; a choice beats the hour', () => {
  expect([19, 20, 23, 0, 6, 7].map((hour) => themeAt('auto', hour))).toEqual([
    'chiaro',
    'notte',
    'notte',
    'notte',
    'notte',
    'chiaro',
  ])
  expect(themeAt('chiaro', 23)).toBe('chiaro')
})

test('the badge is amber beyond ten seconds and red beyond thirty', () => {
  expect([0, 10, 11, 30, 31].map(linkLevel)).toEqual(['live', 'live', 'slow', 'slow', 'lost'])
})
