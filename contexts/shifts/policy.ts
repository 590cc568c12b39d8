import { policy } from '#contexts/access/public.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'

/** What the permission over consegne is judged by. */
export type NotesFacts = { readonly territory_id: string; readonly role: string }

/** The consegne on the permission vocabulary: judged by their territory and role; each line in them, by its file. */
export const notesPolicy = policy<NotesFacts>({
  resource: 'shift notes',
  facts: (row) => ({ territoryId: row.territory_id as TerritoryId, ofRole: row.role as Role }),
  columns: { territoryId: 'territory_id', ofRole: 'role' },
})
