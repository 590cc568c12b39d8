import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rejectNotPertinent } from '#contexts/interventions/public.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { type CalledRoom, openCalledRoom } from './testing/called.ts'

let room: CalledRoom

beforeAll(async () => {
  room = await openCalledRoom()
})
afterAll(() => room.close())

describe('not pertinent', () => {
  const briefed = async (id: InterventionId) =>
    (await room.as(room.worker, (tx) => room.needs.briefOf(tx, id)))?.className

  it('rejected where nobody was called calls whoever is on call, and does not ring who rejects it', async () => {
    const id = await room.open(room.operator)
    await room.propose(id)
    expect(await room.pageOf(id)).toBeUndefined()
    await room.as(room.worker, (tx) => rejectNotPertinent(tx, id, 'Ha i bambini con sé'))
    expect(await room.pageOf(id)).toMatchObject({ state: 'pending' })
    expect(await briefed(id)).toBe('Non pertinente: non confermato')
    await room.due()
    await room.decide(id, 'urgenza')
    expect(await briefed(id)).toBe('Urgenza')
    expect((await room.triesOf(id)).map((one) => [one.staffId, one.channel])).toEqual([
      [room.worker.staffId, 'board'],
    ])
  })

  it('not confirmed by the end of the shift calls whoever is on call', async () => {
    const id = await room.open(room.operator)
    await room.propose(id)
    const { confirmBy } = await room.fileOf(id)
    if (confirmBy === null) throw new Error('nothing to wait for')
    const before = room.clock.now()
    room.clock.moveTo(confirmBy)
    await room.as(room.operator, room.lapse(id))
    expect(await room.pageOf(id)).toMatchObject({ state: 'pending', step: -1, classKey: null })
    expect(await briefed(id)).toBe('Non pertinente: da confermare')
    await room.decide(id, 'urgenza')
    expect(await room.pageOf(id)).toMatchObject({ state: 'pending', classKey: 'urgenza' })
    room.clock.moveTo(before)
  })
})

describe('handed on', () => {
  it('while nobody answers its new owner is called first, then the plan goes on', async () => {
    const id = await room.open(room.operator)
    await room.decide(id, 'emergenza')
    await room.answer(room.operator, id)
    await room.handOn(id, room.colleague)
    expect(await room.fileOf(id)).toMatchObject({
      ownerId: room.colleague.staffId,
      answeredBy: null,
    })
    await room.due()
    expect(await room.pageOf(id)).toMatchObject({
      state: 'pending',
      asked: [room.colleague.staffId],
    })
    room.clock.advance({ minutes: 30 })
    await room.due()
    expect(await room.pageOf(id)).toMatchObject({ asked: [room.worker.staffId] })
  })

  it('while somebody is called already the new owner is called too, and the page does not begin again', async () => {
    const id = await room.open(room.operator)
    await room.decide(id, 'emergenza')
    await room.due()
    const before = await room.pageOf(id)
    expect(before?.asked).toEqual([room.worker.staffId])
    await room.handOn(id, room.colleague)
    await room.due()
    const after = await room.pageOf(id)
    expect(after).toMatchObject({ id: before?.id, step: 1, asked: [room.colleague.staffId] })
    expect(after?.steps.at(-1)?.role).toBe('coordinator')
    expect(await room.sayYes(room.worker, id, 'voice')).toMatchObject({ isFirst: true })
  })

  it('before it has a class, to who takes it themself, is answered by them', async () => {
    const id = await room.open(room.operator)
    await room.handOn(id, room.boss)
    expect(await room.fileOf(id)).toMatchObject({ state: 'working', answeredBy: room.boss.staffId })
    expect(await room.pageOf(id)).toMatchObject({ state: 'settled' })
  })

  it('to who takes it themself is answered by them, and rings nobody', async () => {
    const id = await room.open(room.operator)
    await room.decide(id, 'emergenza')
    await room.handOn(id, room.boss)
    expect(await room.fileOf(id)).toMatchObject({
      ownerId: room.boss.staffId,
      answeredBy: room.boss.staffId,
    })
    expect(await room.pageOf(id)).toMatchObject({ state: 'settled', answeredBy: room.boss.staffId })
  })
})

describe('whoever is on call and decides', () => {
  it('about a file of theirs answers it: nobody is called', async () => {
    const id = await room.open(room.worker)
    await room.decide(id, 'emergenza', room.worker)
    expect(await room.fileOf(id)).toMatchObject({
      state: 'working',
      answeredBy: room.worker.staffId,
    })
    expect(await room.pageOf(id)).toBeUndefined()
  })

  it('about a file of another is asked on the screen, and the next one is called at their minute', async () => {
    const id = await room.open(room.operator)
    await room.decide(id, 'emergenza', room.worker)
    await room.due()
    expect((await room.triesOf(id)).map((one) => one.channel)).toEqual(['board'])
    for (let step = 0; step < 3; step += 1) {
      room.clock.advance({ minutes: 30 })
      await room.due()
    }
    const rung = (await room.triesOf(id)).filter((one) => one.channel === 'voice')
    expect(rung.map((one) => one.staffId)).toContain(room.boss.staffId)
  })
})
