import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRoom, type TestRoom } from '#contexts/interventions/testing/room.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { recordArrivalDue } from './arrivals.ts'
import { authorisePlace, confirmPlace, recordFacilityCall } from './commands.ts'
import { CallBody } from './contract.ts'
import { addFacility } from './facilities.ts'
import { writeNeed } from './need.ts'
import { readPlacement } from './placement-store.ts'
import { recordRatifyDue } from './ratifications.ts'
import { aFacility, aNeed } from './testing/facility.ts'

const MIGRATION = new URL('../../db/migrations/0097-places-old-placements.sql', import.meta.url)
let room: TestRoom
let boss: PersonActor

beforeAll(async () => {
  room = await openRoom()
  boss = await room.person('coordinator')
})
afterAll(() => room.close())

/** A place that was confirmed and is to be ratified, as it stood before either had an hour. */
async function oldPlacement(): Promise<string> {
  const facilityId = await room.as(boss, (tx) =>
    addFacility(tx, aFacility({ kind: 'hotel', hasAgreement: false })),
  )
  const file = await room.open(boss)
  const said = { name: 'Portiere Inventato', role: 'portiere' }
  const { id } = await room.as(boss, async (tx) => {
    await writeNeed(tx, file, aNeed({ people: [{ sex: 'female', age: 34, isMinor: false }] }))
    const held = await recordFacilityCall(
      tx,
      file,
      CallBody.parse({ facilityId, result: 'yes', ...said }),
    )
    if (!held) throw new Error('nothing held')
    return held
  })
  await room.as(boss, async (tx) => {
    await authorisePlace(tx, { file, id }, 'to-ratify', 'Nessuno risponde')
    await confirmPlace(tx, { file, id }, { ...said, way: 'voice' })
    await tx
      .updateTable('places.placement')
      .set({ expected_at: null, arrival_due_at: null, ratify_due_at: null })
      .where('id', '=', id)
      .execute()
    await sql`delete from platform.due where key = ${id}`.execute(tx)
  })
  return id
}

const due = (id: string) =>
  room.as(boss, async (tx) => {
    const { rows } = await sql<{ kind: string }>`
      select kind from places.v_due where key = ${id} order by kind`.execute(tx)
    return rows.map((row) => row.kind)
  })

async function migrateAgain(): Promise<void> {
  const owner = new pg.Client({ connectionString: room.database.ownerUrl })
  await owner.connect()
  try {
    await owner.query(readFileSync(MIGRATION, 'utf8'))
  } finally {
    await owner.end()
  }
}

it('a placement from before these hours is found by the sweeper, and somebody is told of it', async () => {
  const id = await oldPlacement()
  expect(await due(id)).toEqual([])
  await migrateAgain()
  expect(await due(id)).toEqual(['place-arrival', 'place-ratify'])
  room.clock.advance({ minutes: 1 })
  await room.as(boss, (tx) => recordArrivalDue(tx, id))
  await room.as(boss, (tx) => recordRatifyDue(tx, id))
  const after = await room.as(boss, (tx) => readPlacement(tx, id))
  expect(after.lateLevel).toBe('owner')
  expect(after.ratifyDueAt && Temporal.Instant.compare(after.ratifyDueAt, room.clock.now())).toBe(1)
})

it('who was told for the last time is not told again by it', async () => {
  const id = await oldPlacement()
  await room.as(boss, (tx) =>
    tx
      .updateTable('places.placement')
      .set({ late_level: 'coordinator', authorisation: 'ratified' })
      .where('id', '=', id)
      .execute(),
  )
  await migrateAgain()
  expect(await due(id)).toEqual([])
})
