import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/kernel/actor.ts'
import { openRoom, type TestRoom } from './testing/room.ts'
import { wallView } from './wall.ts'

let room: TestRoom

beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room?.close())

test('a wall counts the files in the hands of a crew of that territory, and names nobody', async () => {
  const coordinator = await room.person('coordinator')
  const crew = await room.person('crew')
  const operator = await room.person('operator')
  const elsewhere = await room.person('crew', room.elsewhere)
  await room.open(crew)
  await room.open(crew)
  await room.open(operator)
  await room.open(elsewhere)
  const seenBy = (actor: Actor & { readonly kind: 'person' }) =>
    room.as(actor, (tx) => wallView(tx, actor, room.clock.now()))
  const wall = await seenBy(coordinator)
  expect(wall).toMatchObject({ waiting: 3, crewsOut: 2 })
  expect(JSON.stringify(wall)).not.toMatch(/Persona Inventata/u)
})
