import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '#platform/kernel/actor.ts'
import type { Verdict } from '#platform/server/access-ports.ts'
import { allow, type PolicyFacts } from './judge.ts'
import { type ColumnMap, where } from './where.ts'

type Column = keyof ColumnMap

/** How a room maps its resource on the vocabulary: once for an object, once for its columns. */
export type ResourceSpec<Row> = {
  /** Name of the resource, as in `intervention`. */
  readonly resource: string
  /** The facts of one row. */
  readonly facts: (row: Row) => PolicyFacts
  /** The columns that say the same in SQL. */
  readonly columns: { readonly territoryId: string } & { readonly [K in Column]?: string }
}

/** A resource under permission. */
export type Resource<Row> = ResourceSpec<Row> & {
  readonly allow: (actor: Actor, action: string, row: Row) => Verdict
  /** The rows of the table or view called `alias` in the query that `allow` permits. */
  readonly where: (actor: Actor, action: string, alias: string) => RawBuilder<SqlBool>
}

/**
 * Maps a resource on the permission vocabulary, twice. Each needs its property test
 * (`contexts/access/testing/allow-where.ts`); a test lists those without.
 */
export function policy<Row>(spec: ResourceSpec<Row>): Resource<Row> {
  return {
    ...spec,
    allow: (actor, action, row) => allow(actor, action, spec.facts(row)),
    where: (actor, action, alias) => where(actor, action, mapOf(spec.columns, alias)),
  }
}

function mapOf(columns: ResourceSpec<never>['columns'], alias: string): ColumnMap {
  const entries = Object.entries(columns).map(([key, name]) => [key, sql.ref(`${alias}.${name}`)])
  return Object.fromEntries(entries) as ColumnMap
}
