import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestRoom } from '#contexts/interventions/testing/room.ts'
import { setReach } from '#contexts/oncall/public.ts'
import { addFacility } from '#contexts/places/facilities.ts'
import { aFacility } from '#contexts/places/testing/facility.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { EnvelopeContent, SHEETS_AT_HAND } from './contract-envelope.ts'
import { fillEnvelope } from './envelope.ts'
import { noteTyped, sheetsHere } from './sheet-store.ts'
import { CHANGE, district, openShifts, twoTurns } from './testing/district.ts'

let room: TestRoom

beforeAll(async () => {
  room = await openShifts()
})
afterAll(() => room.close())

const fill = (who: PersonActor, server = room.one) =>
  room.as(who, (tx) => fillEnvelope(tx, who), server)
const type = (who: PersonActor, number: number, receivedAt: Instant, server = room.one) =>
  room.as(who, (tx) => noteTyped(tx, who.staffId, { number, receivedAt }), server)

it('holds who is on call with their telephone, facilities that are no secret, and blank sheets; nothing else', async () => {
  const here = await district(room)
  await twoTurns(room, here)
  await room.as(here.boss, (tx) =>
    setReach(tx, here.anna.staffId, { phone: '+393000000501', email: null }),
  )
  const open = aFacility({ name: 'Casa del Porto' })
  const alias = { isSecret: true, alias: 'Rifugio Alfa' }
  const hidden = { name: 'Casa nascosta', address: 'Via Celata 9', phone: '+390655504199' }
  const secret = aFacility({ ...alias, ...hidden })
  for (const one of [open, secret]) await room.as(here.boss, (tx) => addFacility(tx, one))
  const envelope = EnvelopeContent.parse(await fill(here.operator))
  expect(envelope.people).toMatchObject([
    { role: 'social-worker', level: 1, phone: '+393000000501', until: CHANGE.toString() },
  ])
  expect(envelope.facilities.map((one) => one.label)).toEqual(['Casa del Porto'])
  expect(envelope.facilities[0]).toMatchObject({ address: open.address, phone: open.phone })
  const text = JSON.stringify(envelope)
  for (const told of [...Object.values(hidden), 'Rifugio Alfa']) expect(text).not.toContain(told)
  expect(envelope.sheets).toHaveLength(SHEETS_AT_HAND)
})

it('gives each number of a territory to one person once, also on two servers at once', async () => {
  const here = await district(room)
  const all = await Promise.all([
    fill(here.anna, room.one),
    fill(here.bruno, room.two),
    fill(here.boss, room.one),
    fill(here.operator, room.two),
  ])
  const numbers = all.flatMap((one) => one.sheets)
  expect(new Set(numbers).size).toBe(4 * SHEETS_AT_HAND)
  expect((await fill(here.anna)).sheets).toEqual(all[0]?.sheets)
})

it('a sheet is typed once, with the hour that stands on it; who comes second hears who was first', async () => {
  const here = await district(room)
  const at = room.clock.now()
  const [first = 0, second = 0] = (await fill(here.operator)).sheets
  const taken = at.add({ minutes: 5 })
  room.clock.moveTo(at.add({ minutes: 50 }))
  const tries = await Promise.allSettled([
    type(here.anna, first, taken, room.one),
    type(here.bruno, first, taken, room.two),
  ])
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(tries.find((one) => one.status === 'rejected')).toMatchObject({
    reason: { code: 'sheet-typed', facts: { number: first, by: expect.any(String) } },
  })
  const early = at.subtract({ minutes: 1 })
  await expect(type(here.anna, second, early)).rejects.toMatchObject({ code: 'sheet-before-issue' })
  const later = room.clock.now().add({ minutes: 1 })
  await expect(type(here.anna, second, later)).rejects.toMatchObject({ code: 'sheet-not-yet' })
  await expect(type(here.anna, 9999, taken)).rejects.toThrow('sheet-unknown')
  const sheets = await room.as(here.anna, sheetsHere)
  expect(sheets.find((one) => one.number === first)?.typed).toMatchObject({
    receivedAt: taken.toString(),
    at: room.clock.now().toString(),
  })
  expect(sheets.find((one) => one.number === second)?.typed).toBeNull()
  // What was typed is not at hand any more: another number takes its place.
  const { sheets: now } = await fill(here.operator)
  expect(now).toHaveLength(SHEETS_AT_HAND)
  expect(now).not.toContain(first)
  room.clock.moveTo(at.add({ hours: 26 }))
  await expect(type(here.anna, second, taken)).rejects.toMatchObject({ code: 'sheet-too-old' })
})

it('is filled for its own territory only', async () => {
  const [here, there] = [await district(room), await district(room)]
  await room.as(there.boss, (tx) => addFacility(tx, aFacility()))
  const numbers = (await fill(here.operator)).sheets
  expect((await fill(there.operator)).sheets).toEqual(numbers)
  expect((await fill(here.operator)).facilities).toEqual([])
  expect(await room.as(there.anna, sheetsHere)).toHaveLength(SHEETS_AT_HAND)
})
