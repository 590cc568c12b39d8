import { expect, it } from 'vitest'
import { nudgesIn } from './live-messages.ts'

const entry = (room: string, territory_id: string) => ({
  ...{ position: 7, territory_id, intervention_id: null, room },
})
const NUDGES = [
  { room: 'calls', topic: 'calls' },
  { room: 'territory', topic: 'territory', isForAll: true },
]
const told = (room: string, of: { read: string[]; followed: string[] }) =>
  [...nudgesIn([entry(room, 'here')], of, NUDGES, 7).matchAll(/^event: (.+)$/gmu)].map(
    ([, topic]) => topic,
  )

it('that a territory was configured anew is told to everybody who works there, and to nobody else', () => {
  expect(told('territory', { read: ['here'], followed: [] })).toEqual(['territory'])
  expect(told('territory', { read: ['there'], followed: ['there'] })).toEqual([])
})

it('what moves in a list is told to who follows lists there', () => {
  expect(told('calls', { read: ['here'], followed: ['here'] })).toEqual(['calls'])
  expect(told('calls', { read: ['here'], followed: [] })).toEqual([])
})
