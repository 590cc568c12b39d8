import { describe, expect, test } from 'vitest'
import { advance, isPlain, isSameWord, pressesItself, strokeOf, takesText } from './keys.ts'

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('a press is written as bindings write it', () => {
  test.each([
    [press('i'), 'I'],
    [press('?', { shiftKey: true }), '?'],
    [press(' '), 'Spazio'],
    [press('Enter', { ctrlKey: true }), 'Ctrl+Invio'],
    [press('k', { metaKey: true }), 'Ctrl+K'],
    [press('E', { ctrlKey: true, shiftKey: true }), 'Ctrl+Maiusc+E'],
  ])('%o', (given, stroke) => {
    expect(strokeOf(given)).toBe(stroke)
  })
})

describe('sequences', () => {
  const bindings = new Set(['G S', 'G C', 'J', 'Ctrl+K'])

  test('G then S within the time is one command', () => {
    const waiting = advance(undefined, 'G', bindings, 1_000)
    expect(waiting.kind).toBe('waiting')
    expect(advance(waiting, 'S', bindings, 1_500)).toEqual({ kind: 'found', keys: 'G S' })
  })

  test('G and, much later, S is nothing', () => {
    const waiting = advance(undefined, 'G', bindings, 1_000)
    expect(advance(waiting, 'S', bindings, 9_000).kind).toBe('none')
  })

  test('G and a key of its own does what that key does', () => {
    const waiting = advance(undefined, 'G', bindings, 1_000)
    expect(advance(waiting, 'J', bindings, 1_100)).toEqual({ kind: 'found', keys: 'J' })
  })
})

test('only bindings without Ctrl or Alt are dead while someone writes', () => {
  expect(['I', 'G S', 'Spazio', 'Ctrl+K', 'Ctrl+Invio'].map(isPlain)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})

test('letters are text in fields, not on boxes and links', () => {
  expect(takesText({ tagName: 'INPUT', type: 'text' })).toBe(true)
  expect(takesText({ tagName: 'TEXTAREA' })).toBe(true)
  expect(takesText({ tagName: 'INPUT', type: 'checkbox' })).toBe(false)
  expect(takesText({ tagName: 'A' })).toBe(false)
  expect(takesText({ tagName: 'DIV', isContentEditable: true })).toBe(true)
})

test('Space belongs to buttons, not to the links of the board', () => {
  expect(pressesItself({ tagName: 'BUTTON' }, 'Spazio')).toBe(true)
  expect(pressesItself({ tagName: 'BUTTON' }, 'Invio')).toBe(true)
  // A link is followed by Enter; Space is free for who answers.
  expect(pressesItself({ tagName: 'A' }, 'Invio')).toBe(true)
  expect(pressesItself({ tagName: 'A' }, 'Spazio')).toBe(false)
})

test('a word whose first letter led to another page presses nothing there, however long it is', () => {
  expect(isSameWord(undefined, 'O', 1000)).toBe(false)
  expect(isSameWord(1000, 'O', 1180)).toBe(true)
  expect(isSameWord(1180, 'Spazio', 1350)).toBe(true)
  expect(isSameWord(1000, 'Ctrl+K', 1100)).toBe(false)
  expect(isSameWord(1000, 'I', 1600)).toBe(false)
})
