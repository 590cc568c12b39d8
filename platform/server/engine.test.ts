import { expect, test } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { openPulse, type Rounds, stillAmong } from './engine.ts'

const START = instant('2026-11-21T01:40:00Z')
const at = (seconds: number) => START.add({ seconds })
const rounds = (sealer: number, due: number, sms: number | null, follower: number): Rounds => ({
  ...{ mail: null, voice: null, push: null },
  sealer: at(sealer),
  due: at(due),
  sms: sms === null ? null : at(sms),
  follower: at(follower),
})

test('a part that no server has worked for more than half a minute stands still since its last round', () => {
  const hung = rounds(60, 25, 60, 60)
  expect(stillAmong([hung], at(55))).toEqual([])
  expect(stillAmong([hung], at(56))).toMatchObject([{ part: 'due', since: at(25) }])
  expect(stillAmong([hung, rounds(0, 40, 0, 0)], at(60))).toEqual([])
})

test('a server that sends nothing has no sender that could stand still; without servers nothing is known', () => {
  expect(stillAmong([rounds(60, 60, null, 60)], at(61))).toEqual([])
  expect(stillAmong([], at(600))).toEqual([])
})

test('of several senders of a channel the one that hangs tells how it stands', () => {
  let now = START
  const texts = { channels: ['sms'] }
  const pulse = openPulse({ machine: () => now }, [texts, texts])
  now = at(20)
  pulse.sent(0)
  pulse.beat('due')
  expect(pulse.rounds()).toEqual(rounds(0, 20, 0, 0))
  pulse.sent(1)
  expect(pulse.rounds().sms).toEqual(at(20))
  expect(openPulse({ machine: () => now }, []).rounds().sms).toBeNull()
})

test('a sender that hangs stops its own channels, and no other', () => {
  let now = START
  const pulse = openPulse({ machine: () => now }, [
    { channels: ['mail'] },
    { channels: ['voice', 'sms', 'push', 'connect', 'hang-up'] },
    { channels: ['device'] },
  ])
  const stillNow = () => stillAmong([pulse.rounds()], now).map(({ part }) => part)
  const goesRound = (...senders: readonly number[]) => {
    now = now.add({ seconds: 31 })
    for (const part of ['sealer', 'due', 'follower'] as const) pulse.beat(part)
    for (const sender of senders) pulse.sent(sender)
  }
  goesRound(1, 2)
  expect(stillNow()).toEqual(['mail'])
  goesRound(0, 2)
  expect(stillNow()).toEqual(['voice', 'sms', 'push'])
  goesRound(0, 1)
  expect(stillNow()).toEqual(['push'])
})

test.each([
  ['mail', false],
  ['sealer', false],
  ['follower', false],
  ['due', true],
  ['voice', true],
  ['sms', true],
  ['push', true],
] as const)('that %s stands still means that nobody is called: %s', (part, is) => {
  const all = { mail: at(60), voice: at(60), push: at(60) }
  const hung = { ...rounds(60, 60, 60, 60), ...all, [part]: START }
  expect(stillAmong([hung], at(60))).toEqual([{ part, since: START, callsNobody: is }])
})

test('where neither calls nor texts leave, mail is what calls', () => {
  const hung = { ...rounds(60, 60, null, 60), mail: START, push: at(60) }
  expect(stillAmong([hung], at(60))).toEqual([{ part: 'mail', since: START, callsNobody: true }])
})
