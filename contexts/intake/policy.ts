import { policy } from '#contexts/access/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'

/** What a contact's permission is judged by. */
export type ContactFacts = {
  readonly territory_id: string
  readonly taken_by: string
  readonly is_protected: boolean
}

/** A contact on the permission vocabulary: its owner is who answered. */
export const contactPolicy = policy<ContactFacts>({
  resource: 'contact',
  facts: (row) => ({
    territoryId: row.territory_id as TerritoryId,
    ownerId: row.taken_by,
    isProtected: row.is_protected,
  }),
  columns: { territoryId: 'territory_id', ownerId: 'taken_by', isProtected: 'is_protected' },
})

/** What a report's permission is judged by: the file it opened. */
export type ReportFacts = {
  readonly territory_id: string
  readonly file_owner_id: string
  readonly file_is_protected: boolean
  readonly file_state: string
}

/** A report on the permission vocabulary: owner, protection and state are those of its file. */
export const reportPolicy = policy<ReportFacts>({
  resource: 'report',
  facts: (row) => ({
    territoryId: row.territory_id as TerritoryId,
    ownerId: row.file_owner_id,
    isProtected: row.file_is_protected,
    state: row.file_state,
  }),
  columns: {
    territoryId: 'territory_id',
    ownerId: 'file_owner_id',
    isProtected: 'file_is_protected',
    state: 'file_state',
  },
})
