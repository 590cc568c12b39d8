import { sql, type Transaction } from 'kysely'
import type { DB } from '#db/types.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import { keepNames, type Namer } from './carried.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db.ts'
import { failedKind, LAPSED_KIND, STUCK_AFTER, STUCK_KIND, tellWriter } from './outbox-alarms.ts'

/** Seconds for which one sender has a message in hand: no carrier may be slower, or it is sent twice. */
export const LEASE_SECONDS = 15

/** A message that a sender has in hand. */
export type Leased = {
  id: string
  channel: string
  territory_id: string
  attempts: number
  sealed_payload: Buffer
  notice_of: string | null
  not_after: Instant | null
}

/** Takes one message under a short lease; a sender that dies is followed by another when the lease ends. */
export async function leaseNext(
  db: Database,
  channels: readonly string[],
  now: Instant,
  machine: Instant,
): Promise<Leased | undefined> {
  const { rows } =
    await sql<Leased>`update platform.outbox set leased_until = ${machine.add({ seconds: LEASE_SECONDS })},
      attempts = attempts + 1
    where id = (select id from platform.outbox where state = 'waiting' and channel = any(${[...channels]}) and next_attempt_at <= ${now}
      and (leased_until is null or leased_until < ${machine})
      order by next_attempt_at limit 1 for update skip locked)
    returning id, channel, territory_id, attempts, sealed_payload, notice_of, not_after`.execute(db)
  return rows[0]
}

/** `attempts`: only while this sender has it in hand, who took it under that number. True when it was settled. */
async function settle(
  db: Database | Transaction<DB>,
  id: string,
  now: Instant,
  state: 'sent' | 'failed' | 'cancelled',
  attempts?: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('platform.outbox')
    .set({
      state,
      next_attempt_at: null,
      leased_until: null,
      settled_at: now,
      // Sent or given up, nobody reads it here any more: it may hold a link that lets somebody in.
      sealed_payload: null,
    })
    .where('id', '=', id)
    // Taken back while it was being sent: what has been decided about it stays.
    .where('state', '=', 'waiting')
    .$if(attempts !== undefined, (update) => update.where('attempts', '=', attempts ?? 0))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** It has left: what the provider calls it is kept in the same instant, for what it reports under these names. */
export async function settleSent(
  db: Database,
  namer: Namer | undefined,
  id: string,
  names: readonly string[],
  clock: Clock,
): Promise<void> {
  const times = { now: clock.now(), machine: clock.machine() }
  if (!namer || names.length === 0) {
    await settle(db, id, times.now, 'sent')
    return
  }
  await db.transaction().execute(async (tx) => {
    await settle(tx, id, times.now, 'sent')
    await keepNames(tx, namer, id, names, times)
  })
}

/**
 * It will never leave: whoever wrote it is told by an alarm of this kind, in the same instant. A sender that was slower
 * than its lease says nothing of what another has in hand by now.
 */
export async function giveUpOn(db: Database, message: Leased, now: Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (await settle(tx, message.id, now, 'failed', message.attempts))
      await tellWriter(tx, message, failedKind(message), now)
  })
}

/** True of a message whose hour is over. */
export function isTooLate({ not_after }: Leased, now: Instant): boolean {
  return not_after !== null && notAfter(not_after, now)
}

/** Its hour is over: it leaves no more, which is no failure. Whoever wrote it hears that it has not left. */
export async function letLapse(db: Database, message: Leased, now: Instant): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (await settle(tx, message.id, now, 'cancelled', message.attempts))
      await tellWriter(tx, message, LAPSED_KIND, now)
  })
}

/** It is tried again after so many seconds, unless another sender has it in hand; whoever wrote it is told when that goes on. */
export async function tryLater(
  db: Database,
  message: Leased,
  now: Instant,
  seconds: number,
): Promise<void> {
  const next = now.add({ seconds })
  const { not_after } = message
  // Its hour is looked at when it comes, and not hours later.
  const next_attempt_at = not_after !== null && notAfter(not_after, next) ? not_after : next
  await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('platform.outbox')
      .set({ next_attempt_at, leased_until: null })
      .where('id', '=', message.id)
      .where('state', '=', 'waiting')
      .where('attempts', '=', message.attempts)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n && message.attempts === STUCK_AFTER)
      await tellWriter(tx, message, STUCK_KIND, now)
  })
}
