import { sql } from 'kysely'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { writeIn } from '#platform/server/work.ts'
import { territoriesOfGrants } from './grant-store.ts'

/**
 * Does something in each territory where a person has a grant, and comes back to where the transaction writes. One order for
 * all: two people who are deactivated at once do not wait for each other.
 */
export async function inEachTerritory(
  tx: Tx,
  staffId: StaffId,
  run: (territoryId: TerritoryId) => Promise<void>,
): Promise<void> {
  const { territoryId: before } = tx.work
  if (before === null) throw new Error('no territory to come back to')
  const read = await readSetOf(tx)
  for (const territoryId of (await territoriesOfGrants(tx, staffId)).toSorted()) {
    await writeIn(tx, read, territoryId)
    await run(territoryId)
  }
  await writeIn(tx, read, before)
}

async function readSetOf(tx: Tx): Promise<readonly TerritoryId[]> {
  const { rows } = await sql<{ read: string }>`
    select current_setting('app.territories', true) as read`.execute(tx)
  return (rows[0]?.read ?? '').split(',').filter((id) => id !== '') as TerritoryId[]
}
