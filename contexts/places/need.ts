import { type InterventionId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { append } from '#platform/server/log.ts'
import { lockIntervention } from '#platform/server/work.ts'
import type { NeedInput, NeedView } from './contract.ts'
import type { SearchEvent } from './model-events.ts'
import { type Household, isMinor, minorsIn } from './model-household.ts'
import { territoryOf } from './written-in.ts'

const PURPOSE = 'place-need'

/** Writes whom a place is looked for; the words are sealed, the log holds numbers only. */
export async function writeNeed(tx: Tx, file: InterventionId, input: NeedInput): Promise<void> {
  await lockIntervention(tx, file)
  const territoryId = territoryOf(tx)
  const { words, people, ...rest } = input
  const household = { ...rest, people: people.map((one) => ({ ...one, isMinor: isMinor(one) })) }
  const before = await needRow(tx, file)
  const id = before?.id ?? uuid7(tx.work.now, tx.work.random)
  const version = (before?.version ?? 0) + 1
  await appendSearch(
    tx,
    file,
    {
      type: 'NeedWritten',
      data: { people: household.people.length, minors: minorsIn(household) },
    },
    { id, version },
  )
  const values = {
    territory_id: territoryId,
    intervention_id: file,
    id,
    version,
    household: JSON.stringify(household),
    sealed_words: tx.work.vault.seal(territoryId, PURPOSE, JSON.stringify(words)),
    written_at: tx.work.now,
  }
  await tx
    .insertInto('places.need')
    .values(values)
    .onConflict((c) => c.columns(['territory_id', 'intervention_id']).doUpdateSet(values))
    .execute()
}

/** Whom a place is looked for, with the words; undefined before anybody wrote it. */
export async function readNeed(tx: Tx, file: InterventionId): Promise<NeedView | undefined> {
  const row = await needRow(tx, file)
  if (!row) return undefined
  const words = tx.work.vault.open(row.territory_id, PURPOSE, row.sealed_words)
  return { ...householdOf(row.household), words: JSON.parse(words) } as NeedView
}

/** The same without the words. */
export async function readHousehold(tx: Tx, file: InterventionId): Promise<Household | undefined> {
  const row = await needRow(tx, file)
  return row && householdOf(row.household)
}

function householdOf(kept: unknown): Household {
  return kept as Household
}

async function needRow(tx: Tx, file: InterventionId) {
  return await tx
    .selectFrom('places.need')
    .selectAll()
    .where('intervention_id', '=', file)
    .executeTakeFirst()
}

/** Puts what happened around a search on the log of its file. */
export async function appendSearch(
  tx: Tx,
  file: InterventionId,
  event: SearchEvent,
  aggregate: { readonly id: string; readonly version: number },
): Promise<void> {
  await append(tx, {
    room: 'places',
    aggregateId: aggregate.id,
    version: aggregate.version,
    interventionId: file,
    at: tx.work.now,
    event,
  })
}
