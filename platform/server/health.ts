import { sql } from 'kysely'
import type { Instant } from '#platform/kernel/time.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db.ts'
import { type Still, stillParts } from './engine.ts'
import { sealerDelay } from './sealer.ts'

/** Beyond this many milliseconds the sealer is late, and every board says so. */
export const SEALER_LATE_MS = 2000
/** Beyond this the oldest due alarm is late: the watchdog of the engine. */
export const DUE_LATE_MS = 5000
/** Beyond this difference from the database's clock a server takes no due work. */
export const CLOCK_SKEW_MS = 1000

/** An alarm whose handler has failed so many times in a row does not get done by itself. */
export const DUE_FAILURES = 3
/** Hours for which mail that was given up is told. */
const MAIL_FAILED_HOURS = 24

export type Health = {
  readonly ok: boolean
  readonly database: boolean
  readonly sealerDelayMs: number
  readonly dueDelayMs: number
  readonly clockSkewMs: number
  /** Alarms that have failed at least `DUE_FAILURES` times in a row. */
  readonly dueFailing: number
  /** Messages given up within the last day: told, but the service goes on. */
  readonly mailFailed: number
  /** What no server has done for half a minute: nobody is called, or nothing leaves, or no board moves. */
  readonly still: readonly Still[]
}

const AWAY: Health = {
  ok: false,
  database: false,
  sealerDelayMs: 0,
  dueDelayMs: 0,
  clockSkewMs: 0,
  dueFailing: 0,
  mailFailed: 0,
  still: [],
}

/**
 * How the service is, as `/status` and the boards say it. Never throws: a database that is away is an answer.
 * `startedAt`: since when the server that asks answers, in machine time.
 */
export async function healthOf(db: Database, clock: Clock, startedAt?: Instant): Promise<Health> {
  try {
    const clockSkewMs = await skew(db, clock)
    const sealerDelayMs = await sealerDelay(db, clock)
    const dueDelayMs = await dueDelay(db, clock)
    const dueFailing = await alarmsFailing(db)
    const mailFailed = await mailGivenUp(db, clock)
    const still = await stillParts(db, clock.machine(), startedAt)
    const ok =
      still.length === 0 &&
      sealerDelayMs <= SEALER_LATE_MS &&
      dueDelayMs <= DUE_LATE_MS &&
      dueFailing === 0 &&
      Math.abs(clockSkewMs) <= CLOCK_SKEW_MS
    const delays = { sealerDelayMs, dueDelayMs, clockSkewMs }
    return { ok, database: true, ...delays, dueFailing, mailFailed, still }
  } catch {
    // Whatever the fault, the answer is the same: the database cannot be reached.
    return AWAY
  }
}

/** Milliseconds by which this machine's clock is ahead of the database's. */
async function skew(db: Database, clock: Clock): Promise<number> {
  const before = clock.machine().epochMilliseconds
  const { rows } = await sql<{ at: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as at`.execute(db)
  const after = clock.machine().epochMilliseconds
  const database = rows[0]?.at ?? before
  if (database >= before && database <= after) return 0
  return Math.round((before + after) / 2 - database)
}

async function dueDelay(db: Database, clock: Clock): Promise<number> {
  const oldest = await db
    .selectFrom('platform.due')
    .select('due_at')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  if (!oldest) return 0
  return Math.max(0, clock.now().epochMilliseconds - oldest.due_at.epochMilliseconds)
}

async function alarmsFailing(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('platform.due')
    .select((e) => e.fn.countAll().as('count'))
    .where('failures', '>=', DUE_FAILURES)
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function mailGivenUp(db: Database, clock: Clock): Promise<number> {
  const { count } = await db
    .selectFrom('platform.outbox')
    .select((e) => e.fn.countAll().as('count'))
    .where('state', '=', 'failed')
    .where('settled_at', '>', clock.now().subtract({ hours: MAIL_FAILED_HOURS }))
    .executeTakeFirstOrThrow()
  return Number(count)
}
