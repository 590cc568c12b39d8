import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'

/** How often each person was called in a stretch of time, once for each step of each page, and how often they answered. */
export async function callsOf(
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  until: Instant,
): Promise<ReadonlyMap<StaffId, { readonly calls: number; readonly answered: number }>> {
  const rows = await tx
    .selectFrom('paging.attempt')
    .select(['staff_id', 'page_id', 'round', 'step', 'state'])
    .where('territory_id', '=', territoryId)
    .where('made_at', '>=', from)
    .where('made_at', '<', until)
    .execute()
  const theirs = Map.groupBy(rows, (row) => row.staff_id as StaffId)
  return new Map(
    [...theirs].map(([id, tries]) => [
      id,
      {
        calls: new Set(tries.map((one) => `${one.page_id} ${one.round} ${one.step}`)).size,
        answered: new Set(tries.filter((one) => one.state === 'answered').map((one) => one.page_id))
          .size,
      },
    ]),
  )
}
