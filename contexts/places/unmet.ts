import { type SqlBool, sql } from 'kysely'
import { namesOf } from '#contexts/access/public.ts'
import { type InterventionId, type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import { plusMinutes } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { clearAlarm, setAlarm } from '#platform/server/due.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { staffActing } from '#platform/server/person.ts'
import { lockIntervention } from '#platform/server/work.ts'
import type { UnmetInput } from './contract.ts'
import { candidateOf, facilitiesNow } from './facility-store.ts'
import { stateAt } from './model.ts'
import { minorsIn } from './model-household.ts'
import { rank } from './model-search.ts'
import type { PlacementStateName } from './model-words.ts'
import { appendSearch, readHousehold } from './need.ts'
import { placementsOf } from './placement-store.ts'
import { territoryOf } from './written-in.ts'

const PURPOSE = 'place-unmet'
export const AGAIN_KIND = 'place-again'
/** States of a place for which nobody looks any more. */
const FOUND: readonly PlacementStateName[] = ['held', 'confirmed', 'arrived', 'ended']

/**
 * *Bisogno senza risposta*: no suitable place was found, with what excluded each facility and how many said no.
 * A newer one takes the place of the hour said before. Refuses `need-missing` before it is written for whom.
 */
export async function recordUnmet(
  tx: Tx,
  file: InterventionId,
  { note, againIn }: UnmetInput,
): Promise<void> {
  await lockIntervention(tx, file)
  await forgetHours(tx, file)
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
  const by = staffActing(tx)
  const people = household.people.length
  const againAt = againIn === null ? null : plusMinutes(now, againIn)
  const excluded = said.filter((one) => one.verdict === 'excluded').length
  await appendSearch(
    tx,
    file,
    {
      type: 'UnmetNeedRecorded',
      data: { people, asked: refusals.length, excluded, by, againAt: againAt?.toString() ?? null },
    },
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
      again_at: againAt,
    })
    .execute()
  if (againAt !== null) await setAlarm(tx, AGAIN_KIND, id, againAt)
}

/** The hours at which this file was to be looked at again, and are no more. */
async function forgetHours(tx: Tx, file: InterventionId): Promise<void> {
  const rows = await tx
    .updateTable('places.unmet')
    .set({ told_at: tx.work.now })
    .where('intervention_id', '=', file)
    .where('again_at', 'is not', null)
    .where('told_at', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of rows) await clearAlarm(tx, AGAIN_KIND, id)
}

/** The hour to look for a place again has come. Does nothing on a false alarm, nor where a place was found meanwhile. */
export async function recordSearchDue(tx: Tx, id: string): Promise<void> {
  const row = await tx
    .selectFrom('places.unmet')
    .select(['intervention_id', 'again_at'])
    .where('id', '=', id)
    .where('again_at', '<=', tx.work.now)
    .where('told_at', 'is', null)
    .executeTakeFirst()
  if (!row?.again_at) return
  const file = row.intervention_id as InterventionId
  await lockIntervention(tx, file)
  await forgetHours(tx, file)
  const { now } = tx.work
  const places = await placementsOf(tx, file)
  if (places.some((one) => FOUND.includes(stateAt(one, now)))) return
  const event = { type: 'SearchDue', data: { at: row.again_at.toString() } } as const
  await appendSearch(tx, file, event, { id, version: 2 })
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
    againAt: row.again_at?.toString() ?? null,
  }))
}
