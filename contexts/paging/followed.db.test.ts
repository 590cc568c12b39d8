import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { runDue } from '#platform/server/due.ts'
import { startByHand } from './commands.ts'
import { type CalledRoom, FILE_KINDS, openCalledRoom } from './testing/called.ts'

let room: CalledRoom

beforeAll(async () => {
  room = await openCalledRoom()
})
afterAll(() => room.close())

async function followed(): Promise<InterventionId> {
  const id = await room.open(room.operator)
  await room.decide(id)
  await room.due()
  await room.answer(room.operator, id)
  return id
}

describe('an room.operator answers a file whose class calls a social worker', () => {
  it('owns it, and whoever is on call goes on being called, up to the coordinator', async () => {
    const id = await followed()
    expect(await room.fileOf(id)).toMatchObject({
      state: 'working',
      answeredBy: room.operator.staffId,
    })
    expect(await room.pageOf(id)).toMatchObject({ state: 'pending', asked: [room.worker.staffId] })
    room.clock.advance({ minutes: 11 })
    await room.due()
    expect(await room.pageOf(id)).toMatchObject({ state: 'pending', asked: [room.boss.staffId] })
  })

  it('whoever is called says yes and takes it from them', async () => {
    const id = await followed()
    await room.sayYes(room.worker, id, 'voice')
    const owned = { ownerId: room.worker.staffId, answeredBy: room.worker.staffId }
    expect(await room.fileOf(id)).toMatchObject(owned)
    expect(await room.pageOf(id)).toMatchObject({
      state: 'settled',
      answeredBy: room.worker.staffId,
    })
  })

  it('a social room.worker in the room takes it by Rispondo io, a second room.operator does not', async () => {
    const id = await followed()
    expect((await room.rowFor(room.colleague, id)).can.answer).toBe(false)
    await expect(room.answer(room.colleague, id)).rejects.toThrow('already-answered')
    expect((await room.rowFor(room.worker, id)).can.answer).toBe(true)
    await room.answer(room.worker, id)
    expect(await room.fileOf(id)).toMatchObject({ answeredBy: room.worker.staffId })
    expect(await room.pageOf(id)).toMatchObject({ state: 'settled' })
    expect((await room.rowFor(room.boss, id)).can.answer).toBe(false)
  })

  it('before there is a class, and whoever is on call is called once there is one', async () => {
    const id = await room.open(room.operator)
    await room.answer(room.operator, id)
    expect(await room.pageOf(id)).toBeUndefined()
    expect((await room.rowFor(room.operator, id)).nextStep.key).toBe('choose-class')
    await room.decide(id)
    expect(await room.pageOf(id)).toMatchObject({ state: 'pending' })
  })

  it('to whom a room.colleague passed it says yes, and another page begins for who can assess', async () => {
    const id = await followed()
    await room.handOn(id, room.colleague, room.operator)
    await room.due()
    const page = await room.pageOf(id)
    await room.sayYes(room.colleague, id, 'app')
    expect(await room.fileOf(id)).toMatchObject({ answeredBy: room.colleague.staffId })
    const next = await room.pageOf(id)
    expect(next).toMatchObject({ state: 'pending' })
    expect(next?.id).not.toBe(page?.id)
  })

  it('once there is a first assessment nobody is called any more', async () => {
    const id = await followed()
    await room.assess(room.worker, id)
    expect(await room.pageOf(id)).toMatchObject({ state: 'settled' })
    await room.decide(id)
    expect(await room.pageOf(id)).toMatchObject({ state: 'settled' })
  })
})

it('of a class that calls nobody an room.operator answers alone, and calls by hand who can assess', async () => {
  const id = await room.open(room.operator)
  await room.answer(room.operator, id)
  expect(await room.pageOf(id)).toBeUndefined()
  await room.as(room.operator, (tx) => startByHand(tx, room.needs, id))
  expect(await room.pageOf(id)).toMatchObject({ state: 'pending', asked: [room.worker.staffId] })
  await room.answer(room.worker, id)
  const again = room.as(room.operator, (tx) => startByHand(tx, room.needs, id))
  await expect(again).rejects.toThrow('already-answered')
})

describe('the target of a class is met by who can assess, or whom the class calls', () => {
  const TARGET_MINUTES = 5
  type Story = (id: InterventionId) => Promise<unknown>
  const operatorAnswers: Story = (id) => room.answer(room.operator, id)
  const STORIES: readonly (readonly [string, boolean, readonly Story[]])[] = [
    ['nobody answers', true, []],
    ['an operator answers', true, [operatorAnswers]],
    ['a social worker answers in the room', false, [(id) => room.answer(room.worker, id)]],
    ['the coordinator answers in the room', false, [(id) => room.answer(room.boss, id)]],
    [
      'whoever is called answers by telephone',
      false,
      [(id) => room.sayYes(room.worker, id, 'voice')],
    ],
    [
      'an operator answers, then whoever is called',
      false,
      [operatorAnswers, (id) => room.sayYes(room.worker, id, 'link')],
    ],
    [
      'an operator answers, then a social worker writes the first assessment',
      false,
      [operatorAnswers, (id) => room.assess(room.worker, id)],
    ],
    [
      'an operator answers and passes it to another',
      true,
      [
        operatorAnswers,
        (id) => room.handOn(id, room.colleague, room.operator),
        (id) => room.answer(room.colleague, id),
      ],
    ],
    [
      'a social worker answers and passes it to an operator',
      true,
      [
        (id) => room.answer(room.worker, id),
        (id) => room.handOn(id, room.colleague),
        (id) => room.answer(room.colleague, id),
      ],
    ],
  ]

  async function missed(id: InterventionId): Promise<boolean> {
    room.clock.advance({ minutes: TARGET_MINUTES })
    const kinds = new Map(FILE_KINDS.map((kind) => [kind.kind, kind]))
    await runDue(room.two, kinds, room.clock.now(), pino({ level: 'silent' }))
    return (await room.fileOf(id)).targetMissedAt !== null
  }

  it.each(STORIES)('%s: missed %s', async (_, isMissed, acts) => {
    const id = await room.open(room.operator)
    await room.decide(id)
    for (const act of acts) await act(id)
    const row = await room.rowFor(room.boss, id)
    const awaitsIt = row.answeredBy === null || row.isFollowed
    expect(awaitsIt).toBe(isMissed)
    expect(await missed(id)).toBe(isMissed)
  })

  it('an operator who answers before there is a class: it counts from the class', async () => {
    const id = await room.open(room.operator)
    await operatorAnswers(id)
    expect((await room.fileOf(id)).isFollowed).toBe(false)
    await room.decide(id)
    expect((await room.fileOf(id)).isFollowed).toBe(true)
    expect(await missed(id)).toBe(true)
  })
})
