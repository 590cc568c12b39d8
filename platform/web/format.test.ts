import { expect, test } from 'vitest'
import {
  dateText,
  durationText,
  hourInRome,
  momentText,
  phoneText,
  secondsText,
  timeText,
} from './format.ts'

test('times are those of Rome, in 24 hours, on both sides of the change of hour', () => {
  expect(timeText('2026-11-22T01:14:31Z')).toBe('02:14')
  expect(secondsText('2026-11-21T23:00:05Z')).toBe('00:00:05')
  expect(timeText('2026-07-01T01:14:00Z')).toBe('03:14')
  expect(hourInRome('2026-11-21T23:30:00Z')).toBe(0)
})

test('days are short and without the comma of the locale', () => {
  expect(momentText('2026-11-21T01:14:00Z')).toBe('sab 21 nov, 02:14')
  expect(dateText('2026-11-21T01:14:00Z')).toBe('21 nov 2026')
})

test('lengths of time are whole and grow coarser', () => {
  expect([0.9, 34, 65, 3_000].map(durationText)).toEqual([
    '0 min',
    '34 min',
    '1 h 05 min',
    '2 giorni',
  ])
})

test('numbers are grouped as they are read aloud', () => {
  expect(phoneText('+393000001234')).toBe('+39 300 000 1234')
  expect(phoneText('+390655501234')).toBe('+39 06 5550 1234')
  expect(phoneText('+3901755551234')).toBe('+39 0175 555 1234')
  expect(phoneText('interno 12')).toBe('interno 12')
})
