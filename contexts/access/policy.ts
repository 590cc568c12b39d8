import type { TerritoryId } from '#platform/kernel/ids.ts'
import { policy } from './resource.ts'

/** A person of the staff under permission: judged in the territory whose administrator keeps them. */
export const staffPolicy = policy<{ homeTerritoryId: TerritoryId }>({
  resource: 'staff',
  facts: (staff) => ({ territoryId: staff.homeTerritoryId }),
  columns: { territoryId: 'home_territory_id' },
})

/** A grant under permission: judged in its own territory. */
export const grantPolicy = policy<{ territoryId: TerritoryId }>({
  resource: 'grant',
  facts: (grant) => ({ territoryId: grant.territoryId }),
  columns: { territoryId: 'territory_id' },
})
