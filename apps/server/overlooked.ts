import { sql } from 'kysely'
import { shieldFile } from '#contexts/handover/public.ts'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { inTransaction, type WorkTools } from '#platform/server/work.ts'

/**
 * Shuts what was passed on as open of files that are protected (I7): those that became so before handovers were shut in
 * the same instant. Looked for at each start and once an hour; answers how many files were found, expected 0.
 */
export async function shieldOverlooked(
  tools: WorkTools,
  territories: readonly TerritoryId[],
  now: Instant,
): Promise<number> {
  let found = 0
  for (const territory of territories) {
    const actor = { kind: 'system', name: 'system:sweeper' } as const
    const scope = { actor, now, read: [territory], write: territory }
    found += await inTransaction(tools, scope, async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select distinct i.id from handover.handover h
          join interventions.v_intervention i on i.territory_id = h.territory_id and i.id = h.intervention_id
         where i.is_protected and not h.is_protected order by i.id`.execute(tx)
      for (const { id } of rows) await shieldFile(tx, id as InterventionId)
      return rows.length
    })
  }
  return found
}
