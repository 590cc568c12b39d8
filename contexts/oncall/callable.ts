import { namesOf } from '#contexts/access/public.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { Sex } from './model-staff.ts'
import { reachesOf } from './reach-store.ts'
import { absencesIn, recordsOf } from './staff-store.ts'
import { dutyAt } from './store.ts'

/** Somebody who works here and can be called in this instant. */
export type Callable = {
  readonly staffId: StaffId
  readonly name: string
  /** The first of the roles asked for that they hold. */
  readonly role: Role
  /** The lowest level of their turn that runs now; null: they are not on call. */
  readonly level: number | null
  readonly phone: string | null
  readonly hasMail: boolean
  /** Codes of the languages they speak. */
  readonly languages: readonly string[]
  /** Where their sheet says it. */
  readonly sex: Sex | null
}

/**
 * Those who hold one of these roles and are not absent today: whoever is on call by level, then the others by name. Who
 * can be reached by nothing is left out.
 */
export async function callableNow(
  tx: Tx,
  territoryId: TerritoryId,
  roles: readonly Role[],
  at: Instant,
): Promise<readonly Callable[]> {
  const grants = await tx
    .selectFrom('access.v_grant')
    .select(['staff_id', 'role'])
    .where('territory_id', '=', territoryId)
    .where('role', 'in', [...roles])
    .execute()
  const held = Map.groupBy(grants, (one) => (one.staff_id ?? '') as StaffId)
  const ids = [...held.keys()].filter((id) => id !== '')
  const today = wallClock(at).toPlainDate()
  const absent = (await absencesIn(tx, territoryId, today, today))
    .filter((one) => one.kind === 'absent')
    .map((one) => one.staffId)
  const [duty, names] = [await dutyAt(tx, territoryId, at), await namesOf(tx, ids)]
  const [reaches, recordOf] = [
    await reachesOf(tx, territoryId, ids),
    await recordsOf(tx, territoryId, ids),
  ]
  return ids
    .filter((id) => !absent.includes(id))
    .map((staffId): Callable => {
      const own = held.get(staffId)?.map((one) => one.role) ?? []
      const turns = duty.filter((one) => one.staffId === staffId && roles.includes(one.role))
      const reach = reaches.get(staffId)
      return {
        staffId,
        name: names.get(staffId) ?? '',
        role: roles.find((role) => own.includes(role)) ?? 'operator',
        level: turns.length === 0 ? null : Math.min(...turns.map((one) => one.level)),
        phone: reach?.phone ?? null,
        hasMail: (reach?.email ?? null) !== null,
        languages: recordOf(staffId).languages,
        sex: recordOf(staffId).sex,
      }
    })
    .filter((one) => one.phone !== null || one.hasMail)
    .toSorted(byCall)
}

function byCall(a: Callable, b: Callable): number {
  const last = Number.POSITIVE_INFINITY
  const [one, other] = [a.level ?? last, b.level ?? last]
  return one === other ? a.name.localeCompare(b.name, 'it') : one - other
}
