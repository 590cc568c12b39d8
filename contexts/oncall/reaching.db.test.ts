import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { addTurn, keepWorksByHand, reachesOf } from './public.ts'
import { changeReach } from './reaching.ts'
import { rotaView } from './rota.ts'
import { draftTurn } from './store.ts'

const OLD = '+393000001234'
const NEW = '+393000004321'

let room: TestRoom
let boss: PersonActor

beforeAll(async () => {
  room = await openRoom()
  boss = await room.person('coordinator')
})
afterAll(() => room.close())

let days = 0

/** Somebody with a telephone and twelve hours of turn, `from` hours from now; nobody else is on call in them. */
async function inTurn(from?: number, add: typeof addTurn | typeof draftTurn = addTurn) {
  const who = await room.person('social-worker')
  await change(who, OLD)
  if (from === undefined) return who
  days += 1
  const startsAt = room.clock.now().add({ hours: from === 0 ? 0 : from + days * 24 })
  const endsAt = startsAt.add({ hours: 12 })
  const turn = { staffId: who.staffId, role: 'social-worker', level: 1, startsAt, endsAt } as const
  await room.as(boss, (tx) => add(tx, turn))
  return who
}

const change = (who: PersonActor, phone: string | null, isSure = false) =>
  room.as(boss, (tx) => changeReach(tx, who.staffId, { phone, email: null }, isSure))

const phoneOf = async (who: PersonActor) =>
  (await room.as(boss, (tx) => reachesOf(tx, room.here, [who.staffId]))).get(who.staffId)?.phone

const unreachable = async () =>
  (
    await room.as(boss, (tx) =>
      rotaView(tx, room.here, room.clock.now(), { calls: true, edits: true }),
    )
  ).unreachable.map((one) => [one.staffId, one.state])

it.each([
  ['who is on call now', 0],
  ['who has a published turn ahead', 48],
])('the telephone of %s is neither taken away nor changed unasked', async (_, from) => {
  const who = await inTurn(from)
  for (const phone of [null, NEW])
    await expect(change(who, phone)).rejects.toMatchObject({
      code: 'reach-in-turn',
      facts: { count: 1 },
    })
  expect(await phoneOf(who)).toBe(OLD)
  // The same number once more changes nothing.
  await change(who, OLD)
  await change(who, NEW, true)
  expect(await phoneOf(who)).toBe(NEW)
  expect(await unreachable()).not.toContainEqual([who.staffId, 'none'])
  await change(who, null, true)
  expect(await unreachable()).toContainEqual([who.staffId, 'none'])
  // A number where there was none is asked about by nobody.
  await change(who, OLD)
  expect(await unreachable()).not.toContainEqual([who.staffId, 'none'])
})

it('that of who has no turn, or one that is not published, is changed at once', async () => {
  for (const who of [await inTurn(undefined), await inTurn(48, draftTurn)]) {
    await room.as(boss, (tx) => keepWorksByHand(tx, who.staffId, 'phone'))
    await change(who, null)
    expect(await phoneOf(who)).toBeNull()
    expect(await unreachable()).not.toContainEqual([who.staffId, 'none'])
  }
})

it('whom nobody can call is told to who makes the rota alone', async () => {
  const view = await room.as(boss, (tx) =>
    rotaView(tx, room.here, room.clock.now(), { calls: true, edits: false }),
  )
  expect(view.unreachable).toEqual([])
})
