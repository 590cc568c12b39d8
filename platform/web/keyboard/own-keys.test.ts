import { expect, test } from 'vitest'
import { keyRefusal, ownIn } from './own-keys.ts'
import type { Command } from './registry.ts'

const command = (title: string, keys: string): Command => ({
  id: title,
  title,
  keys,
  group: 'Prova',
  run: () => undefined,
})
const page = [command('Nota', 'N'), command('Passa a', 'T'), command('Vai in Sala', 'G S')]
const none = new Map<string, string>()

test('a free letter, one with Alt and the default itself may be chosen', () => {
  for (const stroke of ['X', 'Alt+N', 'N', '0'])
    expect(keyRefusal(none, 'N', stroke, page)).toBeUndefined()
})

test('the key of another command is refused with its name, that of another page without', () => {
  expect(keyRefusal(none, 'N', 'T', page)).toEqual({ why: 'taken', by: 'Passa a' })
  expect(keyRefusal(none, 'N', 'Z', page)).toEqual({ why: 'taken', by: undefined })
  expect(keyRefusal(none, 'N', 'G', page)).toMatchObject({ why: 'taken' })
})

test('a key given away is free, and the one it was given to is taken', () => {
  const own = new Map([['T', 'X']])
  expect(keyRefusal(own, 'N', 'T', page)).toBeUndefined()
  expect(keyRefusal(own, 'N', 'X', page)).toEqual({ why: 'taken', by: 'Passa a' })
})

test('the keys of the browser and those that move are no keys to choose', () => {
  expect(keyRefusal(none, 'N', 'Ctrl+J', page)).toEqual({ why: 'ctrl' })
  for (const stroke of ['Tab', 'Invio', 'Giù'])
    expect(keyRefusal(none, 'N', stroke, page)).toEqual({ why: 'moves' })
})

test('what was kept and is broken leaves the keys as they are', () => {
  expect([...ownIn('{"N":"X","T":3}')]).toEqual([['N', 'X']])
  for (const text of [null, 'no', '[]', 'null', '3']) expect(ownIn(text).size).toBe(0)
})
