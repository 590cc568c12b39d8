import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { answerIntervention } from './public.ts'
import { lockFile } from './store.ts'
import { openRoom, type TestRoom } from './testing/room.ts'

const ROUNDS = 1000
const PRESSING = 6

let room: TestRoom
let caller: PersonActor
let people: PersonActor[]

beforeAll(async () => {
  room = await openRoom()
  caller = await room.person('social-worker')
  people = []
  for (let n = 0; n < PRESSING; n += 1) people.push(await room.person('operator'))
})
afterAll(() => room.close())

test(`${ROUNDS} times ${PRESSING} operators on two servers press Rispondo io: always exactly one answers`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = await room.open(caller)
    const tries = await Promise.allSettled(
      people.map((person, n) =>
        room.as(person, (tx) => answerIntervention(tx, id), n % 2 === 0 ? room.one : room.two),
      ),
    )
    const won = tries.flatMap((one, n) => (one.status === 'fulfilled' ? [people[n]] : []))
    expect(won).toHaveLength(1)
    for (const lost of tries)
      if (lost.status === 'rejected') {
        expect(lost.reason).toBeInstanceOf(RefusalError)
        expect(lost.reason.facts).toEqual({ by: won[0]?.name })
      }
    const file = await room.as(caller, (tx) => lockFile(tx, id))
    expect(file.ownerId).toBe(won[0]?.staffId)
  }
})
