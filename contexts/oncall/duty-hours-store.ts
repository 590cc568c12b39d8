import { sql } from 'kysely'
import type { Role } from '#platform/kernel/actor.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'

/** An hour at whose beginning somebody of a role is on call. */
export type DutyHour = { readonly at: Instant; readonly role: Role }

/** The roles that are on call at each hour from `from` on, by the published rota, judged as `dutyAt` judges one instant. */
export async function dutyHours(
  tx: Tx,
  territoryId: TerritoryId,
  from: Instant,
  hours: number,
): Promise<readonly DutyHour[]> {
  const last = from.add({ hours: hours - 1 })
  const { rows } = await sql<{ at: Instant; role: string }>`
    select distinct h.at, t.role
      from generate_series(${from}::timestamptz, ${last}::timestamptz, interval '1 hour') as h(at)
      join oncall.turn t on t.territory_id = ${territoryId} and t.removed_at is null and t.state = 'published'
                        and t.ends_at > h.at and t.starts_at <= h.at
     where exists (select from access.v_grant g
                    where g.staff_id = t.staff_id and g.territory_id = t.territory_id and g.role = t.role)
       and not exists (select from oncall.absence a
                        where a.territory_id = t.territory_id and a.staff_id = t.staff_id and a.kind = 'absent'
                          and a.withdrawn_at is null
                          and a.from_on <= (h.at at time zone 'Europe/Rome')::date
                          and (a.to_on is null or a.to_on >= (h.at at time zone 'Europe/Rome')::date))
     order by h.at, t.role`.execute(tx)
  return rows.map((row) => ({ at: row.at, role: row.role as Role }))
}
