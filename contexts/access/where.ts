import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor, Grant, PersonActor } from '#platform/kernel/actor.ts'
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
  readonly ofRole?: Expression<unknown>
}

const NEVER = sql<SqlBool>`false`
const ALWAYS = sql<SqlBool>`true`

type AsSql = (actor: PersonActor, grant: Grant, map: ColumnMap) => RawBuilder<SqlBool>

// One line per word of the vocabulary; judge.ts says the same of an object. What is null is judged strictly.
const CONDITIONS: Readonly<Record<Condition, AsSql>> = {
  owner: (actor, _grant, { ownerId }) =>
    ownerId ? sql`coalesce(${ownerId} = ${actor.staffId}::uuid, false)` : NEVER,
  'own-body': (_actor, grant, { bodyId }) =>
    grant.bodyId !== null && bodyId
      ? sql`coalesce(${bodyId} = ${grant.bodyId}::uuid, false)`
      : NEVER,
  'not-protected': (_actor, _grant, { isProtected }) =>
    isProtected ? sql`not coalesce(${isProtected}, true)` : ALWAYS,
  'emergency-open': (_actor, _grant, { isEmergencyOpen }) =>
    isEmergencyOpen ? sql`coalesce(${isEmergencyOpen}, false)` : NEVER,
  'not-closed': (_actor, _grant, { state }) =>
    state ? sql`${state} is distinct from 'closed'` : ALWAYS,
  'own-role': (_actor, grant, { ofRole }) =>
    ofRole ? sql`coalesce(${ofRole} = ${grant.role}, false)` : NEVER,
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
          ...row.when.map((name) => CONDITIONS[name](actor, grant, map)),
        ]
        return sql<SqlBool>`(${sql.join(all, sql` and `)})`
      }),
  )
  if (ways.length === 0) return NEVER
  const any = sql<SqlBool>`(${sql.join(ways, sql` or `)})`
  return map.isBarred ? sql`(not coalesce(${map.isBarred}, true) and ${any})` : any
}
