import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowNow } from '#contexts/interventions/board.ts'
import {
  answerIntervention,
  decideTriage,
  handOnIntervention,
} from '#contexts/interventions/public.ts'
import { lockFile } from '#contexts/interventions/store.ts'
import { writeAssessment } from '#contexts/interventions/work-store.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { answerPage, startByHand } from './commands.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

let room: PagedRoom
let operator: PersonActor
let colleague: PersonActor
let worker: PersonActor
let boss: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
  colleague = await room.person('operator')
  worker = await room.onCall('social-worker', 1)
  boss = await room.onCall('coordinator', 1)
})
afterAll(() => room.close())

const answer = (who: PersonActor, id: InterventionId) =>
  room.as(who, (tx) => answerIntervention(tx, id))
const decide = (id: InterventionId, classKey = 'emergenza') =>
  room.as(operator, (tx) => decideTriage(tx, id, { classKey, facts: {} }))
const pageOf = (id: InterventionId) => room.as(operator, (tx) => newestPage(tx, id))
const fileOf = (id: InterventionId) => room.as(operator, (tx) => lockFile(tx, id))
const rowFor = (who: PersonActor, id: InterventionId) => room.as(who, (tx) => rowNow(tx, who, id))

async function followed(): Promise<InterventionId> {
  const id = await room.open(operator)
  await decide(id)
  await room.due()
  await answer(operator, id)
  return id
}

const ASSESSED = {
  version: 0,
  needsPlace: false,
  network: 'no',
  danger: 'no',
  need: 'Dove dormire',
  risk: '',
  resources: '',
  safeContact: '',
} as const

describe('an operator answers a file whose class calls a social worker', () => {
  it('owns it, and whoever is on call goes on being called, up to the coordinator', async () => {
    const id = await followed()
    expect(await fileOf(id)).toMatchObject({ state: 'working', answeredBy: operator.staffId })
    expect(await pageOf(id)).toMatchObject({ state: 'pending', asked: [worker.staffId] })
    room.clock.advance({ minutes: 11 })
    await room.due()
    expect(await pageOf(id)).toMatchObject({ state: 'pending', asked: [boss.staffId] })
  })

  it('whoever is called says yes and takes it from them', async () => {
    const id = await followed()
    const page = await pageOf(id)
    await room.as(worker, (tx) =>
      answerPage(tx, room.needs, page?.id ?? '', worker.staffId, 'voice'),
    )
    const owned = { ownerId: worker.staffId, answeredBy: worker.staffId }
    expect(await fileOf(id)).toMatchObject(owned)
    expect(await pageOf(id)).toMatchObject({ state: 'settled', answeredBy: worker.staffId })
  })

  it('a social worker in the room takes it by Rispondo io, a second operator does not', async () => {
    const id = await followed()
    expect((await rowFor(colleague, id)).can.answer).toBe(false)
    await expect(answer(colleague, id)).rejects.toThrow('already-answered')
    expect((await rowFor(worker, id)).can.answer).toBe(true)
    await answer(worker, id)
    expect(await fileOf(id)).toMatchObject({ answeredBy: worker.staffId })
    expect(await pageOf(id)).toMatchObject({ state: 'settled' })
    expect((await rowFor(boss, id)).can.answer).toBe(false)
  })

  it('before there is a class, and whoever is on call is called once there is one', async () => {
    const id = await room.open(operator)
    await answer(operator, id)
    expect(await pageOf(id)).toBeUndefined()
    expect((await rowFor(operator, id)).nextStep.key).toBe('choose-class')
    await decide(id)
    expect(await pageOf(id)).toMatchObject({ state: 'pending' })
  })

  it('to whom a colleague passed it says yes, and another page begins for who can assess', async () => {
    const id = await followed()
    await room.as(operator, (tx) =>
      handOnIntervention(tx, id, colleague.staffId, 'Cambio di turno in sala'),
    )
    await room.due()
    const page = await pageOf(id)
    await room.as(colleague, (tx) =>
      answerPage(tx, room.needs, page?.id ?? '', colleague.staffId, 'app'),
    )
    expect(await fileOf(id)).toMatchObject({ answeredBy: colleague.staffId })
    const next = await pageOf(id)
    expect(next).toMatchObject({ state: 'pending' })
    expect(next?.id).not.toBe(page?.id)
  })

  it('once there is a first assessment nobody is called any more', async () => {
    const id = await followed()
    const hand = { role: 'social-worker', isQualified: true }
    await room.as(worker, (tx) => writeAssessment(tx, id, ASSESSED, hand))
    expect(await pageOf(id)).toMatchObject({ state: 'settled' })
    await decide(id)
    expect(await pageOf(id)).toMatchObject({ state: 'settled' })
  })
})

it('of a class that calls nobody an operator answers alone, and calls by hand who can assess', async () => {
  const id = await room.open(operator)
  await answer(operator, id)
  expect(await pageOf(id)).toBeUndefined()
  await room.as(operator, (tx) => startByHand(tx, room.needs, id))
  expect(await pageOf(id)).toMatchObject({ state: 'pending', asked: [worker.staffId] })
  await answer(worker, id)
  const again = room.as(operator, (tx) => startByHand(tx, room.needs, id))
  await expect(again).rejects.toThrow('already-answered')
})
