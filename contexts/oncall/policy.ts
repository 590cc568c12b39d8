import { policy } from '#contexts/access/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'

/** What a turn's permission is judged by. */
export type TurnFacts = { readonly territory_id: string }

/** A turn on the permission vocabulary: judged by its territory alone. */
export const turnPolicy = policy<TurnFacts>({
  resource: 'turn',
  facts: (row) => ({ territoryId: row.territory_id as TerritoryId }),
  columns: { territoryId: 'territory_id' },
})
