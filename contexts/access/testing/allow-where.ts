import fc from 'fast-check'
import type { RawBuilder, SqlBool } from 'kysely'
import { type PersonActor, ROLES } from '#platform/kernel/actor.ts'
import type { BodyId, SessionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { INSTALLATION, inTransaction, type WorkTools, writeIn } from '#platform/server/work.ts'
import type { Action } from '../actions.ts'
import type { Resource } from '../resource.ts'

/** The few ids that random rows and actors share, so that they often meet. */
export type World = {
  readonly territories: readonly TerritoryId[]
  readonly staff: readonly StaffId[]
  readonly bodies: readonly BodyId[]
}

const id = (kind: number, n: number) =>
  `00000000-0000-7000-80${String(kind).padStart(2, '0')}-${String(n).padStart(12, '0')}`

/** Three territories, three people, two bodies. */
export const WORLD: World = {
  territories: [1, 2, 3].map((n) => id(0, n) as TerritoryId),
  staff: [1, 2, 3].map((n) => id(11, n) as StaffId),
  bodies: [1, 2].map((n) => id(12, n) as BodyId),
}

/** A random person: up to four grants of any role, now and then the installation's administrator. */
export const anyActor: fc.Arbitrary<PersonActor> = fc.record({
  kind: fc.constant('person' as const),
  staffId: fc.constantFrom(...WORLD.staff),
  sessionId: fc.constant(id(13, 1) as SessionId),
  name: fc.constant('Prova Inventata'),
  desk: fc.constant(null),
  grants: fc.array(
    fc.oneof(
      {
        weight: 9,
        arbitrary: fc.record({
          territoryId: fc.constantFrom(...WORLD.territories),
          role: fc.constantFrom(...ROLES),
          bodyId: fc.option(fc.constantFrom(...WORLD.bodies)),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.constant({
          territoryId: INSTALLATION,
          role: 'administrator' as const,
          bodyId: null,
        }),
      },
    ),
    { maxLength: 4 },
  ),
})

/** What the comparison needs of a room's resource. */
export type AllowWhere<Row> = {
  readonly tools: WorkTools
  readonly resource: Resource<Row>
  readonly actions: readonly Action[]
  /** Random rows, made from the ids of `WORLD`. */
  readonly row: fc.Arbitrary<Row>
  /** The territory in which a row is written. */
  readonly territoryOf: (row: Row) => TerritoryId
  /** Writes one row and answers its id; all is rolled back after each run. */
  readonly insert: (tx: Tx, row: Row) => Promise<string>
  /** The ids of the rows that a condition selects, from the table or view called `alias`. */
  readonly select: (
    tx: Tx,
    condition: RawBuilder<SqlBool>,
    alias: string,
  ) => Promise<readonly string[]>
  readonly runs?: number
}

class RolledBack extends Error {}

/**
 * Inserts random rows, asks for random people which of them `allow` permits and which `where` selects, and
 * throws with the smallest example when the two differ.
 */
export async function checkAllowWhere<Row>(given: AllowWhere<Row>): Promise<void> {
  const rows = fc.array(given.row, { minLength: 1, maxLength: 6 })
  const actors = fc.array(anyActor, { minLength: 1, maxLength: 4 })
  const property = fc.asyncProperty(rows, actors, (some, people) => compare(given, some, people))
  await fc.assert(property, { numRuns: given.runs ?? 60 })
}

async function compare<Row>(
  given: AllowWhere<Row>,
  rows: readonly Row[],
  people: readonly PersonActor[],
): Promise<void> {
  const scope = {
    actor: { kind: 'system', name: 'system:test' } as const,
    now: instant('2026-11-21T01:00:00Z'),
    read: WORLD.territories,
    write: WORLD.territories[0] ?? null,
  }
  const work = inTransaction(given.tools, scope, async (tx) => {
    const kept: { id: string; row: Row }[] = []
    for (const row of rows) {
      const there = await writeIn(tx, WORLD.territories, given.territoryOf(row))
      kept.push({ id: await given.insert(there, row), row })
    }
    for (const actor of people)
      for (const action of given.actions) await compareOne(given, tx, kept, actor, action)
    throw new RolledBack()
  })
  await work.catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
}

async function compareOne<Row>(
  given: AllowWhere<Row>,
  tx: Tx,
  kept: readonly { id: string; row: Row }[],
  actor: PersonActor,
  action: Action,
): Promise<void> {
  const { resource } = given
  const allowed = kept
    .filter(({ row }) => resource.allow(actor, action, row).allowed)
    .map((one) => one.id)
  const own = new Set(kept.map((one) => one.id))
  const found = await given.select(tx, resource.where(actor, action, 'r'), 'r')
  const selected = found.filter((one) => own.has(one))
  if (allowed.toSorted().join() !== selected.toSorted().join())
    throw new Error(
      `${resource.resource} ${action}: allow ${allowed.length} rows, where ${selected.length}`,
    )
}
