import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor, Grant } from '#platform/kernel/actor.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { isAction } from './actions.ts'
import { type Condition, permissionsFor } from './permissions.ts'

/** Where a query keeps what the permission is judged by. A column that a resource lacks is left out. */
export type ColumnMap = {
  readonly territoryId: Expression<unknown>
  readonly ownerId?: Expression<unknown>
  readonly bodyId?: Expression<unknown>
  readonly isProtected?: Expression<unknown>
  readonly isBarred?: Expression<unknown>
  readonly isEmergencyOpen?: Expression<unknown>
  readonly state?: Expression<unknown>
}

const NEVER = sql<SqlBool>`false`
const ALWAYS = sql<SqlBool>`true`

function condition(
  name: Condition,
  actor: Actor,
  grant: Grant,
  map: ColumnMap,
): RawBuilder<SqlBool> {
  switch (name) {
    case 'owner':
      return actor.kind === 'person' && map.ownerId
        ? sql`coalesce(${map.ownerId} = ${actor.staffId}::uuid, false)`
        : NEVER
    case 'own-body':
      return grant.bodyId !== null && map.bodyId
        ? sql`coalesce(${map.bodyId} = ${grant.bodyId}::uuid, false)`
        : NEVER
    case 'not-protected':
      return map.isProtected ? sql`not coalesce(${map.isProtected}, true)` : ALWAYS
    case 'emergency-open':
      return map.isEmergencyOpen ? sql`coalesce(${map.isEmergencyOpen}, false)` : NEVER
    case 'not-closed':
      return map.state ? sql`${map.state} is distinct from 'closed'` : ALWAYS
  }
}

function inTerritory(grant: Grant, map: ColumnMap): RawBuilder<SqlBool> {
  if (grant.territoryId === INSTALLATION && grant.role === 'administrator') return ALWAYS
  return sql`${map.territoryId} = ${grant.territoryId}::uuid`
}

/**
 * The rows on which `allow` would say yes, as SQL from the same permission sets: for lists, live messages,
 * search and exports. An unknown action selects nothing.
 */
export function where(actor: Actor, action: string, map: ColumnMap): RawBuilder<SqlBool> {
  if (!isAction(action) || actor.kind !== 'person') return NEVER
  const rules = permissionsFor(action)
  const ways = actor.grants.flatMap((grant) =>
    rules
      .filter((row) => row.role === grant.role)
      .map((row) => {
        const all = [
          inTerritory(grant, map),
          ...row.when.map((name) => condition(name, actor, grant, map)),
        ]
        return sql<SqlBool>`(${sql.join(all, sql` and `)})`
      }),
  )
  if (ways.length === 0) return NEVER
  const any = sql<SqlBool>`(${sql.join(ways, sql` or `)})`
  return map.isBarred ? sql`(not coalesce(${map.isBarred}, true) and ${any})` : any
}
