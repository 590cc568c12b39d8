import { afterEach, beforeEach, expect, it } from 'vitest'
import { addTurn, setReach } from '#contexts/oncall/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { plusMinutes } from '#platform/kernel/time.ts'
import { attemptsOf } from './attempt-store.ts'
import { answerPage } from './commands.ts'
import type { Step } from './model.ts'
import { lookedAt } from './model-successor.ts'
import { newestPage } from './store.ts'
import { openPagedRoom, type PagedRoom } from './testing/paged.ts'

// A turn ends while its person is called: whoever comes on call is called too, and nobody waits for who went home.

const STEPS: readonly Step[] = [
  { role: 'social-worker', afterMinutes: 0, channels: ['voice'] },
  { role: 'coordinator', afterMinutes: 30, channels: ['voice'] },
]
/** Minutes from now to the change of turns, which falls on a quarter of an hour. */
const BEFORE = 4

let room: PagedRoom
let operator: PersonActor
let boss: PersonActor
let leaves: PersonActor
let comes: PersonActor

beforeEach(async () => {
  room = await openPagedRoom()
  const quarter = lookedAt({ nextAt: plusMinutes(room.clock.now(), 60) }, room.clock.now())
  room.clock.moveTo(plusMinutes(quarter, 15 - BEFORE))
  operator = await room.person('operator')
  boss = await room.onCall('coordinator', 1)
  const change = plusMinutes(room.clock.now(), BEFORE)
  leaves = await worker(-60, BEFORE)
  comes = await worker(BEFORE, 600)
  expect(lookedAt({ nextAt: plusMinutes(change, 60) }, room.clock.now())).toEqual(change)
})
afterEach(() => room.close())

/** Somebody on call from and until so many minutes from now. */
async function worker(from: number, until: number): Promise<PersonActor> {
  const person = await room.person('social-worker')
  const { staffId } = person
  const at = (minutes: number) => plusMinutes(room.clock.now(), minutes)
  await room.as(person, async (tx) => {
    const whose = { staffId, role: 'social-worker', level: 1 } as const
    await addTurn(tx, { ...whose, startsAt: at(from), endsAt: at(until) })
    await setReach(tx, staffId, { phone: '+393000001236', email: null })
  })
  return person
}

const pageOf = async (id: InterventionId) => {
  const page = await room.as(operator, (tx) => newestPage(tx, id))
  if (!page) throw new Error('no page')
  return page
}
const wait = async (minutes: number) => {
  room.clock.advance({ minutes })
  await room.due()
}
const rung = async (id: InterventionId) => {
  const { id: page } = await pageOf(id)
  const tries = await room.as(operator, (tx) => attemptsOf(tx, page))
  return tries.filter((one) => one.channel === 'voice').map((one) => one.staffId)
}

it('who comes on call is rung at the change, and the next step comes when it would have come', async () => {
  const id = await room.page(operator, STEPS)
  await room.due()
  const { nextAt } = await pageOf(id)
  await wait(BEFORE - 1)
  expect(await pageOf(id)).toMatchObject({ asked: [leaves.staffId], step: 0 })
  await wait(1)
  expect(await pageOf(id)).toMatchObject({ asked: [comes.staffId], step: 0, state: 'pending' })
  expect((await pageOf(id)).nextAt).toEqual(nextAt)
  expect(await rung(id)).toEqual([comes.staffId, leaves.staffId])
  await wait(15)
  expect(await rung(id)).toHaveLength(2)
  await wait(30 - BEFORE - 15)
  expect(await pageOf(id)).toMatchObject({ asked: [boss.staffId], step: 1 })
})

it('a page that begins at an instant of nanoseconds is called at that instant, once', async () => {
  room.clock.advance({ nanoseconds: 146_973 })
  const id = await room.page(operator, STEPS)
  await room.due()
  expect(await pageOf(id)).toMatchObject({ asked: [leaves.staffId], step: 0, round: 1 })
})

it('who went home may still say yes', async () => {
  const id = await room.page(operator, STEPS)
  await room.due()
  await wait(BEFORE)
  const { id: page } = await pageOf(id)
  await room.as(leaves, (tx) => answerPage(tx, room.needs, page, leaves.staffId, 'app'))
  expect(await pageOf(id)).toMatchObject({ state: 'settled', answeredBy: leaves.staffId })
})

it('a change just before the next step leaves the successor a minute', async () => {
  const short: readonly Step[] = [
    ...STEPS.slice(0, 1),
    { role: 'coordinator', afterMinutes: BEFORE + 1, channels: ['voice'] },
  ]
  const id = await room.page(operator, short)
  await room.due()
  await wait(BEFORE)
  expect(await pageOf(id)).toMatchObject({ asked: [comes.staffId], step: 0 })
  await wait(1)
  expect(await pageOf(id)).toMatchObject({ asked: [boss.staffId], step: 1 })
})
