import { policy } from '#contexts/access/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'

/** What a file's permission is judged by. */
export type FileFacts = {
  readonly territory_id: string
  readonly owner_id: string
  readonly is_protected: boolean
  readonly state: string
}

/** A file on the permission vocabulary. */
export const interventionPolicy = policy<FileFacts>({
  resource: 'intervention',
  facts: (row) => ({
    territoryId: row.territory_id as TerritoryId,
    ownerId: row.owner_id,
    isProtected: row.is_protected,
    state: row.state,
  }),
  columns: {
    territoryId: 'territory_id',
    ownerId: 'owner_id',
    isProtected: 'is_protected',
    state: 'state',
  },
})
