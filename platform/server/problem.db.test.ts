import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { problemOf } from './problem.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await freshDatabase()
})

afterAll(() => database.drop())

/** What goes wrong with the one connection of a pool, used as servers use theirs. */
async function faultOfPool(run: (pool: pg.Pool) => Promise<unknown>): Promise<unknown> {
  const pool = new pg.Pool({
    connectionString: database.appUrl,
    max: 1,
    connectionTimeoutMillis: 200,
  })
  pool.on('error', () => undefined)
  try {
    await run(pool)
    return undefined
  } catch (error) {
    return error
  } finally {
    await pool.end()
  }
}

const AWAY = { status: 503, code: 'database-away' }

test('a pool without a free connection is the database away', async () => {
  const fault = await faultOfPool(async (pool) => {
    const held = await pool.connect()
    await pool.connect().finally(() => held.release())
  })
  expect(problemOf(fault, 'r')).toMatchObject(AWAY)
})

test('a connection that is ended from the other side is the database away', async () => {
  const fault = await faultOfPool((pool) =>
    pool.query('select pg_terminate_backend(pg_backend_pid())'),
  )
  expect(problemOf(fault, 'r')).toMatchObject(AWAY)
})

test('a connection that breaks under a statement is the database away, and so is the next one on it', async () => {
  const faults: unknown[] = []
  await faultOfPool(async (pool) => {
    const client = await pool.connect()
    client.on('error', () => undefined)
    const running = client
      .query('select pg_sleep(10)')
      .catch((error: unknown) => faults.push(error))
    const { stream } = (client as unknown as { connection: { stream: { destroy: () => void } } })
      .connection
    stream.destroy()
    await running
    await client.query('select 1').catch((error: unknown) => faults.push(error))
    client.release(true)
  })
  expect(faults).toHaveLength(2)
  for (const fault of faults) expect(problemOf(fault, 'r')).toMatchObject(AWAY)
})

test.each([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  '53300',
  '25P03',
])('%s is the database away', (code) => {
  expect(problemOf(Object.assign(new Error('x'), { code }), 'r')).toMatchObject(AWAY)
})

test('a fault of ours stays a fault', () => {
  expect(problemOf(new TypeError('x is not a function'), 'r')).toMatchObject({ status: 500 })
})
