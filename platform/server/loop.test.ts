import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Loop, startLoop } from './loop.ts'

let loop: Loop | undefined

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(async () => {
  await loop?.stop()
  vi.useRealTimers()
})

function counting(restMs?: number) {
  let runs = 0
  const run = () => {
    runs += 1
    return Promise.resolve(undefined)
  }
  loop = startLoop('prova', 1000, pino({ level: 'silent' }), run, restMs)
  return { runs: () => runs, wake: loop.wake }
}

test('a loop runs at once, when woken, and at every poll', async () => {
  const { runs, wake } = counting()
  await vi.advanceTimersByTimeAsync(1)
  expect(runs()).toBe(1)
  wake()
  await vi.advanceTimersByTimeAsync(1)
  expect(runs()).toBe(2)
  await vi.advanceTimersByTimeAsync(1000)
  expect(runs()).toBe(3)
})

test('wakings during the rest make one run, at its end; after it a waking is heard at once', async () => {
  const { runs, wake } = counting(20)
  await vi.advanceTimersByTimeAsync(1)
  for (let n = 0; n < 5; n += 1) wake()
  await vi.advanceTimersByTimeAsync(15)
  expect(runs()).toBe(1)
  await vi.advanceTimersByTimeAsync(5)
  expect(runs()).toBe(2)
  await vi.advanceTimersByTimeAsync(100)
  wake()
  await vi.advanceTimersByTimeAsync(1)
  expect(runs()).toBe(3)
})

test('a rest does not lengthen the poll, and a stop ends it', async () => {
  const { runs } = counting(20)
  await vi.advanceTimersByTimeAsync(1001)
  expect(runs()).toBe(2)
  await loop?.stop()
  await vi.advanceTimersByTimeAsync(5000)
  expect(runs()).toBe(2)
})
