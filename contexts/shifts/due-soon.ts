import { sql } from 'kysely'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { DUE_KINDS, type DueWhat } from './model-due.ts'

/** How far the consegne look ahead. */
export const AHEAD_HOURS = 12

/** Something of a file that falls due. */
export type DueSoon = {
  readonly id: InterventionId
  readonly number: string
  readonly what: DueWhat
  readonly at: Instant
}

const MOST = 300

/**
 * What falls due in the territory within the next shift, and what is due already, as the rooms below say in their own views;
 * with the file it belongs to. The caller leaves out the files that the reader may not read: what is due tells of the case.
 */
export async function dueSoon(
  tx: Tx,
  territoryId: TerritoryId,
  now: Instant,
): Promise<readonly DueSoon[]> {
  const until = now.add({ hours: AHEAD_HOURS })
  const { rows } = await sql<{ id: string; number: string; kind: string; due_at: Instant }>`
    select f.id, f.number, d.kind, min(d.due_at) as due_at from (
      select v.territory_id, v.kind, v.due_at, coalesce(t.intervention_id::text, v.key) as file
        from interventions.v_due v
        left join interventions.v_task t on v.kind = 'task-due' and t.id::text = v.key
          and t.territory_id = v.territory_id
      union all
      select v.territory_id, v.kind, v.due_at, coalesce(p.intervention_id, u.intervention_id)::text
        from places.v_due v
        left join places.v_placement p on p.id::text = v.key and p.territory_id = v.territory_id
        left join places.v_unmet u on u.id::text = v.key and u.territory_id = v.territory_id
      union all
      select v.territory_id, v.kind, v.due_at, h.intervention_id::text
        from handover.v_due v
        join handover.v_handover h on h.id::text = v.key and h.territory_id = v.territory_id
    ) d
    join interventions.v_intervention f on f.territory_id = d.territory_id and f.id::text = d.file
    where d.territory_id = ${territoryId} and d.due_at <= ${until}
      and d.kind = any(${[...DUE_KINDS]})
    group by f.id, f.number, d.kind
    order by 4, f.number, d.kind limit ${MOST}`.execute(tx)
  return rows.map(({ id, number, kind, due_at }) => ({
    id: id as InterventionId,
    number,
    what: kind as DueWhat,
    at: due_at,
  }))
}
