import { namesOf } from '#contexts/access/public.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'

/** Roles to whom a file can be handed on. */
const WORKING = ['operator', 'social-worker', 'coordinator', 'crew', 'psychologist']

/** True when this person works in the territory and can own a file there. */
export async function worksIn(tx: Tx, territoryId: TerritoryId, id: StaffId): Promise<boolean> {
  const row = await tx
    .selectFrom('access.v_grant')
    .select('role')
    .where('staff_id', '=', id)
    .where('territory_id', '=', territoryId)
    .where('role', 'in', WORKING)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** One of those to whom a file can be handed on. */
export type Colleague = { readonly id: StaffId; readonly name: string }

/** Those who work in the territory, by name. */
export async function colleaguesIn(
  tx: Tx,
  territoryId: TerritoryId,
): Promise<readonly Colleague[]> {
  const rows = await tx
    .selectFrom('access.v_grant')
    .select('staff_id')
    .distinct()
    .where('territory_id', '=', territoryId)
    .where('role', 'in', WORKING)
    .execute()
  const names = await namesOf(
    tx,
    rows.flatMap((row) => row.staff_id ?? []),
  )
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'it'))
}

/** The role under which each of these people works in the territory, for the timeline. */
export async function rolesOf(
  tx: Tx,
  territoryId: TerritoryId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('access.v_grant')
    .select(['staff_id', 'role'])
    .where('territory_id', '=', territoryId)
    .where('staff_id', 'in', [...ids])
    .orderBy('role', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.staff_id ?? '', row.role ?? '']))
}
