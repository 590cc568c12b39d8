import { type EventId, type SessionId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { append } from '#platform/server/log.ts'
import type { LookUpEvent } from './model-events.ts'

/**
 * How many other contacts came from this telephone and were not taken back. Protected ones do not count, also those
 * whose file became protected later: a number must not tell whoever types it that somebody asked for help.
 */
export async function countSamePhone(
  tx: Tx,
  fingerprint: Buffer | null,
  except: string | null,
): Promise<number> {
  if (fingerprint === null) return 0
  let query = tx
    .selectFrom('intake.contact as c')
    .leftJoin('interventions.v_intervention as f', (join) =>
      join.onRef('f.territory_id', '=', 'c.territory_id').onRef('f.id', '=', 'c.intervention_id'),
    )
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('c.phone_fingerprint', '=', fingerprint)
    .where('c.withdrawn_at', 'is', null)
    .where('c.is_protected', '=', false)
    .where('f.is_protected', 'is not', true)
  if (except !== null) query = query.where('c.id', '!=', except)
  const row = await query.executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Puts on the log that somebody asked for a telephone, and how many contacts they were told. */
export async function recordLookUp(tx: Tx, sessionId: SessionId, count: number): Promise<void> {
  const event: LookUpEvent = { type: 'PreviousContactsCounted', data: { sessionId, count } }
  const { now, random } = tx.work
  const aggregateId = uuid7<EventId>(now, random)
  await append(tx, { room: 'intake', aggregateId, version: 1, at: now, event })
}
