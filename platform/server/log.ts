import { sql } from 'kysely'
import { actorRef } from '#platform/kernel/actor.ts'
import type { DomainEvent, RecordedEvent } from '#platform/kernel/event.ts'
import { type EventId, type InterventionId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from './db.ts'
import { RefusalError } from './errors.ts'
import { constraintOf } from './work.ts'

/** Where an event belongs and which version of its aggregate it makes. */
export type Entry<E extends DomainEvent> = {
  readonly room: string
  readonly aggregateId: string
  readonly version: number
  readonly interventionId?: InterventionId | null
  /** When it happened; when it is written is the transaction's own `now`. */
  readonly at: Instant
  readonly event: E
}

/**
 * Writes one event on the log and runs the same-transaction reactions, in the wiring table's order.
 * Refuses with `changed-meanwhile` when somebody else wrote this version first.
 */
export async function append<E extends DomainEvent>(
  tx: Tx,
  entry: Entry<E>,
): Promise<RecordedEvent<E['type'], E['data']>> {
  const { work } = tx
  if (work.territoryId === null) throw new Error(`${entry.event.type}: no territory to write in`)
  const recorded: RecordedEvent<E['type'], E['data']> = {
    id: uuid7<EventId>(work.now, work.random),
    territoryId: work.territoryId,
    room: entry.room,
    aggregateId: entry.aggregateId,
    version: entry.version,
    interventionId: entry.interventionId ?? null,
    at: entry.at,
    recordedAt: work.now,
    actor: actorRef(work.actor),
    type: entry.event.type,
    data: entry.event.data,
  }
  await write(tx, recorded)
  for (const react of work.reactions.get(recorded.type) ?? []) await react(tx, recorded)
  return recorded
}

async function write(tx: Tx, e: RecordedEvent): Promise<void> {
  const salt = Buffer.from(tx.work.random(16))
  try {
    await sql`with e as (
      insert into platform.event (id, territory_id, room, aggregate_id, version, intervention_id,
                                  at, recorded_at, actor, type, data, salt)
      values (${e.id}, ${e.territoryId}, ${e.room}, ${e.aggregateId}, ${e.version}, ${e.interventionId},
              ${e.at}, ${e.recordedAt}, ${e.actor}, ${e.type}, ${JSON.stringify(e.data)}, ${salt})
      returning *)
    insert into platform.unsealed (event_id, territory_id, intervention_id, room, type, recorded_at, content_hash)
    select id, territory_id, intervention_id, room, type, recorded_at, ${contentHash('e')} from e`.execute(
      tx,
    )
  } catch (error) {
    if (constraintOf(error) === 'event_aggregate_version')
      throw new RefusalError('changed-meanwhile')
    throw error
  }
}

/**
 * The SQL of an entry's salted hash, from a row named `alias`: computed by the database both when
 * written and when verified, so that jsonb has one form only.
 */
export function contentHash(alias: string) {
  const row = (column: string) => sql.ref(`${alias}.${column}`)
  return sql<Buffer>`sha256(${row('salt')} || convert_to(jsonb_build_array(
    ${row('room')}, ${row('aggregate_id')}, ${row('version')}, ${row('intervention_id')},
    extract(epoch from ${row('at')})::text, extract(epoch from ${row('recorded_at')})::text,
    ${row('actor')}, ${row('type')}, ${row('data')})::text, 'UTF8'))`
}

/** The events of one aggregate in order: what `evolve` folds, in tests and in conflict messages. */
export async function eventsOf(tx: Tx, aggregateId: string): Promise<readonly RecordedEvent[]> {
  const rows = await tx
    .selectFrom('platform.event')
    .selectAll()
    .where('aggregate_id', '=', aggregateId)
    .orderBy('version')
    .execute()
  return rows.map((row) => ({
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
  }))
}
