import { createHash } from 'node:crypto'
import type { Books, Violation } from './books.ts'

/** The log as this checker has seen it: how far, and the last link of each territory. */
type Seen = { position: number; readonly links: Map<string, Buffer> }

/** Recomputes the log (I6) in code of its own; what it has seen once it remembers. */
export type LogChain = {
  /** What was sealed since the last time. */
  readonly since: () => Promise<readonly Violation[]>
  /** The whole log from its first entry, which must come to where it had come before. */
  readonly whole: () => Promise<readonly Violation[]>
  /** How many entries were recomputed. */
  readonly entries: () => number
}

type Entry = {
  position: number
  territory: string
  event: string
  file: string | null
  hash: Buffer
  link: Buffer
  /** The hash of the event as it stands now; null where it is gone, or its words were disposed of. */
  again: Buffer | null
  disposed: boolean
}

const AT_ONCE = 5000
const LINK_BYTES = 32

/** Entries in their order, with the hash of the event as it stands: of its salt and of all that it says. */
const ENTRIES = `select j.position::float8 as position, j.territory_id as territory, j.event_id as event,
    j.intervention_id as file, j.content_hash as hash, j.link,
    sha256(e.salt || convert_to(jsonb_build_array(e.room, e.aggregate_id, e.version, e.intervention_id,
      extract(epoch from e.at)::text, extract(epoch from e.recorded_at)::text, e.actor, e.type, e.data)::text, 'UTF8')) as again,
    e.id is not null and e.salt is null as disposed
  from platform.journal j left join platform.event e on e.id = j.event_id
 where j.position > $1 order by j.position limit $2`

/** Opens the chain at its beginning. */
export function openLogChain(books: Books): LogChain {
  let counted = 0
  let seen: Seen = { position: 0, links: new Map() }
  const goOn = async (from: Seen): Promise<readonly Violation[]> => {
    const broken: Violation[] = []
    for (;;) {
      const rows = await books.ask<Entry>(ENTRIES, [from.position, AT_ONCE], 'log-entries')
      for (const row of rows) broken.push(...faultsOf(row, from))
      counted += rows.length
      if (rows.length < AT_ONCE) return broken
    }
  }
  return {
    entries: () => counted,
    since: () => goOn(seen),
    async whole() {
      const before = seen
      seen = { position: 0, links: new Map() }
      const broken = await goOn(seen)
      return [...broken, ...moved(before, await linksAt(books, before))]
    },
  }
}

/** What is wrong with an entry; `seen` moves on to it. */
function faultsOf(row: Entry, seen: Seen): readonly Violation[] {
  const previous = seen.links.get(row.territory) ?? Buffer.alloc(LINK_BYTES)
  const place = Buffer.alloc(8)
  place.writeBigUInt64BE(BigInt(row.position))
  const link = createHash('sha256')
    .update(Buffer.concat([previous, place, Buffer.from(row.event), row.hash]))
    .digest()
  const tell = (promise: string): Violation => ({ promise, line: row.event, file: row.file })
  const faults = [
    ...(row.position === seen.position + 1 ? [] : [tell('I6, the log has no gap')]),
    ...(link.equals(row.link) ? [] : [tell('I6, each entry is linked to the one before')]),
    ...(row.disposed || row.again?.equals(row.hash)
      ? []
      : [tell('I6, each entry says what it said')]),
  ]
  seen.position = row.position
  seen.links.set(row.territory, row.link)
  return faults
}

/** The last link of each territory where this checker had come to. */
async function linksAt(books: Books, { position }: Seen): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await books.ask<{ territory: string; link: Buffer }>(
    `select distinct on (territory_id) territory_id as territory, link from platform.journal
      where position <= $1 order by territory_id, position desc`,
    [position],
  )
  return new Map(rows.map(({ territory, link }) => [territory, link]))
}

/** A log that was written anew from its beginning holds together, and is another one. */
function moved(before: Seen, now: ReadonlyMap<string, Buffer>): readonly Violation[] {
  return [...before.links]
    .filter(([territory, link]) => now.get(territory)?.equals(link) !== true)
    .map(([line]) => ({ promise: 'I6, the log is the one that was seen', line, file: null }))
}
