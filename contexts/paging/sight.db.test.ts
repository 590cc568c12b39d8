import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { onDuty } from '#contexts/oncall/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { attemptsOf } from './attempt-store.ts'
import { answerPage, pageForClass, seePage } from './commands.ts'
import type { Page } from './model.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom, STEPS } from './testing/paged.ts'
import { pageMarks, pagesFor, pageView } from './views.ts'

let room: PagedRoom
let operator: PersonActor
let first: PersonActor
let boss: PersonActor

beforeAll(async () => {
  room = await openPagedRoom()
  operator = await room.person('operator')
  first = await room.onCall('social-worker', 1)
  boss = await room.onCall('coordinator', 1)
})
afterAll(() => room.close())
beforeEach(() => room.due())

const read = async (id: InterventionId): Promise<Page> => {
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  if (!page) throw new Error('no page')
  return page
}

const tries = async (id: InterventionId) => {
  const page = await read(id)
  const made = await room.as(operator, (tx) => attemptsOf(tx, page.id))
  return made.map((one) => `${one.channel} ${one.state}`).toSorted()
}

describe('what is seen', () => {
  it('by whom it calls, signed in, is said once of the newest call, and is neither arrived nor answered', async () => {
    const id = await room.page(operator)
    await room.due()
    const { id: pageId } = await read(id)
    const see = () => room.as(first, (tx) => seePage(tx, pageId, first.staffId))
    await see()
    await see()
    expect(await tries(id)).toEqual(['board seen', 'mail queued', 'push queued', 'voice queued'])
    await room.as(first, (tx) => answerPage(tx, room.needs, pageId, first.staffId, 'app'))
    expect(await tries(id)).toContain('board answered')
  })

  it('the row names whom it calls, the person sees the call, nobody else does', async () => {
    const id = await room.page(operator)
    await room.due()
    const marks = await room.as(operator, (tx) => pageMarks(tx, [id]))
    expect(marks.get(id)).toMatchObject({ role: 'social-worker', name: first.name })
    const mine = await room.as(first, (tx) => pagesFor(tx, room.needs, first.staffId))
    expect(mine.map((one) => one.interventionId)).toContain(id)
    const theirs = await room.as(boss, (tx) => pagesFor(tx, room.needs, boss.staffId))
    expect(theirs.map((one) => one.interventionId)).not.toContain(id)
  })

  it('what rings now stands before what was passed on, the gravest first, of equal ones the newest', async () => {
    const [worker] = STEPS.filter((step) => step.role === 'social-worker')
    if (!worker) throw new Error('no step')
    const steps = [worker, { ...worker, role: 'coordinator', afterMinutes: 5 } as const]
    const of = async (classKey: string): Promise<InterventionId> => {
      const id = await room.open(operator)
      await room.as(operator, async (tx) => {
        await pageForClass(tx, id, { classKey, steps, isGraverThan: () => false })
      })
      await room.due()
      room.clock.advance({ seconds: 1 })
      return id
    }
    const ranks = new Map<string, number>()
    const needs: PagedRoom['needs'] = {
      ...room.needs,
      briefOf: async (tx, id) => {
        const brief = await room.needs.briefOf(tx, id)
        return brief && { ...brief, rank: ranks.get(id) ?? 5 }
      },
    }
    const climbed = await of('emergenza')
    const { id: seen } = await read(climbed)
    await room.as(first, (tx) => seePage(tx, seen, first.staffId))
    room.clock.advance({ minutes: 5 })
    await room.due()
    const toConfirm = await of('non-pertinente')
    const older = await of('emergenza')
    const newer = await of('emergenza')
    for (const id of [climbed, older, newer]) ranks.set(id, 1)
    ranks.set(toConfirm, 99)
    const mine = await room.as(first, (tx) => pagesFor(tx, needs, first.staffId))
    const told = [climbed, toConfirm, older, newer]
    const found = mine.filter((one) => told.includes(one.interventionId as InterventionId))
    expect(found.map((one) => one.interventionId)).toEqual([newer, older, toConfirm, climbed])
    expect(found.map((one) => one.ringsNow)).toEqual([true, true, true, false])
  })

  it('of a protected file who is called learns number, class and hour, no more', async () => {
    const id = await room.open(operator, { isProtected: true })
    const brief = await room.as(operator, (tx) => room.needs.briefOf(tx, id))
    expect(brief).toMatchObject({ municipality: null, people: null, need: null })
    expect(JSON.stringify(brief)).not.toContain('Stazione')
  })

  it('nothing of it is read from another territory, nor without any', async () => {
    const id = await room.page(operator)
    await room.due()
    const page = await read(id)
    const stranger = await room.person('operator', room.elsewhere)
    const nobody = { ...operator, grants: [], desk: null }
    for (const who of [stranger, nobody]) {
      const write = who === nobody ? null : room.elsewhere
      const seen = await room.as(
        who,
        async (tx) => [
          await pageView(tx, id),
          (await pageMarks(tx, [id])).size,
          (await attemptsOf(tx, page.id)).length,
          await onDuty(tx, room.here, 'social-worker', room.clock.now()),
        ],
        room.one,
        write,
      )
      expect(seen).toEqual([null, 0, 0, undefined])
    }
  })
})
