import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { lockFile } from '#contexts/interventions/testing/room.ts'
import { m } from '#platform/i18n/texts.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { eventsOf } from '#platform/server/log.ts'
import { attemptsOf } from './attempt-store.ts'
import type { Step } from './model.ts'
import { newestPage } from './store.ts'
import { hearReport } from './telephone.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'
import { pageView } from './views.ts'

// Who is called and may own no file: a mediator, or who changed role after the telephone rang.

const STEPS: readonly Step[] = [
  { role: 'mediator', afterMinutes: 0, channels: ['voice'] },
  { role: 'social-worker', afterMinutes: 5, channels: ['voice'] },
  { role: 'coordinator', afterMinutes: 10, channels: ['voice', 'board'] },
]

let room: PagedRoom
let operator: PersonActor
let mediator: PersonActor
let worker: PersonActor
let boss: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
  mediator = await room.onCall('mediator', 1)
  worker = await room.onCall('social-worker', 1)
  boss = await room.onCall('coordinator', 1)
})
afterAll(() => room.close())
beforeEach(() => room.due())

const pageOf = async (id: InterventionId) => {
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  if (!page) throw new Error('no page')
  return page
}

/** The key 1 on the telephone of somebody who was rung for the file. */
async function pressed(id: InterventionId, who: StaffId): Promise<string | null> {
  const page = await pageOf(id)
  const row = await room.as(operator, (tx) =>
    tx
      .selectFrom('paging.attempt')
      .select('message_id')
      .where('page_id', '=', page.id)
      .where('staff_id', '=', who)
      .where('channel', '=', 'voice')
      .orderBy('made_at', 'desc')
      .executeTakeFirstOrThrow(),
  )
  const report = { key: row.message_id ?? '', event: 'pressed', digit: '1' }
  return await room.as(operator, (tx) => hearReport(tx, room.needs, report))
}

it('a step of people who may keep no file is called together with the next one, and says so', async () => {
  const id = await room.page(operator, STEPS)
  await room.due()
  const page = await pageOf(id)
  expect(page).toMatchObject({ step: 1, asked: [worker.staffId] })
  const rung = await room.as(operator, (tx) => attemptsOf(tx, page.id))
  expect(new Set(rung.map((one) => one.staffId))).toEqual(
    new Set([mediator.staffId, worker.staffId]),
  )
  const view = await room.as(operator, (tx) => pageView(tx, id))
  expect(view?.steps.map((step) => step.mayOwn)).toEqual([false, true, true])
})

it('a call to them that fails is followed by their own fallback, although the next step was taken in the same instant', async () => {
  const steps = STEPS.map((step) =>
    step.role === 'mediator' ? { ...step, fallback: ['sms' as const] } : step,
  )
  const id = await room.page(operator, steps)
  await room.due()
  const page = await pageOf(id)
  const tries = async () =>
    (await room.as(operator, (tx) => attemptsOf(tx, page.id)))
      .filter((one) => one.staffId === mediator.staffId)
      .map((one) => `${one.channel} ${one.state}`)
  const { message_id } = await room.as(operator, (tx) =>
    tx
      .selectFrom('paging.attempt')
      .select('message_id')
      .where('page_id', '=', page.id)
      .where('staff_id', '=', mediator.staffId)
      .where('channel', '=', 'voice')
      .executeTakeFirstOrThrow(),
  )
  const failed = { key: message_id ?? '', event: 'failed', digit: '' }
  await room.as(operator, (tx) => hearReport(tx, room.needs, failed))
  await room.as(operator, (tx) => hearReport(tx, room.needs, failed))
  expect((await tries()).toSorted()).toEqual(['mail queued', 'sms queued', 'voice failed'])
  expect((await pageOf(id)).asked).toEqual([worker.staffId])
})

it('a mediator who presses 1 is told why they cannot keep it, and the log keeps what came of it', async () => {
  const id = await room.page(operator, STEPS)
  await room.due()
  expect(await pressed(id, mediator.staffId)).toBe(m.paging_voice_cannot_own())
  const page = await pageOf(id)
  expect(page).toMatchObject({ state: 'pending', step: 1, asked: [worker.staffId] })
  const events = await room.as(operator, (tx) => eventsOf(tx, page.id))
  expect(events.at(-1)).toMatchObject({
    type: 'CallEnded',
    data: { staffId: mediator.staffId, result: 'cannot-own' },
  })
  expect((await room.as(operator, (tx) => lockFile(tx, id))).answeredBy).toBeNull()
})

it('the yes of the only one who is waited for, and who may own no more, calls the next one at once', async () => {
  const id = await room.page(operator, STEPS.slice(1))
  room.clock.advance({ minutes: 5 })
  await room.due()
  expect((await pageOf(id)).asked).toEqual([worker.staffId])
  await room.as(boss, (tx) =>
    tx
      .updateTable('access.role_grant')
      .set({ role: 'mediator' })
      .where('staff_id', '=', worker.staffId)
      .execute(),
  )
  expect(await pressed(id, worker.staffId)).toBe(m.paging_voice_cannot_own())
  expect(await pageOf(id)).toMatchObject({ step: 1, asked: [boss.staffId] })
})
