import { type SqlBool, sql } from 'kysely'
import { namesOf } from '#contexts/access/public.ts'
import { type InterventionId, type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { personActing } from './commands.ts'
import { candidateOf, facilitiesNow } from './facility-store.ts'
import { minorsIn } from './model-household.ts'
import { rank } from './model-search.ts'
import { appendSearch, readHousehold } from './need.ts'
import { territoryOf } from './written-in.ts'

const PURPOSE = 'place-unmet'

/**
 * *Bisogno senza risposta*: no suitable place was found, with what excluded each facility and how many said no.
 * Refuses `need-missing` before it is written for whom.
 */
export async function recordUnmet(tx: Tx, file: InterventionId, note: string): Promise<void> {
  await lockIntervention(tx, file)
  const household = await readHousehold(tx, file)
  if (!household) throw new RefusalError('need-missing')
  const territoryId = territoryOf(tx)
  const { now, random, vault } = tx.work
  const all = await facilitiesNow(
    tx,
    now,
    sql<SqlBool>`r.territory_id = ${territoryId}::uuid and r.is_active`,
  )
  // What is counted is read by others: it never tells where a secret facility is.
  const said = rank(
    all.map((one) => candidateOf(tx, one, false)),
    household,
    now,
  )
  const refusals = await tx
    .selectFrom('places.call')
    .select('reason')
    .where('intervention_id', '=', file)
    .where('result', '=', 'no')
    .execute()
  const reasons = [
    ...said.flatMap((one) => one.exclusions),
    ...refusals.flatMap((row) => (row.reason ? [`said-${row.reason}`] : [])),
  ]
  const id = uuid7(now, random)
  const by = personActing(tx)
  const people = household.people.length
  const excluded = said.filter((one) => one.verdict === 'excluded').length
  await appendSearch(
    tx,
    file,
    { type: 'UnmetNeedRecorded', data: { people, asked: refusals.length, excluded, by } },
    { id, version: 1 },
  )
  await tx
    .insertInto('places.unmet')
    .values({
      territory_id: territoryId,
      id,
      intervention_id: file,
      people,
      minors: minorsIn(household),
      asked: refusals.length,
      reasons: [...new Set(reasons)],
      sealed_note: note ? vault.seal(territoryId, PURPOSE, note) : null,
      recorded_by: by,
      recorded_at: now,
    })
    .execute()
}

/** The unmet needs of a file, newest first, with what was done instead. */
export async function openUnmet(tx: Tx, file: InterventionId) {
  const rows = await tx
    .selectFrom('places.unmet')
    .selectAll()
    .where('intervention_id', '=', file)
    .orderBy('recorded_at', 'desc')
    .execute()
  const names = await namesOf(
    tx,
    rows.map((row) => row.recorded_by as StaffId),
  )
  return rows.map((row) => ({
    id: row.id,
    recordedAt: row.recorded_at.toString(),
    asked: row.asked,
    reasons: row.reasons,
    note: row.sealed_note ? tx.work.vault.open(row.territory_id, PURPOSE, row.sealed_note) : '',
    by: names.get(row.recorded_by as StaffId) ?? '',
  }))
}
