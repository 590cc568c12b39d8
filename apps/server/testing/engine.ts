import { sql } from 'kysely'
import type { ServeTools } from '#platform/server/serve.ts'

/** Seconds ago at which each part of another server went round. */
export type Ago = {
  readonly sealer?: number
  readonly due?: number
  readonly follower?: number
  readonly mail?: number
  readonly voice?: number
  readonly sms?: number
  readonly push?: number
}

/** Another server, of which each part went round so many seconds ago: just now without them. */
export async function anotherServer(
  { db, clock }: Pick<ServeTools, 'db' | 'clock'>,
  ago: Ago = {},
): Promise<void> {
  const at = (seconds = 0) => clock.machine().subtract({ seconds })
  await sql`insert into platform.process
      (id, kind, beat_at, clock_skew_ms, sealer_at, due_at, follower_at, mail_at, voice_at, sms_at, push_at)
    values (${crypto.randomUUID()}, 'server', ${at()}, 0, ${at(ago.sealer)}, ${at(ago.due)},
      ${at(ago.follower)}, ${at(ago.mail)}, ${at(ago.voice)}, ${at(ago.sms)}, ${at(ago.push)})`.execute(
    db,
  )
}
