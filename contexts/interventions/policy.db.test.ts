import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { checkAllowWhere, WORLD } from '#contexts/access/testing/allow-where.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { type TestTools, testTools } from '#platform/testing/tools.ts'
import { STATES } from './model.ts'
import { interventionPolicy } from './policy.ts'

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
  territory_id: fc.constantFrom<TerritoryId>(...WORLD.territories),
  owner_id: fc.constantFrom<StaffId>(...WORLD.staff),
  is_protected: fc.boolean(),
  state: fc.constantFrom(...STATES),
})

let serial = 0

it('intervention: the rows that allow permits are those that where selects', async () => {
  await checkAllowWhere({
    tools,
    resource: interventionPolicy,
    actions: [
      'intervention.read',
      'intervention.read-words',
      'intervention.list',
      'intervention.hand-on',
      'intervention.close',
    ],
    row: aRow,
    territoryOf: (row) => row.territory_id,
    async insert(tx, row) {
      serial += 1
      const id = crypto.randomUUID()
      const closed = row.state === 'closed'
      await tx
        .insertInto('interventions.intervention')
        .values({
          ...row,
          id,
          number: `26-${String(serial).padStart(4, '0')}`,
          version: 1,
          received_at: tx.work.now,
          not_pertinent: row.state === 'to-confirm' ? 'proposed' : 'no',
          confirm_by: row.state === 'to-confirm' ? tx.work.now : null,
          authorities_due: [],
          source_label: 'Prova',
          outcome: closed ? 'wrong' : null,
          closed_at: closed ? tx.work.now : null,
        })
        .execute()
      return id
    },
    async select(tx, condition, alias) {
      const rows = await tx
        .selectFrom(`interventions.intervention as ${alias}` as 'interventions.intervention as r')
        .select('r.id')
        .where(condition)
        .execute()
      return rows.map((row) => row.id)
    },
  })
})
