import { policy } from '#contexts/access/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'

/** What the permission of a handover is judged by: its sender, the body it went to, the protection of its file. */
export type HandoverFacts = {
  readonly territory_id: string
  readonly sent_by: string
  readonly body_id: string | null
  readonly is_protected: boolean
}

/** A handover on the permission vocabulary. */
export const handoverPolicy = policy<HandoverFacts>({
  resource: 'handover',
  facts: (row) => ({
    territoryId: row.territory_id as TerritoryId,
    ownerId: row.sent_by,
    bodyId: row.body_id,
    isProtected: row.is_protected,
  }),
  columns: {
    territoryId: 'territory_id',
    ownerId: 'sent_by',
    bodyId: 'body_id',
    isProtected: 'is_protected',
  },
})
