import { sql } from 'kysely'
import type { Actor } from '#platform/kernel/actor.ts'
import { actorRef } from '#platform/kernel/actor.ts'
import type { InterventionId, Random, TerritoryId } from '#platform/kernel/ids.ts'
import { asStored, type Instant } from '#platform/kernel/time.ts'
import type { Database, Reaction, Tx, Work } from './db.ts'
import { RefusalError } from './errors.ts'
import { flushLog } from './log-write.ts'
import { constraintOf, sqlState } from './sql-state.ts'
import { LATER } from './together.ts'
import type { Vault } from './vault.ts'

/** What stays the same for all work of one server. */
export type WorkTools = {
  readonly db: Database
  readonly random: Random
  readonly vault: Vault
  readonly reactions: ReadonlyMap<string, readonly Reaction[]>
}

/** Who works, when, and in which territories. */
export type Scope = {
  readonly actor: Actor
  readonly now: Instant
  /** Territories whose rows can be read. */
  readonly read: readonly TerritoryId[]
  /** The one territory that can be written, or null. */
  readonly write: TerritoryId | null
}

/** The pseudo-territory of what belongs to the installation: sign-in, grants, keys. */
export const INSTALLATION = '00000000-0000-0000-0000-000000000000' as TerritoryId

const RETRYABLE = new Set(['40001', '40P01', '55P03'])
const ATTEMPTS = 4

/**
 * One command, one transaction. Serialization failures, deadlocks and lock time-outs are tried again
 * three times: safe, because nothing outside the database happens inside. Refuses with `changed-meanwhile` when
 * somebody else wrote a version first.
 */
export async function inTransaction<T>(
  tools: WorkTools,
  scope: Scope,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(tools, scope, run)
    } catch (error) {
      if (constraintOf(error) === 'event_aggregate_version')
        throw new RefusalError('changed-meanwhile')
      if (attempt >= ATTEMPTS || !RETRYABLE.has(sqlState(error))) throw error
    }
  }
}

async function once<T>(tools: WorkTools, scope: Scope, run: (tx: Tx) => Promise<T>): Promise<T> {
  return await tools.db.transaction().execute(async (bare) => {
    const work: Work = {
      actor: scope.actor,
      now: asStored(scope.now),
      random: tools.random,
      vault: tools.vault,
      territoryId: scope.write,
      pending: [],
      reactions: tools.reactions,
    }
    const tx: Tx = Object.assign(bare, { work })
    const read = scope.write === null ? scope.read : [...new Set([...scope.read, scope.write])]
    await enter(tx, read, scope.write)
    const result = await run(tx)
    await flushLog(tx)
    return result
  })
}

async function enter(tx: Tx, read: readonly TerritoryId[], write: TerritoryId | null) {
  await sql`select set_config('app.territories', ${read.join(',')}, true),
                   set_config('app.territory', ${write ?? ''}, true),
                   set_config('app.actor', ${actorRef(tx.work.actor)}, true) ${LATER}`.execute(tx)
}

/**
 * The same transaction, now writing in `territoryId`: for commands whose territory is that of a row.
 * The caller has read the row under the actor's own read set, so nothing new becomes visible.
 */
export async function writeIn(
  tx: Tx,
  read: readonly TerritoryId[],
  territoryId: TerritoryId,
): Promise<Tx> {
  // What was appended so far belongs to the territory that is left.
  await flushLog(tx)
  await enter(tx, [...new Set([...read, territoryId])], territoryId)
  return Object.assign(tx, { work: { ...tx.work, territoryId } })
}

/** Commands on one intervention follow one another: taken before any row is locked. */
export async function lockIntervention(tx: Tx, id: InterventionId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 1)) ${LATER}`.execute(tx)
}
