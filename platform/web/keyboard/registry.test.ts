import { expect, test } from 'vitest'
import { type Clash, type Command, clashesOf, createRegistry } from './registry.ts'

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

test('two commands on one key clash, and so does a key that begins a sequence', () => {
  expect(clashesOf([command('a', 'A'), command('b', 'B'), command('go', 'G S')])).toEqual([])
  expect(clashesOf([command('a', 'A'), command('b', 'A')])).toEqual([
    { keys: 'A', ids: ['a', 'b'] },
  ])
  expect(clashesOf([command('go', 'G S'), command('g', 'G')])).toHaveLength(1)
  expect(clashesOf([command('go', 'G S'), command('home', 'G SX')])).toEqual([])
})

test('a clash is told once, when it comes about, and not for one command offered anew', () => {
  const heard: Clash[] = []
  const registry = createRegistry((clash) => heard.push(clash))
  registry.add([command('page', 'A')])
  registry.add([command('page', 'A')])
  expect(heard).toEqual([])
  registry.add([command('panel', 'A')])()
  registry.add([command('panel', 'A')])
  expect(heard).toEqual([{ keys: 'A', ids: ['page', 'panel'] }])
})
