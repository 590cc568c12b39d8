import { afterAll, beforeAll, expect, it } from 'vitest'
import { subjectOf } from '#contexts/interventions/public.ts'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import { bodyIdsOf } from '#contexts/territory/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { BodyId, InterventionId } from '#platform/kernel/ids.ts'
import { recordArrival } from './arrivals.ts'
import { recordFacilityCall, titlePlace } from './commands.ts'
import { CallBody } from './contract.ts'
import { addFacility } from './facilities.ts'
import { writeNeed } from './need.ts'
import { placementsOf, readPlacement } from './placement-store.ts'
import { recordStayDue } from './stays.ts'
import { aFacility, aNeed } from './testing/facility.ts'
import { ownView } from './views-facility.ts'

let room: TestRoom
let operator: PersonActor
let bodyId: BodyId
let file: InterventionId
let facilityId: string

beforeAll(async () => {
  room = await openRoom()
  operator = await room.person('operator')
  const coordinator = await room.person('coordinator')
  const ids = await room.as(operator, (tx) => bodyIdsOf(tx, room.here))
  const [first] = ids.values()
  if (!first) throw new Error('no body')
  bodyId = first
  facilityId = await room.as(coordinator, (tx) => addFacility(tx, aFacility({ bodyId })))
  await room.as(coordinator, (tx) => addFacility(tx, aFacility({ name: 'Casa di altri' })))
  file = await room.open(operator)
  await room.as(operator, (tx) => writeNeed(tx, file, aNeed()))
  const call = { facilityId, result: 'yes', name: 'Educatrice Inventata', role: 'educatrice' }
  await room.as(operator, (tx) => recordFacilityCall(tx, file, CallBody.parse(call)))
})
afterAll(() => room.close())

async function keeper(of: BodyId | null): Promise<PersonActor> {
  const person = await room.person('facility')
  return { ...person, grants: [{ territoryId: room.here, role: 'facility', bodyId: of }] }
}

const seenBy = async (who: PersonActor) =>
  (await room.as(who, (tx) => ownView(tx, who, subjectOf))).facilities

it('a facility sees its own guests by number, and nothing of the facilities of others', async () => {
  const [own, ...others] = await seenBy(await keeper(bodyId))
  expect(others).toEqual([])
  expect(own).toMatchObject({ label: 'Casa Inventata', beds: 3, freeBeds: 0 })
  expect(own?.guests).toMatchObject([{ state: 'held', people: 3, minors: 2 }])
  expect(own?.guests[0]?.number).toMatch(/^26-\d{4}$/u)
  expect(await seenBy(await keeper(null))).toEqual([])
  expect(await seenBy(await keeper(crypto.randomUUID() as BodyId))).toEqual([])
  expect(await seenBy(operator)).toEqual([])
})

it('a hold whose hour has passed is no guest any more, and its beds are free', async () => {
  const start = room.clock.now()
  room.clock.advance({ minutes: 46 })
  const [own] = await seenBy(await keeper(bodyId))
  expect([own?.guests, own?.freeBeds]).toEqual([[], 3])
  room.clock.moveTo(start)
})

it('a stay without a limit of the territory has no alarm; a false alarm writes nothing', async () => {
  const [placement] = await room.as(operator, (tx) => placementsOf(tx, file))
  if (!placement) throw new Error('no placement')
  const about = { file, id: placement.id }
  await room.as(operator, (tx) => titlePlace(tx, about, 'parent-consent'))
  await room.as(operator, (tx) => recordArrival(tx, about))
  await room.as(operator, (tx) => recordStayDue(tx, placement.id))
  const after = await room.as(operator, (tx) => readPlacement(tx, placement.id))
  expect([after.state, after.stayUntil, after.warnedAt]).toEqual(['arrived', null, null])
  const due = await room.as(operator, (tx) =>
    tx.selectFrom('places.v_due').selectAll().where('key', '=', placement.id).execute(),
  )
  expect(due).toEqual([])
})
