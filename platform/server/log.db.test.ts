import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { aPerson, as, aTerritoryId, type TestTools, testTools } from '#platform/testing/tools.ts'
import { verifyLog } from './audit.ts'
import type { Tx } from './db.ts'
import { RefusalError } from './errors.ts'
import { append, eventsOf } from './log.ts'
import { sealOnce } from './sealer.ts'

const NORTH = aTerritoryId(1)
const SOUTH = aTerritoryId(2)
const clock = movableClock(instant('2026-11-21T01:40:00Z'))
let database: TestDatabase
let one: TestTools
let two: TestTools
let admin: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  one = testTools(database.appUrl)
  two = testTools(database.appUrl)
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
})

afterAll(async () => {
  await admin.end()
  await Promise.all([one.close(), two.close()])
  await database.drop()
})

function note(tx: Tx, aggregateId: string, version: number, text: string) {
  return append(tx, {
    room: 'interventions',
    aggregateId,
    version,
    interventionId: aggregateId as InterventionId,
    at: clock.now(),
    event: { type: 'NoteAdded', data: { text } },
  })
}

async function sealAll() {
  while ((await sealOnce(one.db)) > 0);
}

test('two servers write and seal at once: positions have no gap and the chain holds', async () => {
  const north = aPerson([NORTH])
  const south = aPerson([SOUTH])
  await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const [tools, actor, territory] =
        index % 2 === 0 ? ([one, north, NORTH] as const) : ([two, south, SOUTH] as const)
      await as(tools, clock, actor, territory, (tx) => note(tx, crypto.randomUUID(), 1, 'nota'))
      await sealOnce(tools.db)
    }),
  )
  await sealAll()
  const audit = await verifyLog(one.db, [NORTH, SOUTH])
  expect(audit.faults).toEqual([])
  expect(audit.entries).toBe(60)
  expect(audit.territories).toBe(2)
})

test('the same version of one aggregate is written once: the second command is told to look again', async () => {
  const actor = aPerson([NORTH])
  const id = crypto.randomUUID()
  const results = await Promise.allSettled(
    [one, two].map((tools) => as(tools, clock, actor, NORTH, (tx) => note(tx, id, 1, 'chi prima'))),
  )
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused).toHaveLength(1)
  expect(refused[0]?.reason).toBeInstanceOf(RefusalError)
  expect(refused[0]?.reason.code).toBe('changed-meanwhile')
})

test('the events of one command keep their order on the journal', async () => {
  const id = crypto.randomUUID()
  await as(one, clock, aPerson([NORTH]), NORTH, async (tx) => {
    for (let version = 1; version <= 30; version += 1)
      await note(tx, id, version, `nota ${version}`)
  })
  await sealAll()
  const { rows } = await admin.query(
    `select e.version from platform.journal j join platform.event e on e.id = j.event_id
     where e.aggregate_id = $1 order by j.position`,
    [id],
  )
  expect(rows.map((row) => row.version)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1))
})

test('the events of a territory cannot be read from another, nor written for it', async () => {
  const id = crypto.randomUUID()
  await as(one, clock, aPerson([NORTH]), NORTH, (tx) => note(tx, id, 1, 'solo nord'))
  const seen = await as(one, clock, aPerson([SOUTH]), null, (tx) => eventsOf(tx, id))
  expect(seen).toEqual([])
  const nobody = await one.db.selectFrom('platform.event').select('id').execute()
  expect(nobody).toEqual([])
  const forged = as(one, clock, aPerson([SOUTH]), SOUTH, (tx) =>
    sql`insert into platform.event (id, territory_id, room, aggregate_id, version, at, recorded_at, actor, type, data, salt)
      values (${crypto.randomUUID()}, ${NORTH}, 'interventions', ${crypto.randomUUID()}, 1, ${clock.now()}, ${clock.now()},
      'guest', 'NoteAdded', '{}', '\\x00')`.execute(tx),
  )
  await expect(forged).rejects.toMatchObject({ code: '42501' })
})

test('the application can neither change nor delete what is on the log', async () => {
  for (const statement of [
    'update platform.event set data = null',
    'delete from platform.event',
    'update platform.journal set link = content_hash',
    'delete from platform.journal',
  ])
    await expect(sql.raw(statement).execute(one.db)).rejects.toMatchObject({ code: '42501' })
})

test('an altered entry is found, an authorised disposal is not blamed', async () => {
  const actor = aPerson([NORTH])
  const altered = crypto.randomUUID()
  const disposed = crypto.randomUUID()
  await as(one, clock, actor, NORTH, (tx) => note(tx, altered, 1, 'scritta allora'))
  await as(one, clock, actor, NORTH, (tx) => note(tx, disposed, 1, 'da scartare'))
  await sealAll()
  await admin.query(
    'update platform.event set data = \'{"text":"cambiata"}\' where aggregate_id = $1',
    [altered],
  )
  await admin.query('update platform.event set data = null, salt = null where aggregate_id = $1', [
    disposed,
  ])
  const audit = await verifyLog(one.db, [NORTH, SOUTH])
  expect(audit.faults.map((fault) => fault.fault)).toEqual(['altered-content'])
  expect(audit.disposed).toBe(1)
})

test('a broken link and a missing entry are found', async () => {
  await admin.query('delete from platform.journal where position = 3')
  const audit = await verifyLog(one.db, [NORTH, SOUTH])
  expect(audit.faults.map((fault) => fault.fault)).toContain('gap')
})
