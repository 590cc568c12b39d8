import { sql } from 'kysely'
import type { Database } from './db.ts'
import { contentHash } from './log-write.ts'
import { CHAIN_START, linkOf } from './sealer.ts'

/** What a verification of the log found. */
export type Audit = {
  readonly entries: number
  readonly territories: number
  readonly disposed: number
  /** The first fault of each kind found, by position: empty when the log holds. */
  readonly faults: readonly { readonly position: number; readonly fault: AuditFault }[]
}

export type AuditFault = 'gap' | 'broken-link' | 'altered-content' | 'missing-event'

type Row = {
  position: number
  territory_id: string
  event_id: string
  content_hash: Buffer
  link: Buffer
  recomputed: Buffer | null
  present: boolean
  disposed: boolean
}

const BATCH = 2000

/**
 * Recomputes the whole log: gapless positions, each territory's chain, and each entry's salted content hash.
 * An entry disposed of under authorisation keeps its link and is counted, not blamed. The connection must
 * see every territory (`app.territories`), or entries would look missing.
 */
export async function verifyLog(db: Database, territories: readonly string[]): Promise<Audit> {
  const heads = new Map<string, Buffer>()
  const faults: { position: number; fault: AuditFault }[] = []
  let last = 0
  let entries = 0
  let disposed = 0
  for (;;) {
    const rows = await batch(db, territories, last)
    if (rows.length === 0) break
    for (const row of rows) {
      const fault = faultOf(row, last, heads.get(row.territory_id) ?? CHAIN_START)
      if (fault) faults.push({ position: row.position, fault })
      heads.set(row.territory_id, row.link)
      last = row.position
      entries += 1
      if (row.disposed) disposed += 1
    }
  }
  return { entries, territories: heads.size, disposed, faults }
}

function faultOf(row: Row, last: number, previous: Buffer): AuditFault | undefined {
  if (row.position !== last + 1) return 'gap'
  if (!linkOf(previous, row.position, row.event_id, row.content_hash).equals(row.link))
    return 'broken-link'
  if (!row.present) return 'missing-event'
  if (row.disposed || row.recomputed === null) return undefined
  return row.recomputed.equals(row.content_hash) ? undefined : 'altered-content'
}

async function batch(db: Database, territories: readonly string[], after: number): Promise<Row[]> {
  return await db.transaction().execute(async (tx) => {
    await sql`select set_config('app.territories', ${territories.join(',')}, true)`.execute(tx)
    const { rows } =
      await sql<Row>`select j.position, j.territory_id, j.event_id, j.content_hash, j.link,
        e.id is not null as present, e.id is not null and e.data is null as disposed,
        case when e.data is null then null else ${contentHash('e')} end as recomputed
      from platform.journal j left join platform.event e on e.id = j.event_id
      where j.position > ${after} order by j.position limit ${BATCH}`.execute(tx)
    return rows
  })
}
