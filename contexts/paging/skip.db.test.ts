import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { closeIntervention } from '#contexts/interventions/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { TestTools } from '#platform/testing/tools.ts'
import { answerPage, skipStep } from './commands.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

const AS_MISTAKE = { outcome: 'wrong', reason: 'Aperta per errore', reviewAt: null } as const

let room: PagedRoom
let operator: PersonActor
let first: PersonActor
let second: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
  first = await room.onCall('social-worker', 1)
  second = await room.onCall('social-worker', 2)
  await room.onCall('coordinator', 1)
})
afterAll(() => room.close())
beforeEach(() => room.due())

const read = async (id: InterventionId) => {
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  if (!page) throw new Error('no page')
  return page
}

const seen = async (id: InterventionId) => {
  const { id: pageId, round } = await read(id)
  return { pageId, round }
}

it('Passa al successivo pressed by two at once skips one step: the second is told whom it calls', async () => {
  for (let round = 0; round < 20; round += 1) {
    const id = await room.page(operator)
    await room.due()
    const shown = await seen(id)
    const press = (server: TestTools) =>
      room.as(operator, (tx) => skipStep(tx, room.needs, id, shown), server)
    const pressed = await Promise.allSettled([press(room.one), press(room.two)])
    expect(await read(id)).toMatchObject({ step: 1, asked: [second.staffId] })
    const [refused] = pressed.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(pressed.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(refused).toMatchObject({ code: 'step-taken', facts: { by: second.name } })
  }
})

it('Passa al successivo on what is over is told how it ended', async () => {
  const [taken, closed] = [await room.page(operator), await room.page(operator)]
  await room.due()
  const [ofTaken, ofClosed] = [await seen(taken), await seen(closed)]
  await room.as(first, (tx) => answerPage(tx, room.needs, ofTaken.pageId, first.staffId, 'app'))
  await room.as(operator, (tx) => closeIntervention(tx, closed, AS_MISTAKE))
  const press = (id: InterventionId, shown: typeof ofTaken) =>
    room.as(operator, (tx) => skipStep(tx, room.needs, id, shown))
  const late = { code: 'page-answered', facts: { by: first.name } }
  await expect(press(taken, ofTaken)).rejects.toMatchObject(late)
  await expect(press(closed, ofClosed)).rejects.toMatchObject({ code: 'nobody-paged' })
})
