import { expect, test } from 'vitest'
import { type Command, createRegistry } from './registry.ts'

const command = (id: string, keys: string, title = id): Command => ({
  id,
  title,
  keys,
  group: 'Prova',
  run: () => undefined,
})

test('commands are there while they are offered', () => {
  const registry = createRegistry()
  const remove = registry.add([command('a', 'A')])
  expect(registry.byKeys('A')?.id).toBe('a')
  remove()
  expect(registry.list()).toEqual([])
  expect(registry.byKeys('A')).toBeUndefined()
})

test('the last offered wins a key, and gives it back when it leaves', () => {
  const registry = createRegistry()
  registry.add([command('page', 'A')])
  const remove = registry.add([command('panel', 'A')])
  expect(registry.byKeys('A')?.id).toBe('panel')
  remove()
  expect(registry.byKeys('A')?.id).toBe('page')
})

test('listeners hear every change', () => {
  const registry = createRegistry()
  const heard: number[] = []
  registry.subscribe(() => heard.push(registry.list().length))
  registry.add([command('a', 'A'), command('b', 'B')])()
  expect(heard).toEqual([2, 0])
})
