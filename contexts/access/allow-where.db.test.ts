import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BodyId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { type TestTools, testTools } from '#platform/testing/tools.ts'
import { ACTIONS } from './actions.ts'
import { grantPolicy, staffPolicy } from './policy.ts'
import { policy } from './resource.ts'
import { checkAllowWhere, WORLD } from './testing/allow-where.ts'

let database: TestDatabase
let tools: TestTools

beforeAll(async () => {
  database = await freshDatabase()
  tools = testTools(database.appUrl)
  // A table with a column for every word of the vocabulary, so that each condition meets real SQL.
  const owner = testTools(database.ownerUrl)
  await sql`create table public.everything (id uuid primary key, territory_id uuid not null, owner_id uuid,
    body_id uuid, is_protected boolean not null, is_barred boolean not null, is_open boolean not null,
    state text not null)`.execute(owner.db)
  await sql`grant select, insert on public.everything to approdo_app`.execute(owner.db)
  await owner.close()
})

afterAll(async () => {
  await tools.close()
  await database.drop()
})

type Everything = {
  territory_id: TerritoryId
  owner_id: StaffId | null
  body_id: BodyId | null
  is_protected: boolean
  is_barred: boolean
  is_open: boolean
  state: string
}

const everything = policy<Everything>({
  resource: 'everything',
  facts: (row) => ({
    territoryId: row.territory_id,
    ownerId: row.owner_id,
    bodyId: row.body_id,
    isProtected: row.is_protected,
    isBarred: row.is_barred,
    isEmergencyOpen: row.is_open,
    state: row.state,
  }),
  columns: {
    territoryId: 'territory_id',
    ownerId: 'owner_id',
    bodyId: 'body_id',
    isProtected: 'is_protected',
    isBarred: 'is_barred',
    isEmergencyOpen: 'is_open',
    state: 'state',
  },
})

const anything: fc.Arbitrary<Everything> = fc.record({
  territory_id: fc.constantFrom(...WORLD.territories),
  owner_id: fc.option(fc.constantFrom(...WORLD.staff)),
  body_id: fc.option(fc.constantFrom(...WORLD.bodies)),
  is_protected: fc.boolean(),
  is_barred: fc.boolean(),
  is_open: fc.boolean(),
  state: fc.constantFrom('new', 'waiting', 'working', 'to-confirm', 'closed'),
})

const insertAnything = async (tx: Tx, row: Everything) => {
  const id = crypto.randomUUID()
  await sql`insert into public.everything values (${id}, ${row.territory_id}, ${row.owner_id}, ${row.body_id},
    ${row.is_protected}, ${row.is_barred}, ${row.is_open}, ${row.state})`.execute(tx)
  return id
}

const idsOf = (table: string) => async (tx: Tx, condition: RawBuilder<SqlBool>) => {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} r
    where ${condition}`.execute(tx)
  return rows.map((row) => row.id)
}

test('for every action and every word of the vocabulary, allow and where say the same', async () => {
  await checkAllowWhere({
    tools,
    resource: everything,
    actions: ACTIONS,
    row: anything,
    territoryOf: (row) => row.territory_id,
    insert: insertAnything,
    select: idsOf('public.everything'),
    runs: 40,
  })
})

test('staff: allow and where say the same', async () => {
  await checkAllowWhere({
    tools,
    resource: staffPolicy,
    actions: ['staff.read', 'staff.manage'],
    row: fc.record({ homeTerritoryId: fc.constantFrom(...WORLD.territories) }),
    territoryOf: (row) => row.homeTerritoryId,
    insert: async (tx, row) => {
      const id = crypto.randomUUID()
      await sql`insert into access.staff values (${id}, ${row.homeTerritoryId}, '', '',
        ${Buffer.from(id)}, '', true, 1, ${tx.work.now})`.execute(tx)
      return id
    },
    select: idsOf('access.staff'),
  })
})

test('grants: allow and where say the same', async () => {
  await checkAllowWhere({
    tools,
    resource: grantPolicy,
    actions: ['grant.manage'],
    row: fc.record({ territoryId: fc.constantFrom(...WORLD.territories) }),
    territoryOf: (row) => row.territoryId,
    insert: async (tx, row) => {
      const [staff, id] = [crypto.randomUUID(), crypto.randomUUID()]
      await sql`insert into access.staff values (${staff}, ${row.territoryId}, '', '',
        ${Buffer.from(id)}, '', true, 1, ${tx.work.now})`.execute(tx)
      await sql`insert into access.role_grant values (${id}, ${staff}, ${row.territoryId}, 'crew', null,
        ${tx.work.now}, null)`.execute(tx)
      return id
    },
    select: idsOf('access.role_grant'),
  })
})

test('the harness finds a mapping that forgets the bar', async () => {
  const careless = policy<Everything>({ ...everything, columns: { territoryId: 'territory_id' } })
  const check = checkAllowWhere({
    tools,
    resource: careless,
    actions: ['intervention.read'],
    row: anything,
    territoryOf: (row) => row.territory_id,
    insert: insertAnything,
    select: idsOf('public.everything'),
    runs: 200,
  })
  await expect(check).rejects.toThrow('Property failed')
})

test('every resource of every room is compared by such a test', () => {
  const files = readdirSync('contexts', { recursive: true, encoding: 'utf8' })
  const texts = (ending: string) =>
    files
      .filter((name) => name.endsWith(ending))
      .map((name) => readFileSync(`contexts/${name}`, 'utf8'))
  const compared = texts('.db.test.ts').filter((text) => text.includes('checkAllowWhere'))
  const resources = texts('policy.ts').flatMap((text) =>
    [...text.matchAll(/export const (\w+)[^=]*= policy\b/gu)].map((match) => match[1] ?? ''),
  )
  const without = resources.filter(
    (name) => !compared.some((text) => text.includes(`resource: ${name},`)),
  )
  expect(without).toEqual([])
})
