import { sql } from 'kysely'
import type { Tx } from '#platform/server/db.ts'

/** An entry of the log, as far as a place in it is concerned. */
type Entry = { readonly room: string; readonly aggregate_id: string; readonly data: unknown }

type Row = { id: string; facility: string }

/**
 * The word that everybody reads today of the facilities in these entries, by the id that an entry holds: its own
 * placement, or a facility in its data. A facility that became secret later is not told by the name it had.
 */
export async function presentNames(
  tx: Tx,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(entries.flatMap(idsIn))]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select id, facility from places.v_facility where id = any(${ids}::uuid[])
    union all
    select id, facility from places.v_placement where id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.facility]))
}

/** The data of an entry with the facility by its present name; without one where nothing says which it is. */
export function withPresentName(
  entry: Entry,
  data: Record<string, unknown>,
  names: ReadonlyMap<string, string>,
): Record<string, unknown> {
  if (entry.room !== 'places' || data['facility'] === undefined) return data
  const name = idsIn(entry).flatMap((id) => names.get(id) ?? [])[0]
  return { ...data, facility: name ?? '' }
}

function idsIn({ room, aggregate_id, data }: Entry): string[] {
  if (room !== 'places') return []
  const own = typeof data === 'object' && data !== null && 'facilityId' in data
  return own ? [String(data.facilityId)] : [aggregate_id]
}
