import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { inTransaction } from '#platform/server/work.ts'
import { aTerritoryId } from '#platform/testing/tools.ts'
import { findGrant, grantsOfTerritories } from './grant-store.ts'
import { invite } from './invitation-store.ts'
import { recordReading, recordRefusal } from './reading-store.ts'
import { openSession } from './session-store.ts'
import { addStaff, staffOfTerritories } from './staff-store.ts'
import { type FrontDoor, openFrontDoor, type TestPerson } from './testing/front-door.ts'

const NORTH = aTerritoryId(1)
const SOUTH = aTerritoryId(2)
const FILE = crypto.randomUUID() as InterventionId
let door: FrontDoor
let north: TestPerson
let south: TestPerson

beforeAll(async () => {
  door = await openFrontDoor(new Map())
  north = await door.person([[NORTH, 'operator']])
  south = await door.person([[SOUTH, 'operator']])
})

afterAll(() => door.close())

const within = <T>(
  read: readonly TerritoryId[],
  write: TerritoryId | null,
  run: (tx: Tx) => Promise<T>,
) =>
  inTransaction(
    door.serving,
    { actor: { kind: 'system', name: 'system:test' }, now: door.clock.now(), read, write },
    run,
  )

async function asPerson<T>(
  person: TestPerson,
  write: TerritoryId | null,
  run: (tx: Tx) => Promise<T>,
) {
  const session = await door.serving.access.authenticate(
    await door.session(person),
    door.clock.now(),
  )
  if (!session) throw new Error('no session')
  const scope = { actor: session.actor, now: door.clock.now(), read: [], write }
  return await inTransaction(door.serving, scope, run)
}

test('lists of people and grants have those of the territories asked for, and none without', async () => {
  for (const [territory, mine, other] of [
    [NORTH, north, south],
    [SOUTH, south, north],
  ] as const) {
    const people = await within([territory], territory, (tx) => staffOfTerritories(tx, [territory]))
    expect(people.map((one) => one.id)).toContain(mine.id)
    expect(people.map((one) => one.id)).not.toContain(other.id)
    const grants = await within([], territory, (tx) => grantsOfTerritories(tx, [territory]))
    expect(new Set(grants.map((one) => one.territoryId))).toEqual(new Set([territory]))
  }
  expect(await within([], null, (tx) => staffOfTerritories(tx, []))).toEqual([])
  expect(await within([], null, (tx) => grantsOfTerritories(tx, []))).toEqual([])
  expect(await within([], null, (tx) => findGrant(tx, crypto.randomUUID()))).toBeUndefined()
})

test('readings and events of one territory are invisible to the other and without a territory', async () => {
  await asPerson(north, NORTH, (tx) => recordReading(tx, FILE))
  await within([], NORTH, (tx) =>
    recordRefusal(tx, { operation: 'a.b', code: 'c', interventionId: FILE }),
  )
  const seen = (read: readonly TerritoryId[]) =>
    within(read, null, async (tx) => {
      const readings = await tx.selectFrom('access.reading').selectAll().execute()
      const events = await tx
        .selectFrom('platform.event')
        .select('id')
        .where('intervention_id', '=', FILE)
        .execute()
      return [readings.length, events.length]
    })
  expect(await seen([NORTH])).toEqual([1, 2])
  expect(await seen([SOUTH])).toEqual([0, 0])
  expect(await seen([])).toEqual([0, 0])
})

test('what writes on the log refuses to write without a territory', async () => {
  const machine = door.clock.now()
  const attempts: ((tx: Tx) => Promise<unknown>)[] = [
    (tx) => recordRefusal(tx, { operation: 'a.b', code: 'c', interventionId: null }),
    (tx) => openSession(tx, { staffId: north.id, machine, deskId: null }),
    (tx) => invite(tx, { kind: 'invitation', staffId: north.id }),
    (tx) => addStaff(tx, { name: 'Una Inventata', email: 'u@b.example', homeTerritoryId: NORTH }),
  ]
  for (const attempt of attempts)
    await expect(within([], null, attempt)).rejects.toThrow('territory')
  await expect(asPerson(north, null, (tx) => recordReading(tx, FILE))).rejects.toThrow('territory')
})

test('the log names people by id only: no name, address or password stands in it', async () => {
  const { rows } = await within([NORTH, SOUTH], null, (tx) =>
    sql<{ text: string }>`select data::text as text from platform.event`.execute(tx),
  )
  const all = rows.map((row) => row.text).join()
  for (const person of [north, south])
    for (const secret of [person.name, person.email, person.totpSecret])
      expect(all).not.toContain(secret)
})
