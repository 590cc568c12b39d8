import { expect, test } from 'vitest'
import { asksSoftly, loudnessOf, type WaitingFile } from './alarm.ts'

const file = (id: string, more: Partial<WaitingFile> = {}): WaitingFile => ({
  ...{ id, isGrave: false, isMine: false },
  ...more,
})

test('what was there when the desk was opened does not sound', () => {
  expect(asksSoftly(undefined, [file('a')])).toBe(false)
})

test('one soft tone for what is new, and for what was handed to me', () => {
  expect(asksSoftly([], [file('a')])).toBe(true)
  expect(asksSoftly([file('a')], [file('a', { isMine: true })])).toBe(true)
})

test('nothing for what is known, what went, or what is grave and has its own sound', () => {
  expect(asksSoftly([file('a')], [file('a')])).toBe(false)
  expect(asksSoftly([file('a')], [])).toBe(false)
  expect(asksSoftly([], [file('a', { isGrave: true })])).toBe(false)
})

test('A rises while nobody answers, up to the volume of the desk', () => {
  const soundings = [0, 1, 2, 3, 4, 50].map(loudnessOf)
  expect(soundings).toEqual(soundings.toSorted((a, b) => a - b))
  expect([soundings[0], soundings.at(-1)]).toEqual([0.4, 1])
})
