import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPressing, type Pressing, pressRounds } from './testing/press.ts'

const ROUNDS = 1000

let house: Pressing

beforeAll(async () => {
  house = await openPressing()
})
afterAll(() => house.room.close())

test(`${ROUNDS} times fifty say yes at once on two servers: one wins, and everybody is told the same`, async () => {
  for (const { answers, ownerId, acknowledged } of await pressRounds(house, ROUNDS)) {
    expect(new Set(answers.map((one) => one.byId))).toEqual(new Set([ownerId]))
    expect(acknowledged).toBe(1)
  }
}, 1_000_000)
