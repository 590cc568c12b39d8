import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Instant } from '#platform/kernel/time.ts'
import type { Clock } from './clock.ts'
import type { Database } from './db.ts'
import { type Loop, startLoop } from './loop.ts'

const BATCH = 500
const POLL_MS = 1000

type Waiting = {
  readonly seq: number
  readonly event_id: string
  readonly territory_id: string
  readonly intervention_id: string | null
  readonly room: string
  readonly type: string
  readonly content_hash: Buffer
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
    await sql`select pg_advisory_xact_lock(hashtextextended('approdo sealer', 0))`.execute(tx)
    const waiting = await tx
      .selectFrom('platform.unsealed')
      .selectAll()
      .orderBy('seq')
      .limit(BATCH)
      .execute()
    if (waiting.length === 0) return 0
    const last = await tx
      .selectFrom('platform.journal')
      .select((e) => e.fn.max('position').as('position'))
      .executeTakeFirst()
    const heads = await headsOf(tx, [...new Set(waiting.map((row) => row.territory_id))])
    await tx
      .insertInto('platform.journal')
      .values(chain(waiting, Number(last?.position ?? 0), heads))
      .execute()
    await tx
      .deleteFrom('platform.unsealed')
      .where(
        'seq',
        'in',
        waiting.map((row) => row.seq),
      )
      .execute()
    await sql`notify approdo_sealed`.execute(tx)
    return waiting.length
  })
}

async function headsOf(tx: Database, territories: string[]): Promise<Map<string, Buffer>> {
  const heads = new Map<string, Buffer>()
  for (const territory of territories) {
    const head = await tx
      .selectFrom('platform.journal')
      .select('link')
      .where('territory_id', '=', territory)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (head) heads.set(territory, head.link)
  }
  return heads
}

function chain(waiting: readonly Waiting[], last: number, heads: Map<string, Buffer>) {
  return waiting.map((row, index) => {
    const position = last + index + 1
    const previous = heads.get(row.territory_id) ?? CHAIN_START
    const link = linkOf(previous, position, row.event_id, row.content_hash)
    heads.set(row.territory_id, link)
    return {
      position,
      territory_id: row.territory_id,
      event_id: row.event_id,
      intervention_id: row.intervention_id,
      room: row.room,
      type: row.type,
      content_hash: row.content_hash,
      link,
    }
  })
}

/** Runs the sealer until stopped: woken after each commit of this process, else every second. */
export function startSealer(db: Database, log: Logger): Loop {
  return startLoop('sealer', POLL_MS, log, async () => {
    while ((await sealOnce(db)) === BATCH);
    return undefined
  })
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
