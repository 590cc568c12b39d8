import type { SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Tx } from '#platform/server/db.ts'
import { facilitiesNow, openDetails } from './facility-store.ts'

/** The number of a facility of the territory written, for whoever may have it rung. */
export async function facilityPhone(
  tx: Tx,
  id: string,
  part: 'desk' | 'head',
): Promise<{ readonly phone: string; readonly isSecret: boolean } | undefined> {
  const here = sql<SqlBool>`r.id = ${id}::uuid and r.territory_id = ${tx.work.territoryId}::uuid`
  const [found] = await facilitiesNow(tx, tx.work.now, here)
  if (!found) return undefined
  const { phone, headPhone } = openDetails(tx, found)
  return { phone: part === 'head' ? headPhone : phone, isSecret: found.isSecret }
}
