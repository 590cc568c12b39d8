import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Intervention, InterventionEvent } from '#contexts/interventions/model.ts'
import { evolve } from '#contexts/interventions/model-evolve.ts'
import { type InterventionRow, interventionOf } from '#contexts/interventions/store.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import { verifyLog } from '#platform/server/audit.ts'
import { eventsOf } from '#platform/server/log.ts'
import { openLog } from '#platform/server/logging.ts'
import { INSTALLATION, inTransaction } from '#platform/server/work.ts'
import { movableClock } from '#platform/testing/clock.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { random, testVault } from '#platform/testing/tools.ts'
import { compose, type Server } from '../compose.ts'
import { allTerritories } from '../ports.ts'
import { stageOf } from './commands.ts'
import { openDemo } from './demo.ts'

const NOW = '2026-11-18T01:40:00Z'
let database: TestDatabase
let server: Server
let territories: readonly TerritoryId[]
let admin: pg.Client

beforeAll(async () => {
  database = await freshDatabase()
  const demo = openDemo(mkdtempSync(join(tmpdir(), 'approdo-demo-')))
  const parts = {
    databaseUrl: database.appUrl,
    poolSize: 4,
    clock: movableClock(instant(NOW)),
    random,
    vault: testVault,
    mail: demo.mail,
    log: openLog('silent'),
    version: '0',
    publicOrigin: undefined,
    address: () => '',
    extraPages: [],
  }
  server = await compose(parts)
  await demo.fill(server, parts)
  territories = await allTerritories(server.tools.db)
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
}, 120_000)

afterAll(async () => {
  await admin.end()
  await server.stop()
  await database.drop()
})

async function rows<T>(query: string): Promise<readonly T[]> {
  return (await admin.query(query)).rows as T[]
}

/** Instants as text; keys in any order. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

test('every file has an owner', async () => {
  const [found] = await rows<{ files: number; owned: number }>(
    'select count(*) files, count(owner_id) owned from interventions.intervention',
  )
  expect(found?.files).toBeGreaterThan(60)
  expect(found?.owned).toBe(found?.files)
})

test('every state occurs in the largest territory, and all have some open files', async () => {
  const found = await rows<{ key: string; state: string; n: string }>(
    `select t.key, i.state, count(*) n from interventions.intervention i
     join territory.territory t on t.id = i.territory_id group by 1, 2`,
  )
  const count = (key: string, state: string) =>
    Number(found.find((row) => row.key === key && row.state === state)?.n ?? 0)
  const s1 = ['new', 'waiting', 'working', 'to-confirm', 'closed'].map((state) =>
    count('s1-anzio-nettuno', state),
  )
  expect(Math.min(...s1)).toBeGreaterThan(1)
  const open = (key: string) =>
    ['new', 'waiting', 'working', 'to-confirm'].reduce((sum, state) => sum + count(key, state), 0)
  expect(open('s1-anzio-nettuno')).toBeGreaterThanOrEqual(24)
  expect(open('s1-anzio-nettuno')).toBeLessThanOrEqual(30)
  expect(count('s1-anzio-nettuno', 'closed')).toBe(25)
  for (const key of ['s0-vallesina', 's2-monviso', 's3-valdera', 's4-canicatti']) {
    expect(open(key), key).toBeGreaterThanOrEqual(2)
    expect(open(key), key).toBeLessThanOrEqual(8)
  }
})

test('handovers stand in several states, and one is chased', async () => {
  const found = await rows<{ state: string; step: number }>(
    'select state, step from handover.handover',
  )
  const states = new Set(found.map((one) => one.state))
  for (const state of ['sent', 'received', 'assigned', 'accepted', 'returned', 'not-due'])
    expect([...states]).toContain(state)
  expect(Math.max(...found.map((one) => one.step))).toBeGreaterThan(0)
})

test('missed targets were recorded at their own minute', async () => {
  const late = await rows<{ late: number }>(
    `select extract(epoch from recorded_at - (data->>'targetAt')::timestamptz)::float late
     from platform.event where type = 'TargetMissed'`,
  )
  expect(late.length).toBeGreaterThan(2)
  // Later than its minute only when the call itself was still going on, or the file was handed on after it.
  expect(late.filter((one) => one.late === 0).length).toBeGreaterThan(2)
})

test('replaying its events gives each file its row', async () => {
  const found = await rows<{ id: string; territory_id: string }>(
    'select id, territory_id from interventions.intervention',
  )
  const actor = { kind: 'system', name: 'system:test' } as const
  for (const file of found) {
    const write = file.territory_id as TerritoryId
    await inTransaction(server.tools, { actor, now: instant(NOW), read: [], write }, async (tx) => {
      const row = await tx
        .selectFrom('interventions.intervention')
        .selectAll()
        .where('id', '=', file.id)
        .executeTakeFirstOrThrow()
      let state: Intervention | undefined
      for (const event of await eventsOf(tx, file.id))
        state = evolve(state, event as RecordedEvent & InterventionEvent)
      expect(plain(state)).toEqual(plain(interventionOf(row as InterventionRow)))
    })
  }
})

test('the log holds, is sealed, and nothing happened after the moment of start', async () => {
  const audit = await verifyLog(server.tools.db, [...territories, INSTALLATION])
  expect(audit.faults).toEqual([])
  const [left] = await rows<{ waiting: number; last: Temporal.Instant }>(
    `select (select count(*) from platform.unsealed) waiting, max(at) as last from platform.event`,
  )
  expect(left?.waiting).toBe(0)
  expect(String(left?.last)).toBe(NOW)
})

test('no two territories share a row', async () => {
  const shared = await rows(
    `select id from interventions.intervention group by id having count(*) > 1
     union all select i.id from interventions.intervention i
     where not exists (select 1 from access.role_grant g
       where g.staff_id = i.owner_id and g.territory_id = i.territory_id)`,
  )
  expect(shared).toEqual([])
})

test('nobody stays signed in and nothing is overdue', async () => {
  expect(await rows('select 1 from access.session where ended_at is null')).toEqual([])
  expect(await rows(`select 1 from platform.due where due_at <= '${NOW}'`)).toEqual([])
})

test('a refused command stops the demo with the name of its story', async () => {
  const stage = stageOf(server.app, server.tools, new Map())
  const asked = stage.ask('una storia', 'nessuno', 'POST', '/api/reports', { content: {} })
  await expect(asked).rejects.toThrow(/una storia: POST \/api\/reports by nessuno: 401/u)
})
