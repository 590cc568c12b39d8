import { expect, test } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { openPulse, type Rounds, stillAmong } from './engine.ts'

const START = instant('2026-11-21T01:40:00Z')
const at = (seconds: number) => START.add({ seconds })
const rounds = (sealer: number, due: number, outbox: number | null, follower: number): Rounds => ({
  sealer: at(sealer),
  due: at(due),
  outbox: outbox === null ? null : at(outbox),
  follower: at(follower),
})

test('a part that no server has worked for more than half a minute stands still since its last round', () => {
  const hung = rounds(60, 25, 60, 60)
  expect(stillAmong([hung], at(55))).toEqual([])
  expect(stillAmong([hung], at(56))).toEqual([{ part: 'due', since: at(25) }])
  expect(stillAmong([hung, rounds(0, 40, 0, 0)], at(60))).toEqual([])
})

test('a server that sends nothing has no outbox that could stand still; without servers nothing is known', () => {
  expect(stillAmong([rounds(60, 60, null, 60)], at(61))).toEqual([])
  expect(stillAmong([], at(600))).toEqual([])
})

test('of several senders the one that hangs tells how the outbox stands', () => {
  let now = START
  const pulse = openPulse({ machine: () => now }, 2)
  now = at(20)
  pulse.beat('outbox', 0)
  pulse.beat('due')
  expect(pulse.rounds()).toEqual(rounds(0, 20, 0, 0))
  pulse.beat('outbox', 1)
  expect(pulse.rounds().outbox).toEqual(at(20))
  expect(openPulse({ machine: () => now }, 0).rounds().outbox).toBeNull()
})
