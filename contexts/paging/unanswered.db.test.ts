import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lapseNotPertinent } from '#contexts/interventions/commands.ts'
import {
  answerIntervention,
  decideTriage,
  handOnIntervention,
  rejectNotPertinent,
} from '#contexts/interventions/public.ts'
import { lockFile } from '#contexts/interventions/store.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { attemptsOf } from './attempt-store.ts'
import { answerPage } from './commands.ts'
import { newestPage } from './store.ts'
import { NOT_PERTINENT, openPagedRoom, type PagedRoom } from './testing/paged.ts'

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

const pageOf = (id: InterventionId) => room.as(operator, (tx) => newestPage(tx, id))
const fileOf = (id: InterventionId) => room.as(operator, (tx) => lockFile(tx, id))
const decide = (id: InterventionId, classKey: string, who = operator) =>
  room.as(who, (tx) => decideTriage(tx, id, { classKey, facts: {} }))
const propose = (id: InterventionId) =>
  room.as(operator, (tx) => decideTriage(tx, id, NOT_PERTINENT))
const handOn = (id: InterventionId, to: PersonActor, by = boss) =>
  room.as(by, (tx) => handOnIntervention(tx, id, to.staffId, 'Cambio turno'))
const triesOf = async (id: InterventionId) => {
  const page = await pageOf(id)
  return page ? await room.as(operator, (tx) => attemptsOf(tx, page.id)) : []
}

describe('not pertinent', () => {
  it('rejected where nobody was called calls whoever is on call, and does not ring who rejects it', async () => {
    const id = await room.open(operator)
    await propose(id)
    expect(await pageOf(id)).toBeUndefined()
    await room.as(worker, (tx) => rejectNotPertinent(tx, id, 'Ha i bambini con sé'))
    expect(await pageOf(id)).toMatchObject({ state: 'pending' })
    await room.due()
    expect((await triesOf(id)).map((one) => [one.staffId, one.channel])).toEqual([
      [worker.staffId, 'board'],
    ])
  })

  it('not confirmed by the end of the shift calls whoever is on call', async () => {
    const id = await room.open(operator)
    await propose(id)
    const { confirmBy } = await fileOf(id)
    if (confirmBy === null) throw new Error('nothing to wait for')
    const before = room.clock.now()
    room.clock.moveTo(confirmBy)
    await room.as(operator, (tx) => lapseNotPertinent(tx, id))
    expect(await pageOf(id)).toMatchObject({ state: 'pending', step: -1 })
    room.clock.moveTo(before)
  })
})

describe('handed on', () => {
  it('while nobody answers its new owner is called first, then the plan goes on', async () => {
    const id = await room.open(operator)
    await decide(id, 'emergenza')
    await room.as(operator, (tx) => answerIntervention(tx, id))
    await handOn(id, colleague)
    expect(await fileOf(id)).toMatchObject({ ownerId: colleague.staffId, answeredBy: null })
    await room.due()
    expect(await pageOf(id)).toMatchObject({ state: 'pending', asked: [colleague.staffId] })
    room.clock.advance({ minutes: 30 })
    await room.due()
    expect(await pageOf(id)).toMatchObject({ asked: [worker.staffId] })
  })

  it('while somebody is called already the new owner is called too, and the page does not begin again', async () => {
    const id = await room.open(operator)
    await decide(id, 'emergenza')
    await room.due()
    const before = await pageOf(id)
    expect(before?.asked).toEqual([worker.staffId])
    await handOn(id, colleague)
    await room.due()
    const after = await pageOf(id)
    expect(after).toMatchObject({ id: before?.id, step: 1, asked: [colleague.staffId] })
    expect(after?.steps.at(-1)?.role).toBe('coordinator')
    const yes = (tx: Tx) => answerPage(tx, room.needs, after?.id ?? '', worker.staffId, 'voice')
    expect(await room.as(worker, yes)).toMatchObject({ isFirst: true })
  })

  it('to who takes it themself is answered by them, and rings nobody', async () => {
    const id = await room.open(operator)
    await decide(id, 'emergenza')
    await handOn(id, boss)
    expect(await fileOf(id)).toMatchObject({ ownerId: boss.staffId, answeredBy: boss.staffId })
    expect(await pageOf(id)).toMatchObject({ state: 'settled', answeredBy: boss.staffId })
  })
})

describe('whoever is on call and decides', () => {
  it('about a file of theirs answers it: nobody is called', async () => {
    const id = await room.open(worker)
    await decide(id, 'emergenza', worker)
    expect(await fileOf(id)).toMatchObject({ state: 'working', answeredBy: worker.staffId })
    expect(await pageOf(id)).toBeUndefined()
  })

  it('about a file of another is asked on the screen, and the next one is called at their minute', async () => {
    const id = await room.open(operator)
    await decide(id, 'emergenza', worker)
    await room.due()
    expect((await triesOf(id)).map((one) => one.channel)).toEqual(['board'])
    for (let step = 0; step < 3; step += 1) {
      room.clock.advance({ minutes: 30 })
      await room.due()
    }
    const rung = (await triesOf(id)).filter((one) => one.channel === 'voice')
    expect(rung.map((one) => one.staffId)).toContain(boss.staffId)
  })
})
