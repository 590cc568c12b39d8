import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { aTerritoryId, type TestTools, testTools } from '#platform/testing/tools.ts'
import type { Database } from './db.ts'
import { LATER } from './together.ts'

let database: TestDatabase
let tools: TestTools

beforeAll(async () => {
  database = await freshDatabase()
  tools = testTools(database.appUrl)
})

afterAll(async () => {
  await tools.close()
  await database.drop()
})

/** A row of an open table: its key is a number, so that a repeated or a wrong one breaks a rule. */
const later = (db: Database, name: string, position: number | string) =>
  sql`insert into platform.reader (name, position) values (${name}, ${position}::bigint) ${LATER}`.execute(
    db,
  )

async function names(db: Database): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from platform.reader
    where name like 'later %' order by position`.execute(db)
  return rows.map((row) => row.name)
}

test('what waits leaves in its order before the next statement, which sees it', async () => {
  const seen = await tools.db.transaction().execute(async (tx) => {
    await later(tx, 'later a', 1)
    await later(tx, 'later b', 2)
    const between = await names(tx)
    await sql`update platform.reader set position = 0 where name = 'later b' ${LATER}`.execute(tx)
    await later(tx, 'later c', 3)
    return [between, await names(tx)]
  })
  expect(seen).toEqual([
    ['later a', 'later b'],
    ['later b', 'later a', 'later c'],
  ])
})

test('what waits at the end leaves with the commit', async () => {
  await tools.db.transaction().execute((tx) => later(tx, 'later d', 4))
  expect(await names(tools.db)).toContain('later d')
})

test('a value that cannot be written stops its own statement and the commit', async () => {
  const before = await names(tools.db)
  const failing = tools.db.transaction().execute(async (tx) => {
    await later(tx, 'later x', 8)
    await sql`update platform.reader set position = (${{ bad: 1n }}::jsonb->>'x')::bigint where name = 'later x' ${LATER}`.execute(
      tx,
    )
  })
  await expect(failing).rejects.toThrow(TypeError)
  expect(await names(tools.db)).toEqual(before)
})

test('a connection that is ended while it works fails its command alone', async () => {
  const working = tools.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${rows[0]?.pid}::int)`.execute(tools.db)
    await sql`select pg_sleep(5)`.execute(tx)
  })
  await expect(working).rejects.toThrow()
  expect(await names(tools.db)).toContain('later a')
})

test('a fault of what waits stops the commit and all around it', async () => {
  const before = await names(tools.db)
  const failing = tools.db.transaction().execute(async (tx) => {
    await later(tx, 'later e', 5)
    await later(tx, 'later a', 6)
    await later(tx, 'later f', 7)
  })
  await expect(failing).rejects.toMatchObject({ code: '23505', constraint: 'reader_pkey' })
  expect(await names(tools.db)).toEqual(before)
})

test('a fault of what waits is thrown by the statement that it leaves with', async () => {
  let reached = false
  const failing = tools.db.transaction().execute(async (tx) => {
    await later(tx, 'later g', 'not a number')
    await names(tx)
    reached = true
  })
  await expect(failing).rejects.toMatchObject({ code: '22P02' })
  expect(reached).toBe(false)
})

test('a connection goes on as before after a fault, also with statements that were not prepared by then', async () => {
  const few = testTools(database.appUrl)
  for (const round of [1, 2, 3]) {
    const fresh = (db: Database, value: unknown) =>
      sql`select ${value}::int as value, 'a text of this test alone' as text`.execute(db)
    const failing = few.db.transaction().execute(async (tx) => {
      await later(tx, 'later a', 9)
      await fresh(tx, round)
    })
    await expect(failing).rejects.toMatchObject({ code: '23505' })
    const { rows } = await few.db.transaction().execute(async (tx) => {
      await later(tx, `later round ${round}`, 100 + round)
      return await fresh(tx, round)
    })
    expect(rows).toEqual([{ value: round, text: 'a text of this test alone' }])
  }
  await few.close()
})

test('a transaction given up before its first statement leaves nothing and holds nothing', async () => {
  const failing = tools.db.transaction().execute(async (tx) => {
    await later(tx, 'later given up', 8)
    throw new Error('given up')
  })
  await expect(failing).rejects.toThrow('given up')
  expect(await names(tools.db)).not.toContain('later given up')
})

test('outside a transaction nothing may wait', async () => {
  await expect(later(tools.db, 'later alone', 10)).rejects.toThrow('only a statement')
  expect(await names(tools.db)).not.toContain('later alone')
})

test('the territory stands before the first row is asked for, and not beyond its transaction', async () => {
  const ask = (db: Database) =>
    sql<{ territory: string | null }>`select current_setting('app.territory', true) as territory`
      .execute(db)
      .then(({ rows }) => rows[0]?.territory)
  const inside = await tools.db.transaction().execute(async (tx) => {
    await sql`select set_config('app.territory', ${aTerritoryId(1)}, true) ${LATER}`.execute(tx)
    return await ask(tx)
  })
  expect(inside).toBe(aTerritoryId(1))
  expect(await ask(tools.db)).not.toBe(aTerritoryId(1))
})
