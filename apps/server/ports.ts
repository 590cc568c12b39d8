import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Database, Tx } from '#platform/server/db.ts'

/** Every territory of the installation: public facts, so no permission is asked. */
export async function allTerritories(db: Database | Tx): Promise<readonly TerritoryId[]> {
  const rows = await db.selectFrom('territory.territory').select('id').execute()
  return rows.map((row) => row.id as TerritoryId)
}

/** Names of territories by id; without ids, of all. */
export async function territoryNames(
  tx: Tx,
  ids?: readonly TerritoryId[],
): Promise<ReadonlyMap<TerritoryId, string>> {
  if (ids?.length === 0) return new Map()
  const rows = await tx
    .selectFrom('territory.territory')
    .select(['id', 'name'])
    .$if(ids !== undefined, (q) => q.where('id', 'in', [...(ids ?? [])]))
    .execute()
  return new Map(rows.map((row) => [row.id as TerritoryId, row.name]))
}
