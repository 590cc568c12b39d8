import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { EventId, InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Clock } from './clock.ts'
import type { Database, Reaction, Tx } from './db.ts'
import { type Beat, type Loop, startLoop, unheard } from './loop.ts'
import { inTransaction, type WorkTools } from './work.ts'

const READER = 'reactions'
const BATCH = 200
const POLL_MS = 1000
const REST_MS = 50

type Place = { position: number; event_id: string; territory_id: string; type: string }

/**
 * Runs the after-commit reactions of the journal, in order, at least once: the reader's place moves in the
 * transaction of the reaction itself, so a crash repeats nothing that was committed. One follower at a time.
 * Answers how many entries were passed.
 */
export async function followOnce(
  tools: WorkTools,
  reactions: ReadonlyMap<string, readonly Reaction[]>,
  clock: Clock,
): Promise<number> {
  const from = await placeOf(tools.db)
  const entries = await tools.db
    .selectFrom('platform.journal')
    .select(['position', 'event_id', 'territory_id', 'type'])
    .where('position', '>', from)
    .orderBy('position')
    .limit(BATCH)
    .execute()
  let reached = from
  for (const entry of entries) {
    if ((reactions.get(entry.type) ?? []).length > 0) {
      if (!(await react(tools, reactions, clock, entry, reached))) return 0
      reached = entry.position
    }
  }
  const last = entries.at(-1)
  if (last && last.position !== reached) await advance(tools.db, reached, last.position)
  return entries.length
}

async function react(
  tools: WorkTools,
  reactions: ReadonlyMap<string, readonly Reaction[]>,
  clock: Clock,
  entry: Place,
  reached: number,
): Promise<boolean> {
  const territory = entry.territory_id as TerritoryId
  const actor = { kind: 'system', name: 'system:reaction' } as const
  const scope = { actor, now: clock.now(), read: [territory], write: territory }
  return await inTransaction(tools, scope, async (tx) => {
    if (!(await advance(tx, reached, entry.position))) return false
    const event = await eventAt(tx, entry)
    if (event) for (const run of reactions.get(entry.type) ?? []) await run(tx, event)
    return true
  })
}

async function placeOf(db: Database): Promise<number> {
  await sql`insert into platform.reader (name, position) values (${READER}, 0)
    on conflict (name) do nothing`.execute(db)
  const row = await db
    .selectFrom('platform.reader')
    .select('position')
    .where('name', '=', READER)
    .executeTakeFirstOrThrow()
  return row.position
}

/** Moves the place, or answers false when another follower has been here meanwhile. */
async function advance(db: Database | Tx, from: number, to: number): Promise<boolean> {
  const result = await db
    .updateTable('platform.reader')
    .set({ position: to })
    .where('name', '=', READER)
    .where('position', '=', from)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

async function eventAt(tx: Tx, entry: Place): Promise<RecordedEvent | undefined> {
  const row = await tx
    .selectFrom('platform.event')
    .selectAll()
    .where('id', '=', entry.event_id)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id as EventId,
    territoryId: row.territory_id as TerritoryId,
    room: row.room,
    aggregateId: row.aggregate_id,
    version: row.version,
    interventionId: row.intervention_id as InterventionId | null,
    at: row.at,
    recordedAt: row.recorded_at,
    actor: row.actor,
    type: row.type,
    data: (row.data ?? {}) as Readonly<Record<string, unknown>>,
  }
}

/** Follows the journal until stopped. */
export function startFollower(
  tools: WorkTools,
  reactions: ReadonlyMap<string, readonly Reaction[]>,
  clock: Clock,
  log: Logger,
  beat: Beat = unheard,
): Loop {
  return startLoop(
    'follower',
    POLL_MS,
    log,
    async () => {
      while ((await followOnce(tools, reactions, clock)) === BATCH) beat()
      beat()
      return undefined
    },
    REST_MS,
  )
}
