import { sql } from 'kysely'
import type { Tx } from './db.ts'
import { LATER } from './together.ts'

/**
 * Writes the events appended so far, in their order, with their salted hashes in the queue of the sealer: one
 * statement for all of them. Called before the commit, and before anything in the same transaction reads the log.
 * A version that somebody else wrote first is found when it leaves, at the latest by the commit.
 */
export async function flushLog(tx: Tx): Promise<void> {
  const { pending, random } = tx.work
  const events = pending.splice(0)
  if (events.length === 0) return
  const salts = events.map(() => Buffer.from(random(16)))
  const column = <T>(pick: (event: (typeof events)[number]) => T): T[] => events.map(pick)
  await sql`with i as materialized (
      select id, territory_id, room, aggregate_id, version, intervention_id, at, recorded_at, actor, type,
             data::jsonb as data, salt, place
      from unnest(
        ${column((e) => e.id)}::uuid[], ${column((e) => e.territoryId)}::uuid[], ${column((e) => e.room)}::text[],
        ${column((e) => e.aggregateId)}::uuid[], ${column((e) => e.version)}::int[],
        ${column((e) => e.interventionId)}::uuid[], ${column((e) => e.at.toString())}::timestamptz[],
        ${column((e) => e.recordedAt.toString())}::timestamptz[], ${column((e) => e.actor)}::text[],
        ${column((e) => e.type)}::text[], ${column((e) => JSON.stringify(e.data))}::text[],
        ${salts}::bytea[]
      ) with ordinality as t (id, territory_id, room, aggregate_id, version, intervention_id, at, recorded_at,
                              actor, type, data, salt, place)
    ), e as (
      insert into platform.event (id, territory_id, room, aggregate_id, version, intervention_id,
                                  at, recorded_at, actor, type, data, salt)
      select id, territory_id, room, aggregate_id, version, intervention_id,
             at, recorded_at, actor, type, data, salt from i order by place)
    insert into platform.unsealed (event_id, territory_id, intervention_id, room, type, recorded_at, content_hash)
    select i.id, i.territory_id, i.intervention_id, i.room, i.type, i.recorded_at, ${contentHash('i')}
    from i order by i.place ${LATER}`.execute(tx)
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
