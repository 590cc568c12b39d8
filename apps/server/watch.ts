import { sql } from 'kysely'
import { uuid7 } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Clock } from '#platform/server/clock.ts'
import { type Pulse, STILL_SECONDS, type Still } from '#platform/server/engine.ts'
import { CLOCK_SKEW_MS, healthOf } from '#platform/server/health.ts'
import type { LiveHealth } from '#platform/server/live-health.ts'
import { faultOf } from '#platform/server/loop.ts'
import type { ServeTools } from '#platform/server/serve.ts'
import type { Parts } from './parts.ts'

/** Seconds after which a server that does not beat is taken for gone. */
const GONE_SECONDS = 60

/** How this server stands, renewed every few seconds: what its boards are told and whether it may take due work. */
export type Standing = {
  isLate: boolean
  mayWork: boolean
  /** What stands still on every server; empty while all goes. */
  still: readonly Still[]
  /** When this was last looked at, in machine time. */
  checkedAt: Instant
  readonly startedAt: Instant
}

/** The standing of a server that has not looked yet. */
export function openStanding(clock: Pick<Clock, 'machine'>): Standing {
  const at = clock.machine()
  return { isLate: false, mayWork: true, still: [], checkedAt: at, startedAt: at }
}

/** What boards are told. Who watches may stand still too: then nothing is known of the rest. */
export function toldOf(standing: Standing, clock: Clock): LiveHealth {
  const isBlind = notAfter(standing.checkedAt.add({ seconds: STILL_SECONDS }), clock.machine())
  const [first] = standing.still
  const calls = standing.still.find((one) => one.callsNobody)
  const still = isBlind ? standing.checkedAt : (calls ?? first)?.since
  return {
    late: standing.isLate,
    stillSince: still === undefined ? null : asBusinessTime(still, clock).toString(),
    callsNobody: isBlind || calls !== undefined,
    still: standing.still.map(({ part }) => part),
  }
}

/** An instant of the machine on the clock that people read. */
function asBusinessTime(machine: Instant, clock: Clock): Instant {
  return clock.now().subtract(machine.until(clock.machine()))
}

/** One look: how the service stands, written for whoever asks, with this server's own pulse. */
export function watch(
  { db, clock, random }: Pick<ServeTools, 'db' | 'clock' | 'random'>,
  standing: Standing,
  pulse: Pulse,
): () => Promise<undefined> {
  const id = uuid7(clock.machine(), random)
  return async () => {
    const at = clock.machine()
    const { sealer, due, follower, mail, voice, sms, push } = pulse.rounds()
    await sql`insert into platform.process
        (id, kind, beat_at, clock_skew_ms, sealer_at, due_at, follower_at, mail_at, voice_at, sms_at, push_at)
      values (${id}, 'server', ${at}, 0, ${sealer}, ${due}, ${follower}, ${mail}, ${voice}, ${sms}, ${push})
      on conflict (id) do update set beat_at = excluded.beat_at, sealer_at = excluded.sealer_at,
        due_at = excluded.due_at, follower_at = excluded.follower_at, mail_at = excluded.mail_at,
        voice_at = excluded.voice_at, sms_at = excluded.sms_at, push_at = excluded.push_at`.execute(
      db,
    )
    const health = await healthOf(db, clock, standing.startedAt)
    standing.isLate = !health.ok
    standing.still = health.still
    standing.mayWork = Math.abs(health.clockSkewMs) <= CLOCK_SKEW_MS
    standing.checkedAt = at
    await sql`update platform.process set clock_skew_ms = ${health.clockSkewMs} where id = ${id}`.execute(
      db,
    )
    await db
      .deleteFrom('platform.process')
      .where('beat_at', '<', at.subtract({ seconds: GONE_SECONDS }))
      .execute()
    return undefined
  }
}

/**
 * Says outside that all goes, and only then: of a server that hangs, or whose database is away, a monitor hears nothing.
 * What is asked is asked anew, for the standing may be the last word of a watch that hangs.
 */
export function signOfLife(
  { signOfLife: send, log }: Pick<Parts, 'signOfLife' | 'log'>,
  { db, clock }: Pick<ServeTools, 'db' | 'clock'>,
  standing: Standing,
): () => Promise<undefined> {
  return async () => {
    if (send === undefined) return undefined
    const { ok, still } = await healthOf(db, clock, standing.startedAt)
    if (!ok) {
      log.warn({ still: still.map(({ part }) => part) }, 'no sign of life')
      return undefined
    }
    try {
      await send()
    } catch (error) {
      log.warn({ err: faultOf(error).code }, 'sign of life not heard')
    }
    return undefined
  }
}
