import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { attemptsOf } from './attempt-store.ts'
import type { Step } from './model.ts'
import { newestPage } from './store.ts'
import { hearReport } from './telephone.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

let room: PagedRoom
let operator: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
  await room.onCall('social-worker', 1)
  await room.onCall('coordinator', 1)
})
afterAll(() => room.close())

const STEPS: readonly Step[] = [
  { role: 'social-worker', afterMinutes: 0, channels: ['voice'], fallback: ['sms', 'board'] },
  { role: 'coordinator', afterMinutes: 10, channels: ['voice'] },
]

const tries = async (id: InterventionId) => {
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  const made = page ? await room.as(operator, (tx) => attemptsOf(tx, page.id)) : []
  return made.map((one) => `${one.step} ${one.channel} ${one.state}`).toSorted()
}

/** What the provider says of a message of the step. */
async function report(id: InterventionId, channel: string, event: string, step = 0): Promise<void> {
  const { message_id } = await room.as(operator, (tx) =>
    tx
      .selectFrom('paging.attempt')
      .select('message_id')
      .where('intervention_id', '=', id)
      .where('channel', '=', channel)
      .where('step', '=', step)
      .executeTakeFirstOrThrow(),
  )
  const said = { key: message_id ?? '', event, digit: '' }
  await room.as(operator, (tx) => hearReport(tx, room.needs, said))
}

it('a channel that fails is followed at once by the next of the fallback, and the next step keeps its minute', async () => {
  const id = await room.page(operator, STEPS)
  await room.due()
  const before = await room.as(operator, (tx) => newestPage(tx, id))
  expect(await tries(id)).toEqual(['0 mail queued', '0 voice queued'])
  await report(id, 'voice', 'failed')
  expect(await tries(id)).toEqual(['0 mail queued', '0 sms queued', '0 voice failed'])
  await report(id, 'voice', 'failed')
  await report(id, 'sms', 'failed')
  expect(await tries(id)).toEqual([
    '0 board delivered',
    '0 mail queued',
    '0 sms failed',
    '0 voice failed',
  ])
  const after = await room.as(operator, (tx) => newestPage(tx, id))
  expect(after?.nextAt.equals(before?.nextAt ?? room.clock.now())).toBe(true)
})

it('nobody who does not answer, and nobody of an earlier step, is tried another way', async () => {
  const id = await room.page(operator, STEPS)
  await room.due()
  await report(id, 'voice', 'no-answer')
  expect(await tries(id)).toEqual(['0 mail queued', '0 voice no-answer'])

  const late = await room.page(operator, STEPS)
  await room.due()
  room.clock.advance({ minutes: 10 })
  await room.due()
  const called = await tries(late)
  await report(late, 'voice', 'failed')
  expect((await tries(late)).length).toBe(called.length)
})
