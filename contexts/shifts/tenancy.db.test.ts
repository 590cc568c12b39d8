import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aHead, type TestRoom } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { district, handsIn, openShifts, twoTurns } from './testing/district.ts'

let room: TestRoom
let hands: ReturnType<typeof handsIn>

beforeAll(async () => {
  room = await openShifts()
  hands = handsIn(room)
})
afterAll(() => room.close())

describe('another territory', () => {
  it('sees, signs and confirms nothing', async () => {
    const here = await district(room)
    const there = await district(room)
    await twoTurns(room, here)
    await room.open(here.anna, aHead())
    const notes = await hands.sign(here.anna)
    expect(await hands.page(there.boss)).toMatchObject({ files: [], due: [], notes: [] })
    expect((await hands.standing(there.boss)).owed).toEqual([])
    await expect(hands.confirm(there.boss, notes)).rejects.toThrow('not found')
    // What they sign there is theirs.
    await hands.sign(there.anna)
    expect((await hands.standing(here.boss)).owed.map((one) => one.id)).toEqual([notes])
  })

  it('without any territory nothing is read', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    await hands.sign(here.anna)
    const nobody: PersonActor = { ...here.boss, grants: [], desk: null }
    const seen = await room.as(
      nobody,
      (tx) => tx.selectFrom('shifts.notes').select('id').execute(),
      room.one,
      null,
    )
    expect(seen).toEqual([])
  })
})
