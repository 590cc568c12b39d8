import { sql } from 'kysely'
import type { ServeTools } from '#platform/server/serve.ts'

/** Seconds ago at which each part of another server went round. */
export type Ago = {
  readonly sealer?: number
  readonly due?: number
  readonly outbox?: number
  readonly follower?: number
}

/** Another server, of which each part went round so many seconds ago: just now without them. */
export async function anotherServer(
  { db, clock }: Pick<ServeTools, 'db' | 'clock'>,
  { sealer = 0, due = 0, outbox = 0, follower = 0 }: Ago = {},
): Promise<void> {
  const at = (seconds: number) => clock.machine().subtract({ seconds })
  await sql`insert into platform.process
      (id, kind, beat_at, clock_skew_ms, sealer_at, due_at, outbox_at, follower_at)
    values (${crypto.randomUUID()}, 'server', ${at(0)}, 0, ${at(sealer)}, ${at(due)}, ${at(outbox)},
      ${at(follower)})`.execute(db)
}
