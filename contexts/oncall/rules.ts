import type { RotaRules } from '#contexts/territory/configuration.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { JudgedRules } from './model-rules.ts'

/** The rules of a territory with whom its shorter rest concerns, as the records of the staff say. */
export async function judgedRules(
  tx: Tx,
  territoryId: TerritoryId,
  rota: RotaRules,
): Promise<JudgedRules> {
  if (rota.cooperativeRestHours === null) return rota
  const rows = await tx
    .selectFrom('oncall.staff')
    .select('staff_id')
    .where('territory_id', '=', territoryId)
    .where('contract', '=', 'cooperative')
    .orderBy('staff_id')
    .execute()
  return { ...rota, cooperative: rows.map((row) => row.staff_id as StaffId) }
}
