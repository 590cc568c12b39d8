import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { checkAllowWhere, WORLD } from '#contexts/access/testing/allow-where.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { type TestTools, testTools } from '#platform/testing/tools.ts'
import { turnPolicy } from './policy.ts'

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

let hour = 0

it('turn: the rows that allow permits are those that where selects', async () => {
  await checkAllowWhere({
    tools,
    resource: turnPolicy,
    actions: ['rota.read', 'rota.edit'],
    row: fc.record({ territory_id: fc.constantFrom<TerritoryId>(...WORLD.territories) }),
    territoryOf: (row) => row.territory_id,
    async insert(tx, row) {
      hour += 1
      const id = crypto.randomUUID()
      const starts_at = tx.work.now.add({ hours: hour })
      await tx
        .insertInto('oncall.turn')
        .values({
          ...row,
          id,
          staff_id: crypto.randomUUID(),
          role: 'crew',
          level: 1,
          state: 'published',
          leaves: false,
          reason: null,
          broke: [],
          starts_at,
          ends_at: starts_at.add({ hours: 1 }),
        })
        .execute()
      return id
    },
    async select(tx, condition, alias) {
      const rows = await tx
        .selectFrom(`oncall.turn as ${alias}` as 'oncall.turn as r')
        .select('r.id')
        .where(condition)
        .execute()
      return rows.map((row) => row.id)
    },
  })
})
