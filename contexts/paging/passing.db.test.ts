import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { setReach } from '#contexts/oncall/public.ts'
import { addAbsence } from '#contexts/oncall/staff-store.ts'
import type { PersonActor, Role } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { wallClock } from '#platform/kernel/time.ts'
import { attemptsOf } from './attempt-store.ts'
import { answerPage, declinePage } from './commands.ts'
import { isAtTheTop } from './model.ts'
import { colleaguesToPass, passCall } from './passing.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'
import { pagesFor, pageView } from './views.ts'

let room: PagedRoom
let operator: PersonActor
let first: PersonActor
let second: PersonActor
let boss: PersonActor
let friend: PersonActor
let mediator: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
  first = await room.onCall('social-worker', 1)
  second = await room.onCall('social-worker', 2)
  boss = await room.onCall('coordinator', 1)
  mediator = await room.onCall('mediator', 1)
  friend = await reached('psychologist')
})
afterAll(() => room.close())
beforeEach(() => room.due())

async function reached(role: Role): Promise<PersonActor> {
  const person = await room.person(role)
  const phone = '+393000001235'
  await room.as(person, (tx) => setReach(tx, person.staffId, { phone, email: null }))
  return person
}

const read = async (id: InterventionId) => {
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  if (!page) throw new Error('no page')
  return page
}

async function called(): Promise<InterventionId> {
  const id = await room.page(operator)
  await room.due()
  return id
}

const pass = async (id: InterventionId, from: PersonActor, to: StaffId, server = room.one) => {
  const { id: pageId } = await read(id)
  const passing = { from: from.staffId, to, way: 'app' } as const
  await room.as(from, (tx) => passCall(tx, room.needs, pageId, passing), server)
}

const wait = async (minutes: number) => {
  room.clock.advance({ minutes })
  await room.due()
}

describe('a call is handed on', () => {
  it('the named one is called at once, the log and the strip say who handed it to whom', async () => {
    const id = await called()
    await pass(id, first, friend.staffId)
    const page = await read(id)
    expect(page).toMatchObject({ state: 'pending', asked: [friend.staffId] })
    expect(page.declined).toContain(first.staffId)
    const view = await room.as(operator, (tx) => pageView(tx, id))
    expect(view?.steps[1]).toMatchObject({ people: [friend.name], from: first.name, state: 'now' })
    const tries = await room.as(operator, (tx) => attemptsOf(tx, page.id))
    const states = (who: PersonActor) =>
      new Set(tries.filter((one) => one.staffId === who.staffId).map((one) => one.state))
    expect(states(first)).toEqual(new Set(['passed-on']))
    expect(states(friend).size).toBeGreaterThan(0)
    const events = await room.as(operator, (tx) =>
      tx
        .selectFrom('platform.event')
        .select('data')
        .where('intervention_id', '=', id)
        .where('type', '=', 'CallPassedOn')
        .execute(),
    )
    expect(events).toHaveLength(1)
    expect(events[0]?.data).toMatchObject({ from: first.staffId, staffId: friend.staffId })
    const mine = await room.as(first, (tx) => pagesFor(tx, room.needs, first.staffId))
    expect(mine.map((one) => one.interventionId)).not.toContain(id)
    await room.as(friend, (tx) => answerPage(tx, room.needs, page.id, friend.staffId, 'app'))
    expect(await read(id)).toMatchObject({ state: 'settled', answeredBy: friend.staffId })
  })

  it('and not answered: the plan goes on when it would have gone on, not later', async () => {
    const id = await called()
    const before = await read(id)
    await wait(3)
    await pass(id, first, friend.staffId)
    expect((await read(id)).nextAt).toEqual(before.nextAt)
    await wait(2)
    expect(await read(id)).toMatchObject({ asked: [second.staffId] })
  })

  it('from one to the other never comes back to who said no: nobody stops it by handing it on', async () => {
    const id = await called()
    await pass(id, first, friend.staffId)
    const back = pass(id, friend, first.staffId)
    await expect(back).rejects.toMatchObject({ code: 'pass-declined' })
    await expect(pass(id, friend, friend.staffId)).rejects.toMatchObject({ code: 'pass-self' })
    const toNobody = pass(id, friend, mediator.staffId)
    await expect(toNobody).rejects.toMatchObject({ code: 'pass-not-offered' })
    expect(await read(id)).toMatchObject({ asked: [friend.staffId] })
  })

  it('by the coordinator who is the last: they are asked again and cannot lose it', async () => {
    const id = await called()
    await wait(5)
    await wait(5)
    const top = await read(id)
    expect([isAtTheTop(top), top.asked]).toEqual([true, [boss.staffId]])
    await pass(id, boss, friend.staffId)
    expect(await read(id)).toMatchObject({ asked: [friend.staffId], nextAt: top.nextAt })
    const { id: pageId } = await read(id)
    await room.as(friend, (tx) => declinePage(tx, room.needs, pageId, friend.staffId, 'app'))
    const again = await read(id)
    expect([isAtTheTop(again), again.asked]).toEqual([true, [boss.staffId]])
    const no = room.as(boss, (tx) => declinePage(tx, room.needs, pageId, boss.staffId, 'app'))
    await expect(no).rejects.toMatchObject({ code: 'cannot-decline' })
  })

  it('twice at once to two people: one is called, the second is told whom', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await called()
      const done = await Promise.allSettled([
        pass(id, first, friend.staffId, room.one),
        pass(id, first, boss.staffId, room.two),
      ])
      const [refused] = done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
      const page = await read(id)
      expect(page.asked).toHaveLength(1)
      const by = page.asked[0] === friend.staffId ? friend.name : boss.name
      expect(refused).toMatchObject({ code: 'step-taken', facts: { by } })
    }
  })
})

describe('to whom a call can be handed on', () => {
  it('those who may own a file and can be reached, whoever is on call first; nobody who was asked', async () => {
    const unreached = await room.person('social-worker')
    const id = await called()
    const { id: pageId } = await read(id)
    const offered = await room.as(first, (tx) => colleaguesToPass(tx, pageId, first.staffId))
    const ids = offered.map((one) => one.staffId)
    expect(ids).toContain(friend.staffId)
    for (const out of [first, mediator, unreached]) expect(ids).not.toContain(out.staffId)
    const onCall = offered.map((one) => one.isOnCall)
    expect(onCall).toEqual(onCall.toSorted((a, b) => Number(b) - Number(a)))
    expect(offered.find((one) => one.staffId === friend.staffId)).toMatchObject({
      isOnCall: false,
      hasPhone: true,
    })
    // What the list does not offer is not called either, whoever sends it.
    for (const out of [mediator, unreached]) {
      const sent = pass(id, first, out.staffId)
      await expect(sent).rejects.toMatchObject({ code: 'pass-not-offered' })
    }
    const ofAnother = await room.as(boss, (tx) => colleaguesToPass(tx, pageId, boss.staffId))
    expect(ofAnother).toEqual([])
  })

  it('nobody who is absent today, nor who became so after the list was shown', async () => {
    const id = await called()
    const away = await reached('social-worker')
    const { id: pageId } = await read(id)
    const offered = async () => {
      const list = await room.as(first, (tx) => colleaguesToPass(tx, pageId, first.staffId))
      return list.some((one) => one.staffId === away.staffId)
    }
    expect(await offered()).toBe(true)
    const today = wallClock(room.clock.now()).toPlainDate()
    const absence = { staffId: away.staffId, kind: 'absent', from: today, until: today } as const
    await room.as(away, (tx) => addAbsence(tx, absence))
    expect(await offered()).toBe(false)
    for (const way of ['app', 'link'] as const) {
      const passing = { from: first.staffId, to: away.staffId, way }
      const sent = room.as(first, (tx) => passCall(tx, room.needs, pageId, passing))
      await expect(sent).rejects.toMatchObject({ code: 'pass-not-offered' })
    }
    expect(await read(id)).toMatchObject({ asked: [first.staffId] })
  })
})
