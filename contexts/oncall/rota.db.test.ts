import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { addTurn, dutyAt, onDuty, reachesOf, setReach } from './public.ts'
import { rotaView } from './rota.ts'
import { addAbsence } from './staff-store.ts'
import { removeTurn } from './store.ts'

let room: TestRoom
let boss: PersonActor
let stranger: PersonActor

beforeAll(async () => {
  room = await openRoom()
  boss = await room.person('coordinator')
  stranger = await room.person('coordinator', room.elsewhere)
})
afterAll(() => room.close())

const hours = (from: number, to: number) => ({
  startsAt: room.clock.now().add({ hours: from }),
  endsAt: room.clock.now().add({ hours: to }),
})

const turn = (tx: Tx, who: PersonActor, from: number, to: number, level: 1 | 2 = 1) =>
  addTurn(tx, { staffId: who.staffId, role: 'crew', level, ...hours(from, to) })

describe('turns', () => {
  it('of one role and level never overlap; another level may, and the next begins when one ends', async () => {
    const crew = await room.person('crew')
    await room.as(boss, (tx) => turn(tx, crew, 0, 12))
    await room.as(boss, (tx) => turn(tx, crew, 12, 24))
    await room.as(boss, (tx) => turn(tx, crew, 0, 24, 2))
    await expect(room.as(boss, (tx) => turn(tx, crew, 11, 13))).rejects.toThrow('turn-overlap')
    const twice = [room.one, room.two].map((server) =>
      room.as(boss, (tx) => turn(tx, crew, 30, 40), server),
    )
    const tried = await Promise.allSettled(twice)
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })

  it('say who is on call at an instant, and no more once removed or once the person has left', async () => {
    const at = room.clock.now().add({ hours: 100 })
    const asked = async () => await room.as(boss, (tx) => onDuty(tx, room.here, 'psychologist', at))
    const crew = await room.person('psychologist')
    const { staffId } = crew
    const added = { staffId, role: 'psychologist', level: 1, ...hours(99, 101) } as const
    const id = await room.as(boss, (tx) => addTurn(tx, added))
    expect(await asked()).toBe(staffId)
    await room.as(boss, (tx) => removeTurn(tx, id))
    expect(await asked()).toBeUndefined()
    await expect(room.as(boss, (tx) => removeTurn(tx, id))).rejects.toThrow('not found')
    const gone = { ...added, staffId: crypto.randomUUID() as typeof staffId }
    await room.as(boss, (tx) => addTurn(tx, gone))
    expect(await asked()).toBeUndefined()
  })

  it('count only while the person holds the role of the turn, whatever else they hold', async () => {
    const auditor = await room.person('auditor')
    // A Monday, at one in the night.
    const at = room.clock.now().add({ hours: 190 })
    const added = { staffId: auditor.staffId, role: 'social-worker', level: 1 } as const
    await room.as(boss, (tx) => addTurn(tx, { ...added, ...hours(189, 191) }))
    expect(await room.as(boss, (tx) => onDuty(tx, room.here, 'social-worker', at))).toBeUndefined()
    const { needed } = await room.as(boss, (tx) =>
      rotaView(tx, room.here, room.clock.now(), { calls: false, edits: false }),
    )
    const uncovered = needed.find((one) => one.role === 'social-worker')?.gaps
    const open = uncovered?.find(
      (gap) => gap.startsAt < at.toString() && gap.endsAt > at.toString(),
    )
    const { startsAt, endsAt } = hours(189, 191)
    expect((open?.startsAt ?? '') < startsAt.toString()).toBe(true)
    expect((open?.endsAt ?? '') > endsAt.toString()).toBe(true)
  })
})

describe('what is seen', () => {
  it('telephones only by who may call, and what nobody covers', async () => {
    const now = room.clock.now()
    await room.as(boss, (tx) => setReach(tx, boss.staffId, { phone: '+393000001234', email: null }))
    const view = async (calls: boolean) =>
      await room.as(boss, (tx) => rotaView(tx, room.here, now, { calls, edits: false }))
    expect(JSON.stringify(await view(false))).not.toContain('+39300')
    expect(JSON.stringify(await view(true))).toContain('+393000001234')
  })

  it('nothing from another territory, nor without any', async () => {
    const now = room.clock.now()
    const nobody = { ...boss, grants: [], desk: null }
    for (const who of [stranger, nobody]) {
      const seen = await room.as(
        who,
        async (tx) => [
          (await dutyAt(tx, room.here, now)).length,
          (await reachesOf(tx, room.here, [boss.staffId])).size,
        ],
        room.one,
        who === nobody ? null : room.elsewhere,
      )
      expect(seen).toEqual([0, 0])
    }
  })
})

describe('the rules of the territory', () => {
  it('on which days a colleague cannot is told to who makes the rota alone', async () => {
    const crew = await room.person('crew')
    await room.as(boss, (tx) => turn(tx, crew, 400, 410, 1))
    const day = wallClock(room.clock.now().add({ hours: 400 })).toPlainDate()
    const { staffId } = crew
    await room.as(boss, (tx) =>
      addAbsence(tx, { staffId, kind: 'absent', from: day, until: day.add({ days: 1 }) }),
    )
    const seen = async (edits: boolean) => {
      const view = await room.as(boss, (tx) =>
        rotaView(tx, room.here, room.clock.now(), { calls: false, edits }),
      )
      return view.broken.filter((one) => one.staffId === crew.staffId).map((one) => one.rule)
    }
    expect(await seen(true)).toEqual(['absent'])
    expect(await seen(false)).toEqual([])
  })

  it('are told of whoever breaks them from now on, with the turns of the month that have gone', async () => {
    const crew = await room.person('crew')
    const add = async (from: number, to: number, level: 1 | 2) =>
      await room.as(boss, (tx) => turn(tx, crew, from, to, level))
    const seen = async () => {
      const now = room.clock.now()
      const view = await room.as(boss, (tx) =>
        rotaView(tx, room.here, now, { calls: false, edits: true }),
      )
      const theirs = view.broken.filter((one) => one.staffId === crew.staffId)
      return theirs.map((one) => `${one.rule} ${one.found}/${one.limit}`)
    }
    await add(300, 312, 1)
    expect(await seen()).toEqual([])
    await add(320, 330, 1)
    expect(await seen()).toEqual(['rest 8/11'])
    await add(322, 326, 2)
    expect(await seen()).toContain('at-once 4/0')
    expect(
      await room.as(stranger, (tx) =>
        rotaView(tx, room.elsewhere, room.clock.now(), { calls: false, edits: false }),
      ),
    ).toMatchObject({ broken: [] })
  })
})
