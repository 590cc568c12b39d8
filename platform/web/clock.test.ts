import { describe, expect, test } from 'vitest'
import { chooseSample, epochMs } from './clock.ts'

const sample = (offset: number, roundTrip: number, takenAt: number) => ({
  offset,
  roundTrip,
  takenAt,
})

describe('which measure of the server clock is believed', () => {
  test('the quicker one, for a minute', () => {
    const quick = sample(100, 20, 0)
    const slow = sample(400, 900, 10_000)
    expect(chooseSample(quick, slow)).toBe(quick)
    expect(chooseSample(slow, quick)).toBe(quick)
    expect(chooseSample(quick, sample(400, 900, 61_000)).offset).toBe(400)
  })

  test('one that contradicts the other means a clock that moved', () => {
    const held = sample(0, 20, 0)
    const jumped = sample(3_600_000, 500, 1_000)
    expect(chooseSample(held, jumped)).toBe(jumped)
  })
})

test('what is no instant is no time', () => {
  expect(epochMs('2026-11-22T01:00:00Z')).toBe(1_795_309_200_000)
  expect(epochMs('ieri')).toBeUndefined()
})
