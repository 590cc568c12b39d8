import { afterAll, beforeAll, expect, it } from 'vitest'
import { endGrant, giveGrant, grantsOfStaff } from '#contexts/access/grant-store.ts'
import type { PersonActor, Role } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { noteIntervention, rewriteNote } from './notes.ts'
import { openRoom, type TestRoom } from './testing/room.ts'
import { timelineOf } from './timeline.ts'

let room: TestRoom
let worker: PersonActor
let colleague: PersonActor

beforeAll(async () => {
  room = await openRoom()
  worker = await room.person('social-worker')
  colleague = await room.person('operator')
})
afterAll(() => room.close())

const historyOf = async (file: InterventionId, sight: 'words' | 'outline' = 'words') =>
  (await room.as(worker, (tx) => timelineOf(tx, room.here, file, undefined, sight))).entries
const grantOf = (staffId: StaffId, role: Role) => ({ staffId, role, bodyId: null })
const endGrantOf = async (tx: Tx, staffId: StaffId, role: Role) => {
  const held = (await grantsOfStaff(tx, staffId)).find((one) => one.role === role)
  await endGrant(tx, held?.id ?? '')
}
const noteIn = async (file: InterventionId) =>
  (await historyOf(file)).find((entry) => entry.type === 'NoteAdded')

it('a note of what happened before stands at its own hour, and says when it was written', async () => {
  const file = await room.open(worker)
  const before = instant('2026-11-22T00:10:00Z')
  await room.as(worker, (tx) => noteIntervention(tx, file, 'Arrivata da sola', before))
  expect(await noteIn(file)).toMatchObject({
    at: before.toString(),
    recordedAt: room.clock.now().toString(),
  })
  const tomorrow = instant('2026-11-23T00:10:00Z')
  await expect(
    room.as(worker, (tx) => noteIntervention(tx, file, 'Domani', tomorrow)),
  ).rejects.toMatchObject({ code: 'in-the-future' })
})

it('other words for a note keep all that was written, in order, also on the log', async () => {
  const file = await room.open(worker)
  await room.as(worker, (tx) => noteIntervention(tx, file, 'Prima'))
  const id = (await noteIn(file))?.id ?? ''
  await room.as(colleague, (tx) => rewriteNote(tx, file, id, 'Seconda'))
  await room.as(worker, (tx) => rewriteNote(tx, file, id, 'Terza'))
  expect(await noteIn(file)).toMatchObject({
    data: { text: 'Prima' },
    corrections: ['Seconda', 'Terza'],
  })
  const outline = JSON.stringify(await historyOf(file, 'outline'))
  expect(outline).not.toMatch(/Prima|Seconda|Terza/u)
})

it('a note of another file, or what is no note, is not found', async () => {
  const [one, other] = [await room.open(worker), await room.open(worker)]
  await room.as(worker, (tx) => noteIntervention(tx, one, 'Nota'))
  const id = (await noteIn(one))?.id ?? ''
  const opening = (await historyOf(one)).find((entry) => entry.type === 'InterventionOpened')
  for (const [file, note] of [
    [other, id],
    [one, opening?.id ?? ''],
  ] as const)
    await expect(room.as(worker, (tx) => rewriteNote(tx, file, note, 'Altro'))).rejects.toThrow(
      'not found',
    )
})

it('whoever wrote stands there in the roles of that hour: given later or ended since, they change nothing', async () => {
  const writer = await room.person('crew')
  const file = await room.open(writer)
  await room.as(worker, (tx) => giveGrant(tx, grantOf(writer.staffId, 'mediator')))
  const rolesOfNotes = async () =>
    (await historyOf(file)).filter((entry) => entry.type === 'NoteAdded').map((one) => one.role)

  room.clock.advance({ minutes: 1 })
  await room.as(writer, (tx) => noteIntervention(tx, file, 'Prima'))
  room.clock.advance({ minutes: 1 })
  await room.as(worker, (tx) => giveGrant(tx, grantOf(writer.staffId, 'coordinator')))
  await room.as(worker, (tx) => endGrantOf(tx, writer.staffId, 'crew'))
  room.clock.advance({ minutes: 1 })
  await room.as(writer, (tx) => noteIntervention(tx, file, 'Dopo'))

  expect(await rolesOfNotes()).toEqual([
    'coordinatrice/coordinatore, mediatrice/mediatore',
    'equipaggio, mediatrice/mediatore',
  ])
})
