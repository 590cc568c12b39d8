import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  answerIntervention,
  decideTriage,
  handoverReturned,
  noteFacts,
  stayEnding,
} from '#contexts/interventions/public.ts'
import { reopenedUnanswered } from '#contexts/interventions/reminders.ts'
import { lockFile } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

let room: PagedRoom
let operator: PersonActor
let worker: PersonActor
let boss: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  room.clock.moveTo(instant('2026-11-23T22:00:00Z'))
  operator = await room.person('operator')
  worker = await room.onCall('social-worker', 1)
  boss = await room.onCall('coordinator', 1)
})
afterAll(() => room.close())

const pageOf = (id: InterventionId) => room.as(boss, (tx) => newestPage(tx, id))
const fileOf = (id: InterventionId) => room.as(boss, (tx) => lockFile(tx, id))
const late = (id: InterventionId) =>
  room.as(boss, (tx) => reopenedUnanswered(tx, id, room.clock.now()))
const about = (id: InterventionId, type: string, data: object = {}) => {
  const event: unknown = { type, interventionId: id, territoryId: room.here, data }
  return event as RecordedEvent
}

async function worked(): Promise<InterventionId> {
  const id = await room.open(worker)
  await room.as(worker, (tx) => decideTriage(tx, id, { classKey: 'emergenza', facts: {} }))
  await room.as(worker, (tx) => answerIntervention(tx, id))
  return id
}

const mails = async (): Promise<number> => {
  const rows = await room.one.db.selectFrom('platform.outbox').select('id').execute()
  return rows.length
}

describe('a stay that ends at night', () => {
  it('is on the board and in a mail, then the coordinator’s by day, and only then somebody is rung', async () => {
    const id = await worked()
    const before = await mails()
    await room.as(boss, (tx) => stayEnding(tx, about(id, 'StayWarned')))
    expect(await fileOf(id)).toMatchObject({ state: 'waiting', ownerId: worker.staffId })
    expect(await pageOf(id)).toBeUndefined()
    expect(await mails()).toBe(before + 1)
    room.clock.moveTo(instant('2026-11-24T06:59:00Z'))
    await late(id)
    expect((await fileOf(id)).ownerId).toBe(worker.staffId)
    room.clock.moveTo(instant('2026-11-24T07:00:00Z'))
    await late(id)
    expect((await fileOf(id)).ownerId).toBe(boss.staffId)
    expect(await pageOf(id)).toBeUndefined()
    expect(await mails()).toBe(before + 2)
    room.clock.moveTo(instant('2026-11-25T07:00:00Z'))
    await late(id)
    expect(await pageOf(id)).toMatchObject({ state: 'pending' })
  })

  it('answered, nothing follows', async () => {
    const id = await worked()
    await room.as(boss, (tx) => stayEnding(tx, about(id, 'StayOverrun')))
    await room.as(worker, (tx) => answerIntervention(tx, id))
    room.clock.advance({ hours: 48 })
    await late(id)
    expect(await fileOf(id)).toMatchObject({ state: 'working', ownerId: worker.staffId })
    expect((await pageOf(id))?.state).not.toBe('pending')
  })
})

it('given back by an office while nobody knows the person safe, somebody is rung; its target is not missed', async () => {
  const id = await worked()
  room.clock.advance({ hours: 6 })
  const event = about(id, 'HandoverReturned', { sentBy: worker.staffId })
  await room.as(boss, (tx) => handoverReturned(tx, event))
  expect(await pageOf(id)).toMatchObject({ state: 'pending' })
  expect((await fileOf(id)).targetAt).toBeNull()
})

describe('a report that nobody gives a class', () => {
  it('calls whoever is on call as its facts propose, ten minutes later', async () => {
    const id = await room.open(operator)
    await room.as(operator, (tx) => noteFacts(tx, id, { immediateDanger: true }))
    room.clock.advance({ minutes: 9 })
    await late(id)
    expect(await pageOf(id)).toBeUndefined()
    room.clock.advance({ minutes: 1 })
    await late(id)
    expect(await pageOf(id)).toMatchObject({ state: 'pending', classKey: 'emergenza' })
    expect(await fileOf(id)).toMatchObject({ state: 'new', ownerId: operator.staffId })
  })

  it('proposed as not pertinent it wakes nobody, and is the coordinator’s', async () => {
    room.clock.moveTo(instant('2026-11-27T23:00:00Z'))
    const id = await room.open(operator)
    await room.as(operator, (tx) => noteFacts(tx, id, { requestKind: 'rent-help' }))
    room.clock.advance({ minutes: 10 })
    await late(id)
    expect(await pageOf(id)).toBeUndefined()
    expect((await fileOf(id)).ownerId).toBe(boss.staffId)
  })
})
