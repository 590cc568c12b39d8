import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Instant } from '#platform/kernel/time.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db.ts'
import { type Beat, type Loop, startLoop, unheard } from './loop.ts'
import { LATER } from './together.ts'

const BATCH = 500
const POLL_MS = 1000
/** Commands that come close upon each other are sealed together; a board hardly notices. */
const REST_MS = 20

type Waiting = {
  readonly seq: number
  readonly event_id: string
  readonly territory_id: string
  readonly intervention_id: string | null
  readonly room: string
  readonly type: string
  readonly content_hash: Buffer
  /** The last position given, and the last link of this entry's territory; null before the first. */
  readonly last: number | null
  readonly head: Buffer | null
}

/**
 * The link of one entry in its territory's chain. It covers position, event and content, so neither can be
 * altered or moved; the salted content hash stands in for content that is later disposed of.
 */
export function linkOf(
  previous: Uint8Array,
  position: number,
  eventId: string,
  content: Uint8Array,
): Buffer {
  const place = Buffer.alloc(8)
  place.writeBigUInt64BE(BigInt(position))
  return createHash('sha256')
    .update(previous)
    .update(place)
    .update(eventId)
    .update(content)
    .digest()
}

/** What a territory's chain starts from. */
export const CHAIN_START = Buffer.alloc(32)

/**
 * Gives committed entries their gapless position and their link, one batch per transaction; one sealer at a
 * time by an advisory lock, waited for, so that the entries of a command just committed are always taken by
 * whoever comes next. Answers how many were sealed.
 */
export async function sealOnce(db: Database): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('approdo sealer', 0)) ${LATER}`.execute(
      tx,
    )
    const { rows: waiting } = await sql<Waiting>`select u.*,
        (select max(position) from platform.journal) as last,
        (select link from platform.journal where territory_id = u.territory_id
          order by position desc limit 1) as head
      from (select * from platform.unsealed order by seq limit ${BATCH}) u order by seq`.execute(tx)
    if (waiting.length === 0) return 0
    const links = chain(waiting)
    const column = <T>(pick: (row: (typeof links)[number]) => T): T[] => links.map(pick)
    await sql`insert into platform.journal
        (position, territory_id, event_id, intervention_id, room, type, content_hash, link)
      select * from unnest(${column((row) => row.position)}::bigint[], ${column((row) => row.territory_id)}::uuid[],
        ${column((row) => row.event_id)}::uuid[], ${column((row) => row.intervention_id)}::uuid[],
        ${column((row) => row.room)}::text[], ${column((row) => row.type)}::text[],
        ${column((row) => row.content_hash)}::bytea[], ${column((row) => row.link)}::bytea[]) ${LATER}`.execute(
      tx,
    )
    const sealed = waiting.map((row) => row.seq)
    await sql`delete from platform.unsealed where seq = any(${sealed}::bigint[]) ${LATER}`.execute(
      tx,
    )
    await sql`notify approdo_sealed ${LATER}`.execute(tx)
    return waiting.length
  })
}

function chain(waiting: readonly Waiting[]) {
  const heads = new Map<string, Buffer>()
  return waiting.map((row, index) => {
    const position = (row.last ?? 0) + index + 1
    const previous = heads.get(row.territory_id) ?? row.head ?? CHAIN_START
    const link = linkOf(previous, position, row.event_id, row.content_hash)
    heads.set(row.territory_id, link)
    return { ...row, position, link }
  })
}

/** Runs the sealer until stopped: woken after each commit of this process, else every second. */
export function startSealer(db: Database, log: Logger, beat: Beat = unheard): Loop {
  return startLoop(
    'sealer',
    POLL_MS,
    log,
    async () => {
      while ((await sealOnce(db)) === BATCH) beat()
      beat()
      return undefined
    },
    REST_MS,
  )
}

/** Milliseconds for which the oldest unsealed entry has waited; 0 when nothing waits. */
export async function sealerDelay(db: Database, clock: Clock): Promise<number> {
  const oldest = await db
    .selectFrom('platform.unsealed')
    .select((e) => e.fn.min('recorded_at').as('at'))
    .executeTakeFirst()
  return oldest?.at ? Math.max(0, milliseconds(oldest.at, clock.now())) : 0
}

function milliseconds(from: Instant, to: Instant): number {
  return to.epochMilliseconds - from.epochMilliseconds
}
