import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTurn } from '#contexts/oncall/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { colleaguesFor } from './colleagues.ts'
import { openRoom, type TestRoom } from './testing/room.ts'

let room: TestRoom
let worker: PersonActor
let crew: PersonActor
let chief: PersonActor
let desk: PersonActor

beforeAll(async () => {
  room = await openRoom()
  desk = await room.person('operator')
  crew = await room.person('crew')
  worker = await room.person('social-worker')
  chief = await room.person('coordinator')
  await room.person('mediator')
  await room.person('social-worker', room.elsewhere)
  const startsAt = room.clock.now()
  const endsAt = startsAt.add({ hours: 8 })
  await room.as(chief, async (tx) => {
    const turn = { startsAt, endsAt, level: 1 } as const
    await addTurn(tx, { ...turn, staffId: worker.staffId, role: 'social-worker' })
    await addTurn(tx, { ...turn, staffId: crew.staffId, role: 'crew', level: 2 })
  })
})

afterAll(async () => {
  await room.close()
})

const listed = (isProtected = false, hours = 1) =>
  room.as(desk, (tx) =>
    colleaguesFor(
      tx,
      { territory_id: room.here, is_protected: isProtected },
      room.clock.now().add({ hours }),
    ),
  )

test('who is on call comes first, each with their role, and nobody who can own no file', async () => {
  const shown = await listed()
  expect(shown.map((one) => [one.name, one.roles, one.onCall])).toEqual([
    [worker.name, ['social-worker'], 1],
    [crew.name, ['crew'], 2],
    [desk.name, ['operator'], null],
    [chief.name, ['coordinator'], null],
  ])
})

test('after the turn nobody is said to be on call', async () => {
  expect((await listed(false, 9)).filter((one) => one.onCall !== null)).toEqual([])
})

test('what each could not do as the owner is what the permissions say, of a protected file too', async () => {
  for (const isProtected of [false, true]) {
    const limits = new Map((await listed(isProtected)).map((one) => [one.id, one.cannot]))
    expect(limits.get(worker.staffId)).toEqual([])
    expect(limits.get(crew.staffId)).toEqual(['assess', 'papers', 'handover', 'close'])
    expect(limits.get(desk.staffId)).toEqual(['assess', 'close'])
    expect(limits.get(chief.staffId)).toEqual(['assess'])
  }
})
