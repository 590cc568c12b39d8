import { sql } from 'kysely'
import type { Tx } from '#platform/server/db.ts'
import type { BoundaryFile } from './contract-where.ts'

type Rings = BoundaryFile['municipalities'][string]

/** Writes the boundaries of a file over those that were there. Answers how many municipalities it holds. */
export async function writeBoundaries(tx: Tx, file: BoundaryFile): Promise<number> {
  const rows = Object.entries(file.municipalities).map(([code, rings]) => ({ code, rings }))
  await sql`insert into territory.boundary (municipality_code, rings, source)
    select code, rings, ${file.source} from jsonb_to_recordset(${JSON.stringify(rows)})
      as b (code text, rings jsonb)
    on conflict (municipality_code) do update set rings = excluded.rings, source = excluded.source`.execute(
    tx,
  )
  return rows.length
}

/** The boundaries that were imported of these municipalities, and whose they are; none is an answer too. */
export async function boundariesOf(tx: Tx, codes: readonly string[]) {
  const rows = await tx
    .selectFrom('territory.boundary')
    .select(['municipality_code', 'rings', 'source'])
    .where('municipality_code', 'in', [...codes, ''])
    .execute()
  return {
    rings: new Map(rows.map((row) => [row.municipality_code, row.rings as unknown as Rings])),
    source: rows[0]?.source ?? null,
  }
}
