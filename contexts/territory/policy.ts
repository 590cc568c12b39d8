import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Facts } from '#platform/server/access-ports.ts'

/**
 * The room's one resource on the permission vocabulary: a territory is judged by itself alone
 * (`territory.read`, `territory.configure`). In SQL the same is said by the row-level security of
 * `territory.configuration`: whoever has a grant reads, so `v_territory` lists what `territory.read` allows.
 */
export function territoryFacts(territoryId: string): Facts {
  return { territoryId: territoryId as TerritoryId }
}
