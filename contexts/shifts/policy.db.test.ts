import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { checkAllowWhere, WORLD } from '#contexts/access/testing/allow-where.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { type TestTools, testTools } from '#platform/testing/tools.ts'
import { notesPolicy } from './policy.ts'

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

it('shift notes: the rows that allow permits are those that where selects', async () => {
  await checkAllowWhere({
    tools,
    resource: notesPolicy,
    actions: ['shift.read', 'shift.sign'],
    row: fc.record({
      territory_id: fc.constantFrom<TerritoryId>(...WORLD.territories),
      role: fc.constantFrom('social-worker', 'crew', 'psychologist'),
    }),
    territoryOf: (row) => row.territory_id,
    async insert(tx, row) {
      hour += 1
      const id = crypto.randomUUID()
      const change_at = tx.work.now.add({ hours: hour })
      await tx
        .insertInto('shifts.notes')
        .values({
          ...row,
          id,
          version: 1,
          change_at,
          state: 'owed',
          late_at: change_at,
        })
        .execute()
      return id
    },
    async select(tx, condition, alias) {
      const rows = await tx
        .selectFrom(`shifts.notes as ${alias}` as 'shifts.notes as r')
        .select('r.id')
        .where(condition)
        .execute()
      return rows.map((row) => row.id)
    },
  })
})
