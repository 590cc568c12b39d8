import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'
import { pressAll } from './testing/press.ts'

const ROUNDS = 1000

let room: PagedRoom
let operator: PersonActor
let people: PersonActor[]

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
  await room.onCall('social-worker', 1)
  await room.onCall('coordinator', 1)
  people = []
  for (let n = 0; n < 10; n += 1) people.push(await room.person('social-worker'))
})
afterAll(() => room.close())

test(`${ROUNDS} times fifty say yes at once on two servers: one wins, and everybody is told the same`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = await room.page(operator)
    await room.due()
    const { answers, ownerId, acknowledged } = await pressAll(room, operator, people, id)
    expect(new Set(answers.map((one) => one.byId))).toEqual(new Set([ownerId]))
    expect(acknowledged).toBe(1)
  }
}, 1_000_000)
