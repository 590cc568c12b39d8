import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uuid7 } from './ids.ts'
import { cleanLine, cleanText, phoneE164, readablePhone, searchForm } from './text.ts'
import { instant, minutesBetween, plusMinutes, wallClock } from './time.ts'

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))

test('ids are version 7 and grow with time', () => {
  const early = uuid7(instant('2026-01-01T00:00:00Z'), random)
  const late = uuid7(instant('2026-01-01T00:00:00.001Z'), random)
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u)
  expect(early < late).toBe(true)
})

test.each([
  ['06 5550 1234', '+390655501234'],
  ['+39 300 000 1234', '+393000001234'],
  ['0039 06/5550.12-34', '+390655501234'],
  ['(06) 55501234', '+390655501234'],
  ['numero nascosto', undefined],
  ['112', undefined],
  ['', undefined],
])('the telephone %s is kept as %s', (raw, kept) => {
  expect(phoneE164(raw)).toBe(kept)
})

test('a number is grouped for reading', () => {
  expect(readablePhone('+393000001234')).toBe('300 000 1234')
  expect(readablePhone('+3901755551234')).toBe('0175 555 1234')
  expect(readablePhone('+390731555666')).toBe('0731 555 666')
  expect(readablePhone('+390655501234')).toBe('06 5550 1234')
  expect(readablePhone('+390115551234')).toBe('011 555 1234')
  expect(readablePhone('+39800123456')).toBe('800 123 456')
  expect(readablePhone('+442079460000')).toBe('+442079460000')
  // Already grouped, as a territory writes it: nothing to group anew.
  expect(readablePhone('+39 06 5550 1234')).toBe('06 5550 1234')
})

test('text keeps its words and loses what cannot be seen', () => {
  expect(cleanText('  Perché\u0000 \u202enon\r\n\r\nrisponde \t più ')).toBe(
    'Perché non\n\nrisponde più',
  )
  expect(cleanLine('  Niño\n D’Angelo ')).toBe('Niño D’Angelo')
  expect(searchForm(' Ştefănescu  ÀÈÌ ')).toBe('stefanescu aei')
})

test('cleaning twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
      expect(cleanText(cleanText(raw))).toBe(cleanText(raw))
    }),
  )
})

test('minutes run through the nights when the clock changes', () => {
  const before = instant('2026-10-25T00:00:00Z')
  const after = plusMinutes(before, 120)
  expect(wallClock(before).hour).toBe(2)
  expect(wallClock(after).hour).toBe(3)
  expect(minutesBetween(before, after)).toBe(120)
})
