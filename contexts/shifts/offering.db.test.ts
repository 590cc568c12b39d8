import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestRoom } from '#contexts/interventions/testing/room.ts'
import { runDue } from '#platform/server/due.ts'
import { dueKinds } from './public.ts'
import { CHANGE, district, handsIn, minutes, openShifts, twoTurns } from './testing/district.ts'

let room: TestRoom
let hands: ReturnType<typeof handsIn>
const sign: typeof hands.sign = (...given) => hands.sign(...given)
const page: typeof hands.page = (who) => hands.page(who)
const kinds = new Map(dueKinds.map((kind) => [kind.kind, kind]))
const fall = () => runDue(room.one, kinds, room.clock.now(), pino({ level: 'silent' }))

beforeAll(async () => {
  room = await openShifts()
  hands = handsIn(room)
})
afterAll(() => room.close())

describe('consegne of a change', () => {
  it('are written from the hours before that the territory says, and before that it is said from when', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    const from = CHANGE.subtract({ hours: 6 })
    room.clock.moveTo(from.subtract({ minutes: 1 }))
    expect(await page(here.anna)).toMatchObject({
      changes: [],
      next: { role: 'social-worker', at: CHANGE.toString(), from: from.toString() },
    })
    await expect(sign(here.anna)).rejects.toMatchObject({ code: 'shift-notes-no-change' })
    room.clock.moveTo(from)
    expect(await page(here.anna)).toMatchObject({
      changes: [{ role: 'social-worker' }],
      next: null,
    })
    await sign(here.anna)
  })

  it('are asked of who leaves or comes and of who coordinates, and of nobody else', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    const carla = await room.person('social-worker', here.id)
    room.clock.moveTo(minutes(1))
    await fall()
    expect(await page(carla)).toMatchObject({ changes: [], next: null })
    await expect(sign(carla)).rejects.toMatchObject({ code: 'shift-notes-no-change' })
    for (const who of [here.anna, here.bruno, here.boss])
      expect((await page(who)).changes.map((one) => one.at)).toContain(CHANGE.toString())
    await sign(here.boss)
  })

  it('who has no turn signs for the hour of the territory', async () => {
    const here = await district(room)
    room.clock.moveTo(CHANGE.subtract({ minutes: 10 }))
    const { changes } = await page(here.operator)
    expect(changes).toMatchObject([{ role: 'operator', at: CHANGE.toString(), incoming: null }])
    await sign(here.operator, { role: 'operator' })
    expect((await page(here.operator)).changes).toEqual([])
  })

  it('where there is no room nobody hands on a desk: a shift is a turn of the rota', async () => {
    const here = await district(room, 'on-call')
    room.clock.moveTo(CHANGE.subtract({ minutes: 10 }))
    expect((await page(here.operator)).changes).toEqual([])
    expect((await page(here.bruno)).changes).toEqual([])
  })
})
