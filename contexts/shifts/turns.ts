import type { Role } from '#platform/kernel/actor.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import type { RotaSpan } from './model.ts'

/** The first level of the published rota from an instant on, in order; of these roles, all when not said. */
export async function turnsFrom(
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  roles?: readonly Role[],
): Promise<readonly RotaSpan[]> {
  if (roles?.length === 0) return []
  const rows = await tx
    .selectFrom('oncall.v_turn')
    .select(['staff_id', 'role', 'starts_at', 'ends_at'])
    .where('territory_id', '=', territoryId)
    .where('level', '=', 1)
    .where('ends_at', '>', from)
    .$if(roles !== undefined, (q) => q.where('role', 'in', [...(roles ?? [])]))
    .orderBy('starts_at')
    .limit(MOST)
    .execute()
  return rows.flatMap(({ staff_id, role, starts_at, ends_at }) =>
    staff_id === null || role === null || starts_at === null || ends_at === null
      ? []
      : [
          {
            staffId: staff_id as StaffId,
            role: role as Role,
            startsAt: starts_at,
            endsAt: ends_at,
          },
        ],
  )
}

/** More than a quarter of turns of eight hours, for each role. */
const MOST = 2000

/** When the next turn of any role ends; undefined: the rota has none. */
export async function nextEnd(
  tx: Tx,
  territoryId: TerritoryId,
  after: Instant,
): Promise<Instant | undefined> {
  const row = await tx
    .selectFrom('oncall.v_turn')
    .select('ends_at')
    .where('territory_id', '=', territoryId)
    .where('level', '=', 1)
    .where('ends_at', '>', after)
    .orderBy('ends_at')
    .limit(1)
    .executeTakeFirst()
  return row?.ends_at ?? undefined
}
