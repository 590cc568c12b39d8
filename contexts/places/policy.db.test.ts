import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { checkAllowWhere, WORLD } from '#contexts/access/testing/allow-where.ts'
import type { BodyId, TerritoryId } from '#platform/kernel/ids.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { type TestTools, testTools } from '#platform/testing/tools.ts'
import { facilityPolicy } from './policy.ts'

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

it('facility: the rows that allow permits are those that where selects', async () => {
  await checkAllowWhere({
    tools,
    resource: facilityPolicy,
    actions: ['facility.list', 'facility.own', 'facility.manage'],
    row: fc.record({
      territory_id: fc.constantFrom<TerritoryId>(...WORLD.territories),
      body_id: fc.option(fc.constantFrom<BodyId>(...WORLD.bodies)),
    }),
    territoryOf: (row) => row.territory_id,
    async insert(tx, row) {
      const id = crypto.randomUUID()
      await tx
        .insertInto('places.facility')
        .values({
          ...row,
          id,
          version: 1,
          label: 'Prova',
          kind: 'dormitory',
          is_secret: false,
          capacity: 'beds',
          has_agreement: true,
          admission: JSON.stringify({}),
          night_authority: 'anyone-on-duty',
          hold_minutes: 45,
          is_active: true,
          sealed_details: Buffer.from('prova'),
        })
        .execute()
      return id
    },
    async select(tx, condition, alias) {
      const rows = await tx
        .selectFrom(`places.facility as ${alias}` as 'places.facility as r')
        .select('r.id')
        .where(condition)
        .execute()
      return rows.map((row) => row.id)
    },
  })
})
