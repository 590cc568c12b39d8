import { expect, test } from 'vitest'
import { collectSlots, type NextStepSlot, type RouteSlot } from './slots.ts'

const route = (id: string, path: string, order?: number): RouteSlot => ({
  slot: 'route',
  id,
  path,
  title: id,
  load: () => Promise.reject(new Error('not asked')),
  ...(order === undefined ? {} : { nav: { label: id, order, icon: 'list' } }),
})
const step = (id: string, order: number): NextStepSlot => ({
  slot: 'next-step',
  id,
  order,
  key: 'work',
  load: () => Promise.reject(new Error('not asked')),
})

test('what the rooms offer comes together by slot and in order, whatever the order of the rooms', () => {
  const offers = [
    [step('b', 20), route('cases', '/casi', 20)],
    [route('board', '/sala', 10), step('a', 10)],
  ]
  for (const given of [offers, offers.toReversed()]) {
    const slots = collectSlots(given)
    expect(slots.of('route').map((entry) => entry.id)).toEqual(['board', 'cases'])
    expect(slots.of('next-step').map((entry) => entry.id)).toEqual(['a', 'b'])
    expect(slots.of('case-tab')).toEqual([])
  }
})

test('pages without a place in the navigation come after those with one', () => {
  const slots = collectSlots([[route('hidden', '/casi/$id'), route('board', '/sala', 99)]])
  expect(slots.of('route').map((entry) => entry.id)).toEqual(['board', 'hidden'])
})

test('one id twice in a slot, or one path twice, stops the start', () => {
  expect(() => collectSlots([[step('a', 1)], [step('a', 2)]])).toThrow('next-step a')
  expect(() => collectSlots([[route('a', '/sala')], [route('b', '/sala')]])).toThrow('/sala')
})
