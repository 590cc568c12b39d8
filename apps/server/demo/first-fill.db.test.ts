import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate, migrationsIn } from '#platform/server/migrate.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { openFirstFill } from './first-fill.ts'

const MIGRATIONS = migrationsIn(fileURLToPath(new URL('../../../db/migrations', import.meta.url)))

let database: TestDatabase
let admin: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

const territories = async () =>
  (await admin.query('select count(*)::int as n from territory.territory')).rows[0]?.n
const someNight = () =>
  admin.query(
    "insert into territory.territory (id, key, name, version, opened_at) values (gen_random_uuid(), 'meta', 'Metà', 1, '2026-11-22T01:00:00Z')",
  )

test('half a night of a start that was killed is wiped, and the schema is made anew; a whole one stays', async () => {
  const killed = await openFirstFill(database.ownerUrl)
  expect(killed.wiped).toBe(false)
  await killed.begin()
  await someNight()
  // A killed process loses its connection, and with it the lock; what it committed stays.
  await killed.close()

  const again = await openFirstFill(database.ownerUrl)
  expect(again.wiped).toBe(true)
  await migrate(database.ownerUrl, MIGRATIONS)
  expect(await territories()).toBe(0)
  await again.begin()
  await someNight()
  await again.done()
  await again.close()

  const later = await openFirstFill(database.ownerUrl)
  expect(later.wiped).toBe(false)
  expect(await territories()).toBe(1)
  await later.close()
})

test('a second server waits for the one that fills, and wipes nothing of it', async () => {
  const first = await openFirstFill(database.ownerUrl)
  await first.begin()
  const order: string[] = []
  const second = openFirstFill(database.ownerUrl).then((opened) => {
    order.push('second')
    return opened
  })
  await expect
    .poll(async () => {
      const { rows } = await admin.query(
        "select 1 from pg_stat_activity where wait_event = 'advisory' and datname = current_database()",
      )
      return rows.length
    })
    .toBe(1)
  order.push('done')
  await first.done()
  await first.close()
  const opened = await second
  expect(order).toEqual(['done', 'second'])
  expect(opened.wiped).toBe(false)
  await opened.close()
})
