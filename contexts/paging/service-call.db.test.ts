import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepWorksByHand } from '#contexts/oncall/public.ts'
import { findServiceCall } from './service-call-store.ts'
import { askServiceCall } from './service-calls.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

let room: PagedRoom
beforeAll(async () => {
  room = await openPagedRoom()
})
afterAll(() => room.close())

it('a provider that takes a call and says nothing more has failed, and the next call can be made', async () => {
  const worker = await room.onCall('social-worker', 1)
  const { staffId } = await room.onCall('coordinator', 1)
  await room.as(worker, (tx) => keepWorksByHand(tx, worker.staffId, 'phone'))
  const wanted = { kind: 'colleague', staffId } as const
  const asking = { me: worker.staffId, wanted, file: null, may: () => ({ allowed: true }) as const }
  const call = () => room.as(worker, (tx) => askServiceCall(tx, room.needs, asking))
  const { id } = await call()
  const state = () =>
    room.as(worker, async (tx) => (await findServiceCall(tx, id, worker.staffId))?.state)
  room.clock.advance({ minutes: 1 })
  await room.due()
  expect(await state()).toBe('ringing')
  await expect(call()).rejects.toMatchObject({ code: 'call-under-way' })
  room.clock.advance({ minutes: 2 })
  await room.due()
  expect(await state()).toBe('failed')
  await expect(call()).resolves.toMatchObject({ state: 'ringing' })
})
