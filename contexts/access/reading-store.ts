import { sql } from 'kysely'
import { type EventId, type InterventionId, uuid7 } from '#platform/kernel/ids.ts'
import type { RefusalEntry } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { append } from '#platform/server/log.ts'
import type { AccessEvent } from './model.ts'

const AGAIN_AFTER_MINUTES = 10

async function write(tx: Tx, event: AccessEvent, interventionId: InterventionId | null) {
  const aggregateId = uuid7<EventId>(tx.work.now, tx.work.random)
  await append(tx, {
    room: 'access',
    aggregateId,
    version: 1,
    interventionId,
    at: tx.work.now,
    event,
  })
}

/**
 * Puts the reading of a file on the log, once per session and file in ten minutes. The transaction must write
 * in the file's territory, so the route that shows a file declares `writes` like a command. Only people read;
 * for others it does nothing.
 */
export async function recordReading(tx: Tx, interventionId: InterventionId): Promise<void> {
  const { actor, now, territoryId } = tx.work
  if (actor.kind !== 'person') return
  if (territoryId === null) throw new Error('a reading is written in the territory of its file')
  const again = now.subtract({ minutes: AGAIN_AFTER_MINUTES })
  const { rows } =
    await sql`insert into access.reading as r (territory_id, session_id, intervention_id, read_at)
    values (${territoryId}, ${actor.sessionId}, ${interventionId}, ${now})
    on conflict (territory_id, session_id, intervention_id) do update set read_at = excluded.read_at
      where r.read_at <= ${again} returning 1`.execute(tx)
  if (rows.length === 0) return
  await write(tx, { type: 'FileRead', data: { sessionId: actor.sessionId } }, interventionId)
}

/** Puts a denial or a refusal on the log: which operation, which code, which file; nothing that was typed. */
export async function recordRefusal(tx: Tx, entry: RefusalEntry): Promise<void> {
  const type = entry.code === 'not-allowed' ? 'AccessDenied' : 'CommandRefused'
  const data = { operation: entry.operation, code: entry.code }
  await write(tx, { type, data }, entry.interventionId)
}
