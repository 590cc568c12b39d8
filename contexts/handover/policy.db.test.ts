import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { checkAllowWhere, WORLD } from '#contexts/access/testing/allow-where.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { type TestTools, testTools } from '#platform/testing/tools.ts'
import { handoverPolicy } from './policy.ts'

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

const aRow = fc.record({
  territory_id: fc.constantFrom(...WORLD.territories),
  sent_by: fc.constantFrom(...WORLD.staff),
  body_id: fc.option(fc.constantFrom(...WORLD.bodies)),
  is_protected: fc.boolean(),
})

it('handover: the rows that allow permits are those that where selects', async () => {
  await checkAllowWhere({
    tools,
    resource: handoverPolicy,
    actions: ['handover.list', 'handover.receive'],
    row: aRow,
    territoryOf: (row) => row.territory_id,
    async insert(tx, row) {
      const id = crypto.randomUUID()
      await tx
        .insertInto('handover.handover')
        .values({
          ...row,
          id,
          intervention_id: crypto.randomUUID(),
          version: 1,
          file_number: '26-0001',
          office_name: 'Ufficio di prova',
          state: 'sent',
          sent_at: tx.work.now,
          documents: [],
          step: 0,
        })
        .execute()
      return id
    },
    async select(tx, condition, alias) {
      const rows = await tx
        .selectFrom(`handover.handover as ${alias}` as 'handover.handover as r')
        .select('r.id')
        .where(condition)
        .execute()
      return rows.map((row) => row.id)
    },
  })
})
