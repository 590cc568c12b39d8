import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerIntervention, closeIntervention } from '#contexts/interventions/public.ts'
import { lockFile } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { sweepDue } from '#platform/server/due.ts'
import { eventsOf } from '#platform/server/log.ts'
import { attemptsOf } from './attempt-store.ts'
import { answerPage, declinePage, recordCall, skipStep, startByHand } from './commands.ts'
import type { Page, PageEvent } from './model.ts'
import { evolve } from './model-evolve.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'
import { toCallNow } from './views.ts'

const AS_MISTAKE = { outcome: 'wrong', reason: 'Aperta per errore', reviewAt: null } as const

let room: PagedRoom
let operator: PersonActor
let first: PersonActor
let second: PersonActor
let boss: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
  first = await room.onCall('social-worker', 1)
  second = await room.onCall('social-worker', 2)
  boss = await room.onCall('coordinator', 1)
})
afterAll(() => room.close())
beforeEach(() => room.due())

const read = async (id: InterventionId): Promise<Page> => {
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  if (!page) throw new Error('no page')
  return page
}

const owner = async (id: InterventionId) =>
  await room.as(operator, async (tx) => (await lockFile(tx, id)).ownerId)

const tries = async (id: InterventionId) => {
  const page = await read(id)
  const made = await room.as(operator, (tx) => attemptsOf(tx, page.id))
  return made.map((one) => `${one.channel} ${one.state}`).toSorted()
}

const seen = async (id: InterventionId) => {
  const { id: pageId, round } = await read(id)
  return { pageId, round }
}

async function waiting(): Promise<number> {
  const rows = await room.one.db
    .selectFrom('platform.outbox')
    .select('id')
    .where('state', '=', 'waiting')
    .execute()
  return rows.length
}

describe('a page', () => {
  it('calls whoever is on call at once by every channel, then the next ones, each at their minute', async () => {
    const id = await room.page(operator)
    await room.due()
    expect(await tries(id)).toEqual(['mail queued', 'push queued', 'voice queued'])
    expect(await read(id)).toMatchObject({ step: 0, asked: [first.staffId] })
    room.clock.advance({ minutes: 4 })
    await room.due()
    expect((await read(id)).step).toBe(0)
    room.clock.advance({ minutes: 1 })
    await room.due()
    expect(await read(id)).toMatchObject({ step: 1, asked: [second.staffId] })
    room.clock.advance({ minutes: 5 })
    await Promise.all([room.due(room.one), room.due(room.two)])
    expect(await read(id)).toMatchObject({ step: 2, asked: [boss.staffId], round: 3 })
    room.clock.advance({ minutes: 10 })
    await room.due()
    expect(await read(id)).toMatchObject({ step: 2, round: 4 })
    expect(await owner(id)).toBe(operator.staffId)
  })

  it('after three hours in which nothing ran takes one step, and the next wait begins then', async () => {
    const id = await room.page(operator)
    await room.due()
    room.clock.advance({ hours: 3 })
    await room.due()
    const page = await read(id)
    expect(page).toMatchObject({ step: 1, round: 2 })
    expect(page.nextAt.equals(room.clock.now().add({ minutes: 5 }))).toBe(true)
  })

  it('passes over a role without anybody, and calls every coordinator when the rota has none', async () => {
    const room = await openPagedRoom()
    const [caller, one, two] = [
      await room.person('operator'),
      await room.person('coordinator'),
      await room.person('coordinator'),
    ]
    const id = await room.page(caller)
    await room.due()
    const page = await room.as(caller, (tx) => newestPage(tx, id))
    expect(page).toMatchObject({ step: 2, empty: [0, 1] })
    expect(page?.asked.toSorted()).toEqual([one.staffId, two.staffId].toSorted())
    await room.close()
  })

  it('calls the second level at once when nobody covers the first', async () => {
    const room = await openPagedRoom()
    const caller = await room.person('operator')
    const only = await room.onCall('social-worker', 2)
    const id = await room.page(caller)
    await room.due()
    const page = await room.as(caller, (tx) => newestPage(tx, id))
    expect(page).toMatchObject({ step: 0, asked: [only.staffId], empty: [] })
    await room.close()
  })

  it('is replayed from its events, and its lost alarm is mended', async () => {
    const id = await room.page(operator)
    await room.due()
    const page = await read(id)
    let replayed: Page | undefined
    for (const event of await room.as(operator, (tx) => eventsOf(tx, page.id)))
      replayed = evolve(replayed, event as RecordedEvent & PageEvent)
    expect(JSON.stringify(replayed)).toBe(JSON.stringify(page))
    const sweep = () => sweepDue(room.one, ['paging.v_due'], [room.here], room.clock.now())
    expect(await sweep()).toBe(0)
    await room.one.db.deleteFrom('platform.due').where('key', '=', page.id).execute()
    expect(await sweep()).toBe(1)
  })
})

describe('a yes', () => {
  it('makes the person owner in the same transaction and takes back all that has not left', async () => {
    const before = await waiting()
    const id = await room.page(operator)
    await room.due()
    expect(await waiting()).toBe(before + 3)
    const page = await read(id)
    await room.as(first, (tx) => answerPage(tx, room.needs, page.id, first.staffId, 'voice'))
    expect(await owner(id)).toBe(first.staffId)
    expect(await waiting()).toBe(before)
    expect(await tries(id)).toEqual(['mail cancelled', 'push cancelled', 'voice answered'])
    room.clock.advance({ hours: 1 })
    await room.due()
    expect(await read(id)).toMatchObject({ state: 'settled', round: 1 })
  })

  it('of two the first counts, the second is told who answers', async () => {
    const id = await room.page(operator)
    await room.due()
    const page = await read(id)
    await room.as(first, (tx) => answerPage(tx, room.needs, page.id, first.staffId, 'link'))
    const late = await room.as(second, (tx) =>
      answerPage(tx, room.needs, page.id, second.staffId, 'voice'),
    )
    expect(late).toEqual({ isFirst: false, by: first.name, byId: first.staffId })
    expect(await owner(id)).toBe(first.staffId)
  })

  it('of somebody who left is refused whole: the page goes on', async () => {
    const stranger = await room.person('auditor')
    const id = await room.page(operator)
    await room.due()
    const page = await read(id)
    const yes = room.as(operator, (tx) =>
      answerPage(tx, room.needs, page.id, stranger.staffId, 'link'),
    )
    await expect(yes).rejects.toThrow('not-of-territory')
    expect((await read(id)).state).toBe('pending')
  })

  it('in the room, and closing, end the page too', async () => {
    const answered = await room.page(operator)
    const closed = await room.page(operator)
    await room.due()
    await room.as(second, (tx) => answerIntervention(tx, answered))
    await room.as(operator, (tx) => closeIntervention(tx, closed, AS_MISTAKE))
    expect(await read(answered)).toMatchObject({ state: 'settled', answeredBy: second.staffId })
    expect(await read(closed)).toMatchObject({ state: 'settled', answeredBy: null })
  })
})

describe('by hand', () => {
  it('whoever cannot makes the next one be called; whoever answers becomes the owner', async () => {
    const id = await room.page(operator)
    await room.due()
    await room.as(operator, (tx) => recordCall(tx, room.needs, id, first.staffId, 'no-answer'))
    expect((await read(id)).step).toBe(0)
    await room.as(operator, (tx) => recordCall(tx, room.needs, id, first.staffId, 'cannot'))
    expect((await read(id)).asked).toEqual([second.staffId])
    await room.as(operator, async (tx) => skipStep(tx, room.needs, id, await seen(id)))
    expect((await read(id)).asked).toEqual([boss.staffId])
    const declined = room.as(boss, (tx) =>
      read(id).then((page) => declinePage(tx, room.needs, page.id, boss.staffId, 'app')),
    )
    await expect(declined).rejects.toThrow('cannot-decline')
    const before = await read(id)
    await room.as(operator, (tx) => recordCall(tx, room.needs, id, first.staffId, 'cannot'))
    await room.as(operator, (tx) => recordCall(tx, room.needs, id, boss.staffId, 'cannot'))
    expect(await read(id)).toMatchObject({ asked: [boss.staffId], nextAt: before.nextAt })
    await room.as(operator, (tx) => recordCall(tx, room.needs, id, second.staffId, 'answers'))
    expect(await owner(id)).toBe(second.staffId)
    const again = room.as(operator, (tx) =>
      recordCall(tx, room.needs, id, first.staffId, 'answers'),
    )
    await expect(again).rejects.toThrow('nobody-paged')
  })

  it('who has said no is not called again by a later step of the same role', async () => {
    const small = await openPagedRoom()
    const caller = await small.person('operator')
    const only = await small.onCall('social-worker', 1)
    const chief = await small.onCall('coordinator', 1)
    const id = await small.page(caller)
    await small.due()
    await small.as(caller, (tx) => recordCall(tx, small.needs, id, only.staffId, 'cannot'))
    const page = await small.as(caller, (tx) => newestPage(tx, id))
    expect(page).toMatchObject({ step: 2, empty: [1], asked: [chief.staffId] })
    await small.close()
  })

  it('nobody is called for a file that is closed, or that somebody answers', async () => {
    const closed = await room.open(operator)
    await room.as(operator, (tx) => closeIntervention(tx, closed, AS_MISTAKE))
    const answered = await room.open(operator)
    await room.as(first, (tx) => answerIntervention(tx, answered))
    const start = (id: InterventionId) => room.as(operator, (tx) => startByHand(tx, room.needs, id))
    await expect(start(closed)).rejects.toThrow('intervention-closed')
    await expect(start(answered)).rejects.toThrow('already-answered')
  })

  it('without a provider the step says to call by hand, and the list says whom, in order', async () => {
    const alone = await openPagedRoom(undefined)
    const caller = await alone.person('operator')
    const worker = await alone.onCall('social-worker', 1)
    const chief = await alone.onCall('coordinator', 1)
    const id = await alone.open(caller)
    const needs = { ...alone.needs, telephone: undefined }
    await alone.as(caller, (tx) => startByHand(tx, needs, id))
    const page = await alone.as(caller, (tx) => newestPage(tx, id))
    if (!page) throw new Error('no page')
    const made = await alone.as(caller, (tx) => attemptsOf(tx, page.id))
    expect(made.map((one) => `${one.channel} ${one.state}`).toSorted()).toEqual([
      'mail queued',
      'voice by-hand',
    ])
    const list = await alone.as(caller, (tx) => toCallNow(tx, id, alone.clock.now()))
    expect(list.map((one) => [one.staffId, one.phone])).toEqual([
      [worker.staffId, '+393000001234'],
      [chief.staffId, '+393000001234'],
    ])
    await alone.close()
  })
})
