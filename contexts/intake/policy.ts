import { policy } from '#contexts/access/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'

/** What a contact's permission is judged by: its file where it opened one, which may be protected later. */
export type ContactFacts = {
  readonly territory_id: string
  readonly accountable_id: string
  readonly sight_is_protected: boolean
}

/** A contact on the permission vocabulary: its owner is the file's, without a file who answered. */
export const contactPolicy = policy<ContactFacts>({
  resource: 'contact',
  facts: (row) => ({
    territoryId: row.territory_id as TerritoryId,
    ownerId: row.accountable_id,
    isProtected: row.sight_is_protected,
  }),
  columns: {
    territoryId: 'territory_id',
    ownerId: 'accountable_id',
    isProtected: 'sight_is_protected',
  },
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
