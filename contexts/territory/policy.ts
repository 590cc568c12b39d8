import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Facts } from '#platform/server/access-ports.ts'

/**
 * The room's one resource on the permission vocabulary: a territory is judged by itself alone
 * (`territory.read`, `territory.configure`). Once for an object; `TERRITORY_COLUMNS` says the same in SQL
 * for rows of `territory.v_territory`.
 */
export function territoryFacts(territoryId: string): Facts {
  return { territoryId: territoryId as TerritoryId }
}

/** The columns of `territory.v_territory` that the vocabulary asks for. */
export const TERRITORY_COLUMNS = { territoryId: 'id' } as const
