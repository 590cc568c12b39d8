import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestRoom } from '#contexts/interventions/testing/room.ts'
import { addTurn } from '#contexts/oncall/public.ts'
import type { PersonActor, Role } from '#platform/kernel/actor.ts'
import { runDue } from '#platform/server/due.ts'
import { eventsOf } from '#platform/server/log.ts'
import { notesPolicy } from './policy.ts'
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
const page: typeof hands.page = (who) => hands.page(who)
const standing: typeof hands.standing = (...given) => hands.standing(...given)
const kinds = new Map(dueKinds.map((kind) => [kind.kind, kind]))
const fall = () => runDue(room.one, kinds, room.clock.now(), pino({ level: 'silent' }))

beforeAll(async () => {
  room = await openShifts()
  hands = handsIn(room)
})
afterAll(() => room.close())

/** One of a role until the change, the other after it; it is five hours before. */
async function inTurn(here: District, role: 'crew' | 'psychologist') {
  room.clock.moveTo(CHANGE.subtract({ hours: 5 }))
  const [leaves, comes] = [await room.person(role, here.id), await room.person(role, here.id)]
  await room.as(here.boss, async (tx) => {
    const turn = { role, level: 1 } as const
    const before = { startsAt: CHANGE.subtract({ hours: 12 }), endsAt: CHANGE }
    const after = { startsAt: CHANGE, endsAt: CHANGE.add({ hours: 12 }) }
    await addTurn(tx, { ...turn, ...before, staffId: leaves.staffId })
    await addTurn(tx, { ...turn, ...after, staffId: comes.staffId })
  })
  return { leaves, comes }
}

const may = (who: PersonActor, action: string, here: District, role: Role): boolean =>
  notesPolicy.allow(who, action, { territory_id: here.id, role }).allowed

describe('consegne of who works in the street, or is only called', () => {
  it.each(['crew', 'psychologist'] as const)(
    'of a %s are signed by who leaves and confirmed by who comes',
    async (role) => {
      const here = await district(room)
      const { leaves, comes } = await inTurn(here, role)
      const id = await room.open(leaves)
      expect(await page(leaves)).toMatchObject({
        canSign: true,
        changes: [{ role, incoming: { id: comes.staffId }, canKeep: true }],
        files: [{ id, owner: { id: leaves.staffId } }],
      })
      const notes = await sign(leaves, {
        role,
        lines: [{ id, line: 'Torna domani', isKept: true }],
      })
      const [seen] = (await page(comes)).notes
      expect(seen).toMatchObject({ id: notes, role, state: 'signed', canConfirm: true })
      expect(seen?.words?.words).toBe('Notte calma.')
      await confirm(comes, notes)
      expect((await page(leaves)).notes).toMatchObject([{ id: notes, state: 'confirmed' }])
    },
  )

  it('of another role are neither read nor signed by a crew, and a psychologist reads them', async () => {
    const here = await district(room)
    const { leaves } = await inTurn(here, 'crew')
    const mind = await room.person('psychologist', here.id)
    await twoTurns(room, here)
    const id = await room.open(here.anna)
    const notes = await sign(here.anna, { lines: [{ id, line: 'Dalla sorella', isKept: true }] })
    expect((await page(leaves)).notes).toEqual([])
    expect((await standing(leaves)).owed).toEqual([])
    expect((await page(mind)).notes).toMatchObject([{ id: notes, canConfirm: false }])
    for (const who of [leaves, mind])
      expect(may(who, 'shift.sign', here, 'social-worker')).toBe(false)
    expect(may(leaves, 'shift.read', here, 'social-worker')).toBe(false)
    expect(may(leaves, 'shift.sign', here, 'crew')).toBe(true)
  })

  it('are remembered an hour before by who has an open file, and not by who has none', async () => {
    const here = await district(room)
    const { leaves } = await inTurn(here, 'crew')
    expect((await standing(leaves, minutes(-30))).ending).toBeNull()
    await room.open(leaves)
    expect((await standing(leaves, minutes(-30))).ending).toMatchObject({ role: 'crew' })
  })

  it('name to a crew no file that its list does not show', async () => {
    const here = await district(room)
    const { leaves, comes } = await inTurn(here, 'crew')
    const theirs = await room.open(leaves)
    const other = await room.open(here.anna)
    const lines = [theirs, other].map((id) => ({ id, line: 'Aspetta', isKept: false }))
    room.clock.moveTo(minutes(1))
    await fall()
    await sign(here.boss, { role: 'crew', lines })
    const [seen] = (await page(leaves)).notes
    expect(seen?.words).toMatchObject({ files: [{ id: theirs }], hidden: 1 })
    const [coming] = (await page(comes)).notes
    expect(coming?.words).toMatchObject({ files: [], hidden: 2 })
    expect((await page(here.boss)).notes[0]?.words).toMatchObject({ hidden: 0 })
  })

  it('signed by a coordinator say of the files of who leaves that they go on, not of the coordinator’s own', async () => {
    const here = await district(room)
    const { leaves } = await inTurn(here, 'crew')
    const [theirs, own] = [await room.open(leaves), await room.open(here.boss)]
    room.clock.moveTo(minutes(1))
    await fall()
    const { changes } = await page(here.boss)
    expect(changes).toMatchObject([
      { role: 'crew', outgoing: { id: leaves.staffId }, canKeep: true },
    ])
    const lines = [theirs, own].map((id) => ({ id, line: 'Aspetta', isKept: true }))
    const notes = await sign(here.boss, { role: 'crew', lines })
    const events = await room.as(here.boss, (tx) => eventsOf(tx, notes))
    expect(events.map((one) => one.type)).toEqual([
      'ShiftNotesOwed',
      'ShiftNotesSigned',
      'KeptBeyondShift',
    ])
    expect(events[2]).toMatchObject({ interventionId: theirs, data: { staffId: leaves.staffId } })
    // They go on: nothing is left behind.
    expect((await page(here.boss)).left).toEqual([])
  })

  it('signed by who comes do not say of the one who left that they go on', async () => {
    const here = await district(room)
    const { leaves, comes } = await inTurn(here, 'psychologist')
    const id = await room.open(leaves)
    room.clock.moveTo(minutes(1))
    await fall()
    expect((await page(comes)).changes).toMatchObject([
      { role: 'psychologist', outgoing: { id: leaves.staffId }, canKeep: false },
    ])
    await sign(comes, { role: 'psychologist', lines: [{ id, line: 'Aspetta', isKept: true }] })
    expect((await page(here.boss)).left).toMatchObject([{ id, owner: { id: leaves.staffId } }])
  })
})
