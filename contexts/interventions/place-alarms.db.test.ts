import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import { answerIntervention, decideTriage, stayEnding } from './public.ts'
import { lockFile } from './store.ts'
import { openRoom, type TestRoom } from './testing/room.ts'

let room: TestRoom
let worker: PersonActor

beforeAll(async () => {
  room = await openRoom()
  worker = await room.person('social-worker')
})
afterAll(() => room.close())

it.each([
  ['accepted', 'working'],
  ['not-needed', 'waiting'],
  ['not-due', 'waiting'],
  ['unanswered', 'waiting'],
])('a stay that ends of a file whose handover is %s: the file is %s', async (state, stands) => {
  const id = await room.open(worker)
  await room.as(worker, (tx) => decideTriage(tx, id, { classKey: 'urgenza', facts: {} }))
  await room.as(worker, (tx) => answerIntervention(tx, id))
  const office = state === 'not-due' ? null : 'Servizio sociale'
  const event: unknown = {
    type: 'StayWarned',
    interventionId: id,
    territoryId: room.here,
    data: {},
  }
  const file = await room.as(worker, async (tx) => {
    await sql`insert into handover.handover (territory_id, id, intervention_id, version, file_number,
      office_name, is_protected, state, sent_at, sent_by, documents, step) values (${room.here},
      ${crypto.randomUUID()}, ${id}, 1, '26-0001', ${office}, false, ${state}, ${room.clock.now()},
      ${worker.staffId}, '{}', 0)`.execute(tx)
    await stayEnding(tx, event as RecordedEvent)
    return await lockFile(tx, id)
  })
  expect(file.state).toBe(stands)
})
