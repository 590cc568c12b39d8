import type { PersonActor, Role } from '#platform/kernel/actor.ts'
import type { SessionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Clock } from '#platform/server/clock.ts'
import { openDatabase, type Reaction, type Tx } from '#platform/server/db.ts'
import { drawRandom } from '#platform/server/random.ts'
import { vaultOf } from '#platform/server/vault.ts'
import { inTransaction, type WorkTools } from '#platform/server/work.ts'

/** Work tools on one pool: a "server" of a concurrency test. */
export type TestTools = WorkTools & { readonly close: () => Promise<void> }

/** A vault that every test server shares, as real servers share one key file. */
export const testVault = vaultOf(new Uint8Array(32).fill(7))

export const random = drawRandom()

/** Opens a pool of its own on a test database. */
export function testTools(
  appUrl: string,
  reactions: ReadonlyMap<string, readonly Reaction[]> = new Map(),
): TestTools {
  const { db } = openDatabase(appUrl, 6)
  return { db, random, vault: testVault, reactions, close: () => db.destroy() }
}

/** A territory id that reads well in a failing test: `aTerritoryId(1)`. */
export function aTerritoryId(n: number): TerritoryId {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as TerritoryId
}

/** A signed-in person with one role in the given territories. */
export function aPerson(
  territories: readonly TerritoryId[],
  role: Role = 'operator',
  over: Partial<PersonActor> = {},
): PersonActor {
  return {
    kind: 'person',
    staffId: crypto.randomUUID() as StaffId,
    sessionId: crypto.randomUUID() as SessionId,
    name: 'Prova Inventata',
    grants: territories.map((territoryId) => ({ territoryId, role, bodyId: null })),
    desk: territories.length === 1 ? (territories[0] ?? null) : null,
    ...over,
  }
}

/** Runs in a transaction of `actor` that reads `read` and writes `write`. */
export async function as<T>(
  tools: WorkTools,
  clock: Clock,
  actor: PersonActor,
  write: TerritoryId | null,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  const read = [...new Set(actor.grants.map((grant) => grant.territoryId))]
  return await inTransaction(tools, { actor, now: clock.now(), read, write }, run)
}
