import { sql } from 'kysely'
import type { Whereabouts } from '#contexts/handover/public.ts'
import { reportsSaid } from '#contexts/intake/public.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'

/** Where the person of a file was found and where they live, as the file and its reports say. */
export async function whereaboutsOf(tx: Tx, id: InterventionId): Promise<Whereabouts> {
  const { rows } = await sql<{ municipality: string | null }>`
    select municipality from interventions.v_intervention where id = ${id}`.execute(tx)
  const said = (await reportsSaid(tx, id)).map((report) => report.residence)
  return {
    foundIn: rows[0]?.municipality ?? null,
    residence: said.find((one) => one !== null) ?? null,
  }
}
