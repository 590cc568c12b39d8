import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestRoom } from '#contexts/interventions/testing/room.ts'
import { addTurn } from '#contexts/oncall/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { runDue } from '#platform/server/due.ts'
import { eventsOf } from '#platform/server/log.ts'
import { dueKinds } from './public.ts'
import {
  CHANGE,
  type District,
  district,
  handsIn,
  minutes,
  openShifts,
  twoTurns,
} from './testing/district.ts'

let room: TestRoom
let hands: ReturnType<typeof handsIn>
const sign: typeof hands.sign = (...given) => hands.sign(...given)
const confirm: typeof hands.confirm = (...given) => hands.confirm(...given)
const standing: typeof hands.standing = (...given) => hands.standing(...given)
const kinds = new Map(dueKinds.map((kind) => [kind.kind, kind]))
const silent = pino({ level: 'silent' })
const fall = () => runDue(room.one, kinds, room.clock.now(), silent)

beforeAll(async () => {
  room = await openShifts()
  hands = handsIn(room)
})
afterAll(() => room.close())

const mails = (who: PersonActor) =>
  room.as(who, async (tx) => {
    const rows = await tx
      .selectFrom('platform.outbox')
      .select('id')
      .where('territory_id', '=', tx.work.territoryId)
      .execute()
    return rows.length
  })
const ownerOf = (who: PersonActor, id: InterventionId) =>
  room.as(who, async (tx) => {
    const file = tx.selectFrom('interventions.intervention').where('id', '=', id)
    return (await file.select('owner_id').executeTakeFirstOrThrow()).owner_id
  })

describe('files that who leaves still owns', () => {
  const oneTurn = async (here: District) => {
    room.clock.moveTo(CHANGE.subtract({ hours: 5 }))
    const turn = { role: 'operator', level: 1, staffId: here.operator.staffId } as const
    const hours = { startsAt: CHANGE.subtract({ hours: 12 }), endsAt: CHANGE }
    await room.as(here.operator, (tx) => addTurn(tx, { ...turn, ...hours }))
  }

  it('are asked for in a role that writes no consegne, and of whoever does not act the coordinator is told', async () => {
    const here = await district(room)
    await oneTurn(here)
    const id = await room.open(here.operator)
    room.clock.moveTo(minutes(0))
    await fall()
    expect((await standing(here.operator)).owed).toMatchObject([
      { role: 'operator', owes: 'words', by: { id: here.operator.staffId } },
    ])
    room.clock.moveTo(minutes(31))
    await fall()
    expect(await mails(here.boss)).toBe(1)
    expect(await ownerOf(here.boss, id)).toBe(here.operator.staffId)
  })

  it('are not asked for where there are none', async () => {
    const here = await district(room)
    await oneTurn(here)
    room.clock.moveTo(minutes(31))
    await fall()
    expect((await standing(here.boss)).owed).toEqual([])
    expect(await mails(here.boss)).toBe(0)
  })

  it('signed for ahead and neither passed on nor kept, are told to the coordinator at the change', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    const [kept, left] = [await room.open(here.anna), await room.open(here.anna)]
    const line = { line: 'Richiamare' }
    const notes = await sign(here.anna, {
      lines: [
        { ...line, id: kept, isKept: true },
        { ...line, id: left, isKept: false },
      ],
    })
    await confirm(here.bruno, notes)
    expect(await mails(here.boss)).toBe(0)
    room.clock.moveTo(minutes(0))
    await fall()
    expect(await mails(here.boss)).toBe(1)
    expect(await ownerOf(here.boss, left)).toBe(here.anna.staffId)
    const last = await room.as(here.boss, async (tx) => (await eventsOf(tx, notes)).at(-1))
    expect(last).toMatchObject({ type: 'FilesLeftAtChange', data: { files: 1, told: 1 } })
  })

  it('of a desk without turns, signed for ahead, are told at its hour, once, and stand on the page', async () => {
    const here = await district(room)
    room.clock.moveTo(CHANGE.subtract({ minutes: 10 }))
    const [kept, left] = [await room.open(here.operator), await room.open(here.operator)]
    const line = { line: 'Richiamare' }
    await sign(here.operator, {
      role: 'operator',
      lines: [
        { ...line, id: kept, isKept: true },
        { ...line, id: left, isKept: false },
      ],
    })
    await fall()
    expect(await mails(here.boss)).toBe(0)
    expect((await hands.page(here.boss)).left).toEqual([])
    room.clock.moveTo(minutes(0))
    await fall()
    expect(await mails(here.boss)).toBe(1)
    expect((await hands.page(here.boss)).left).toMatchObject([
      { id: left, owner: { id: here.operator.staffId } },
    ])
    room.clock.moveTo(minutes(1))
    await fall()
    expect(await mails(here.boss)).toBe(1)
  })

  it('signed for after the change, are told at once', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    const id = await room.open(here.anna)
    room.clock.moveTo(minutes(5))
    await fall()
    await sign(here.anna, { lines: [{ id, line: '', isKept: false }] })
    expect(await mails(here.boss)).toBe(1)
  })
})
