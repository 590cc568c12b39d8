import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestRoom } from '#contexts/interventions/testing/room.ts'
import { addTurn } from '#contexts/oncall/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { runDue, sweepDue } from '#platform/server/due.ts'
import { eventsOf } from '#platform/server/log.ts'
import { dueKinds, dueView } from './public.ts'
import { CHANGE, district, handsIn, minutes, openShifts, twoTurns } from './testing/district.ts'

let room: TestRoom
let hands: ReturnType<typeof handsIn>
const sign: typeof hands.sign = (...given) => hands.sign(...given)
const confirm: typeof hands.confirm = (...given) => hands.confirm(...given)
const page: typeof hands.page = (who) => hands.page(who)
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
  room.as(
    who,
    async (tx: Tx) =>
      (
        await tx
          .selectFrom('platform.outbox')
          .select('id')
          .where('territory_id', '=', tx.work.territoryId)
          .execute()
      ).length,
  )
const ownerOf = (who: PersonActor, id: InterventionId) =>
  room.as(who, async (tx) => {
    const row = await tx
      .selectFrom('interventions.intervention')
      .select(['owner_id', 'version'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return [row.owner_id, row.version]
  })

describe('consegne of a turn', () => {
  it('are signed by who leaves, read and confirmed by who comes, and no file changes hands', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    const id = await room.open(here.anna)
    const before = await ownerOf(here.anna, id)
    const { changes, things } = await page(here.anna)
    expect(changes).toMatchObject([
      { role: 'social-worker', at: CHANGE.toString(), incoming: { id: here.bruno.staffId } },
    ])
    expect(things).toEqual([{ key: 'chiavi', label: 'Mazzo di chiavi' }])
    const notes = await sign(here.anna, {
      lines: [{ id, line: 'Aspetta il medico', isKept: true }],
    })
    const [seen] = (await page(here.bruno)).notes
    expect(seen).toMatchObject({
      id: notes,
      state: 'signed',
      canConfirm: true,
      signed: { by: { id: here.anna.staffId } },
      words: {
        files: [{ id, line: 'Aspetta il medico', isKept: true, isMasked: false }],
        things: [{ state: 'missing', note: 'una sola copia' }],
        words: 'Notte calma.',
      },
    })
    await confirm(here.bruno, notes, 'Le chiavi sono due')
    const [read] = (await page(here.anna)).notes
    expect(read).toMatchObject({
      state: 'confirmed',
      confirmed: { by: { id: here.bruno.staffId }, remark: 'Le chiavi sono due' },
    })
    expect(await ownerOf(here.anna, id)).toEqual(before)
    // Confirmed before the change: when it comes nothing is owed and nobody is told.
    room.clock.moveTo(minutes(45))
    await fall()
    expect((await standing(here.bruno)).owed).toEqual([])
    expect(await mails(here.anna)).toBe(0)
    const types = await room.as(here.anna, async (tx) =>
      (await eventsOf(tx, notes)).map((event) => event.type),
    )
    expect(types).toEqual(['ShiftNotesSigned', 'KeptBeyondShift', 'ShiftNotesConfirmed'])
  })

  it('are refused to who comes second, to a stranger’s change, and to who signed them', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    const notes = await sign(here.anna)
    await expect(sign(here.anna)).rejects.toMatchObject({ code: 'shift-notes-signed' })
    const other = { at: CHANGE.add({ hours: 24 }).toString() }
    await expect(sign(here.bruno, other)).rejects.toMatchObject({ code: 'shift-notes-no-change' })
    await expect(confirm(here.anna, notes)).rejects.toMatchObject({ code: 'shift-notes-own' })
    await confirm(here.boss, notes)
    await expect(confirm(here.bruno, notes)).rejects.toMatchObject({
      code: 'shift-notes-confirmed',
    })
  })

  it('two servers: one signature and one confirmation of many at once', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    room.clock.moveTo(minutes(1))
    await fall()
    const signing = await Promise.allSettled(
      [here.anna, here.bruno, here.boss, here.operator].map((who, n) =>
        sign(who, {}, n % 2 === 0 ? room.one : room.two),
      ),
    )
    const signed = signing.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(signed).toHaveLength(1)
    const confirming = await Promise.allSettled(
      [here.anna, here.bruno, here.boss, here.operator].map((who, n) =>
        confirm(who, signed[0] ?? '', null, n % 2 === 0 ? room.one : room.two),
      ),
    )
    expect(confirming.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })

  it('carry the line of before over, to who may read the file and to nobody else', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    const id = await room.open(here.anna, { isProtected: true })
    const notes = await sign(here.anna, { lines: [{ id, line: 'È dalla sorella', isKept: false }] })
    const [mine] = (await page(here.anna)).files
    expect(mine).toMatchObject({ id, line: 'È dalla sorella', isMasked: false })
    // A colleague sees that a protected file exists, on the page and in what was signed.
    const theirs = await page(here.bruno)
    expect(theirs.files).toMatchObject([{ id, line: '', labels: [], isMasked: true }])
    expect(theirs.notes[0]?.words?.files).toMatchObject([{ id, line: null, isMasked: true }])
    expect(JSON.stringify(theirs)).not.toContain('sorella')
    expect(JSON.stringify(await page(here.boss))).toContain('sorella')
    await confirm(here.bruno, notes)
    // What is written of it by who may not read it is not kept.
    room.clock.moveTo(CHANGE.add({ hours: 12 }))
    await fall()
    const at = CHANGE.add({ hours: 12 }).toString()
    await sign(here.bruno, { at, lines: [{ id, line: 'a caso', isKept: true }] })
    expect(JSON.stringify(await page(here.boss))).not.toContain('a caso')
  })

  it('say what falls due within twelve hours, with its file, and no later', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    const id = await room.open(here.anna)
    const task = (hours: number) =>
      room.as(here.anna, (tx) =>
        tx
          .insertInto('interventions.task')
          .values({
            territory_id: here.id,
            id: crypto.randomUUID(),
            intervention_id: id,
            version: 1,
            staff_id: here.anna.staffId,
            due_at: room.clock.now().add({ hours }),
            sealed_what: Buffer.from(''),
            made_by: here.anna.staffId,
            made_at: room.clock.now(),
          })
          .execute(),
      )
    await task(13)
    expect((await page(here.bruno)).due).toEqual([])
    await task(11)
    expect((await page(here.bruno)).due).toMatchObject([{ id, what: 'task-due' }])
  })
})

describe('consegne that nobody wrote or confirmed', () => {
  it('are owed from the change on, and the coordinator is told once, also by a worker that was stopped', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    expect((await standing(here.anna, minutes(-61))).ending).toBeNull()
    expect((await standing(here.anna, minutes(-60))).ending).toMatchObject({
      role: 'social-worker',
    })
    // Nothing ran for an hour and a half.
    room.clock.moveTo(minutes(90))
    await fall()
    expect((await standing(here.bruno)).owed).toMatchObject([
      { owes: 'words', by: { id: here.anna.staffId }, isLate: true },
    ])
    expect(await mails(here.anna)).toBe(1)
    room.clock.moveTo(minutes(200))
    await fall()
    expect(await mails(here.anna)).toBe(1)
    // Written late, they are owed by who came, and of that the coordinator is told anew.
    await sign(here.anna)
    expect((await standing(here.boss)).owed).toMatchObject([
      { owes: 'confirmation', by: { id: here.bruno.staffId }, isLate: false },
    ])
    room.clock.moveTo(minutes(231))
    await fall()
    expect(await mails(here.anna)).toBe(2)
    expect((await standing(here.boss)).owed).toMatchObject([{ isLate: true }])
  })

  it('the sweeper finds nothing to mend, and mends both alarms when they are lost', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    const sweep = () => sweepDue(room.one, [dueView], [here.id], room.clock.now())
    const lose = () =>
      room.as(here.anna, (tx) =>
        tx.deleteFrom('platform.due').where('territory_id', '=', here.id).execute(),
      )
    expect(await sweep()).toBe(0)
    await lose()
    expect(await sweep()).toBe(1)
    room.clock.moveTo(minutes(1))
    await fall()
    expect((await standing(here.boss)).owed).toHaveLength(1)
    expect(await sweep()).toBe(0)
    await lose()
    expect(await sweep()).toBe(2)
    room.clock.moveTo(minutes(31))
    await fall()
    expect(await mails(here.anna)).toBe(1)
  })

  it('give way to the next change of the role, and a signature stays until it is confirmed', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    room.clock.moveTo(minutes(1))
    await fall()
    room.clock.moveTo(minutes(12 * 60 + 1))
    await fall()
    const owed = (await standing(here.boss)).owed
    expect(owed).toMatchObject([{ by: { id: here.bruno.staffId } }])
    await sign(here.bruno, { at: CHANGE.add({ hours: 12 }).toString() })
    room.clock.moveTo(minutes(72 * 60))
    await fall()
    expect((await standing(here.boss)).owed).toMatchObject([{ owes: 'confirmation', isLate: true }])
  })

  it('of a change that was signed ahead nothing older is owed any more', async () => {
    const here = await district(room)
    await twoTurns(room, here)
    room.clock.moveTo(minutes(6 * 60))
    await fall()
    // Anna never wrote; Bruno signs for his own end, which comes first in his list.
    const at = CHANGE.add({ hours: 12 }).toString()
    expect((await page(here.bruno)).changes.map((one) => one.at)).toEqual([at, CHANGE.toString()])
    await sign(here.bruno, { at })
    room.clock.moveTo(minutes(12 * 60 + 1))
    await fall()
    expect((await standing(here.boss)).owed).toMatchObject([{ owes: 'confirmation' }])
  })

  it('are owed too when the turn that followed is taken in the very instant of the change, after it was looked at', async () => {
    const here = await district(room)
    room.clock.moveTo(CHANGE.subtract({ hours: 5 }))
    const turn = { role: 'social-worker', level: 1 } as const
    const night = { startsAt: CHANGE.subtract({ hours: 12 }), endsAt: CHANGE }
    const day = { startsAt: CHANGE, endsAt: CHANGE.add({ hours: 12 }) }
    const followed = await room.as(here.anna, async (tx) => {
      await addTurn(tx, { ...turn, ...night, staffId: here.anna.staffId })
      return await addTurn(tx, { ...turn, ...day, staffId: here.anna.staffId })
    })
    room.clock.moveTo(CHANGE)
    await fall()
    expect((await standing(here.anna)).owed).toEqual([])
    await room.as(here.bruno, async (tx) => {
      const gone = tx.updateTable('oncall.turn').set({ removed_at: CHANGE })
      await gone.where('id', '=', followed).execute()
      await addTurn(tx, { ...turn, ...day, staffId: here.bruno.staffId })
    })
    await fall()
    expect((await standing(here.anna)).owed).toMatchObject([{ at: CHANGE.toString() }])
  })
})
