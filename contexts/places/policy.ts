import { policy } from '#contexts/access/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'

/** What a facility's permission is judged by. */
export type FacilityFacts = { readonly territory_id: string; readonly body_id: string | null }

/** A facility on the permission vocabulary. */
export const facilityPolicy = policy<FacilityFacts>({
  resource: 'facility',
  facts: (row) => ({ territoryId: row.territory_id as TerritoryId, bodyId: row.body_id }),
  columns: { territoryId: 'territory_id', bodyId: 'body_id' },
})
