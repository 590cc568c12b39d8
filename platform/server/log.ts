import { actorRef } from '#platform/kernel/actor.ts'
import type { DomainEvent, RecordedEvent } from '#platform/kernel/event.ts'
import { type EventId, type InterventionId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from './db.ts'
import { flushLog } from './log-write.ts'

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
 * Puts one event on the log and runs the same-transaction reactions, in the wiring table's order. It is written
 * with the others of the command before the commit, which refuses with `changed-meanwhile` when somebody else
 * wrote this version first.
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
  work.pending.push(recorded)
  for (const react of work.reactions.get(recorded.type) ?? []) await react(tx, recorded)
  return recorded
}

/** The events of one aggregate in order: what `evolve` folds, in tests and in conflict messages. */
export async function eventsOf(tx: Tx, aggregateId: string): Promise<readonly RecordedEvent[]> {
  await flushLog(tx)
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
