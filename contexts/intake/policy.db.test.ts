import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, test } from 'vitest'
import { checkAllowWhere, WORLD } from '#contexts/access/testing/allow-where.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { type TestTools, testTools } from '#platform/testing/tools.ts'
import { contactsInFile } from './contact-store.ts'
import { type ContactFacts, contactPolicy, type ReportFacts, reportPolicy } from './policy.ts'

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

let serial = 0

type NewContact = {
  readonly territory_id: string
  readonly taken_by: string
  readonly is_protected: boolean
  readonly intervention_id?: string
}

async function insertContact(tx: Tx, row: NewContact): Promise<string> {
  const id = crypto.randomUUID()
  const file = row.intervention_id ?? null
  await sql`insert into intake.contact (territory_id, id, intervention_id, version, kind, channel, started_at,
      logged_at, taken_by, verification, offers, is_protected, sealed_key)
    values (${row.territory_id}, ${id}, ${file}, 1, ${file ? 'report' : 'silent'}, 'phone', ${tx.work.now},
      ${tx.work.now}, ${row.taken_by}, 'not-needed', '{}', ${row.is_protected}, ${Buffer.of(1)})`.execute(
    tx,
  )
  return id
}

async function insertFile(tx: Tx, row: ReportFacts): Promise<string> {
  const file = crypto.randomUUID()
  const closed = row.file_state === 'closed'
  serial += 1
  const number = `26-${String(serial).padStart(4, '0')}`
  await sql`insert into interventions.intervention (territory_id, id, number, version, state, owner_id, received_at,
      not_pertinent, authorities_due, is_protected, source_label, outcome, closed_at)
    values (${row.territory_id}, ${file}, ${number}, 1, ${row.file_state}, ${row.file_owner_id}, ${tx.work.now}, 'no',
      '{}', ${row.file_is_protected}, 'prova', ${closed ? 'wrong' : null}, ${closed ? tx.work.now : null})`.execute(
    tx,
  )
  return file
}

async function insertReport(tx: Tx, row: ReportFacts): Promise<string> {
  const file = await insertFile(tx, row)
  const contact = await insertContact(tx, {
    territory_id: row.territory_id,
    taken_by: row.file_owner_id,
    is_protected: row.file_is_protected,
    intervention_id: file,
  })
  const id = crypto.randomUUID()
  await sql`insert into intake.report (territory_id, id, contact_id, intervention_id, version, received_at, access,
      in_charge, is_protected, field_versions)
    values (${row.territory_id}, ${id}, ${contact}, ${file}, 1, ${tx.work.now}, 'entitled', 'on-call',
      ${row.file_is_protected}, '{}')`.execute(tx)
  return id
}

/** A contact of each kind: its own mark, and what its file says where it opened one. */
type ContactCase = ContactFacts & {
  readonly hasFile: boolean
  readonly ownMark: boolean
}

const contactCase: fc.Arbitrary<ContactCase> = fc
  .record({
    territory_id: fc.constantFrom(...WORLD.territories),
    accountable_id: fc.constantFrom(...WORLD.staff),
    hasFile: fc.boolean(),
    ownMark: fc.boolean(),
    fileMark: fc.boolean(),
  })
  .map(({ fileMark, ...row }) => ({
    ...row,
    sight_is_protected: row.ownMark || (row.hasFile && fileMark),
  }))

test('of contacts, judged by the file they opened, allow and where say the same', async () => {
  await checkAllowWhere<ContactCase>({
    tools,
    resource: contactPolicy,
    actions: ['contact.read', 'contact.log', 'verification.record', 'disclosure.request'],
    row: contactCase,
    territoryOf: (row) => row.territory_id as TerritoryId,
    insert: async (tx, row) => {
      const contact = {
        territory_id: row.territory_id,
        // Who answered is not who owns the file now.
        taken_by: row.hasFile ? crypto.randomUUID() : row.accountable_id,
        is_protected: row.ownMark,
      }
      if (!row.hasFile) return await insertContact(tx, contact)
      const file = await insertFile(tx, {
        territory_id: row.territory_id,
        file_owner_id: row.accountable_id,
        file_is_protected: row.sight_is_protected,
        file_state: 'new',
      })
      return await insertContact(tx, { ...contact, intervention_id: file })
    },
    select: async (tx, condition) => {
      const found = await sql<{ id: string }>`select r.id from ${contactsInFile(tx)} r
        where ${condition}`.execute(tx)
      return found.rows.map((row) => row.id)
    },
  })
})

test('of reports, judged by the file they opened, allow and where say the same', async () => {
  await checkAllowWhere<ReportFacts>({
    tools,
    resource: reportPolicy,
    actions: ['report.read', 'report.edit'],
    row: fc.record({
      territory_id: fc.constantFrom(...WORLD.territories),
      file_owner_id: fc.constantFrom(...WORLD.staff),
      file_is_protected: fc.boolean(),
      file_state: fc.constantFrom('new', 'waiting', 'working', 'closed'),
    }),
    territoryOf: (row) => row.territory_id as TerritoryId,
    insert: insertReport,
    select: async (tx, condition) => {
      const found = await sql<{ id: string }>`select r.id from (
          select p.id, p.territory_id, f.owner_id as file_owner_id, f.is_protected as file_is_protected,
                 f.state as file_state
            from intake.report p join interventions.v_intervention f
              on f.territory_id = p.territory_id and f.id = p.intervention_id) r where ${condition}`.execute(
        tx,
      )
      return found.rows.map((row) => row.id)
    },
  })
})
