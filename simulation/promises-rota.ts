import type { Promises } from './promises.ts'

// What is promised of the rota and of the consegne: asked at midnight of all, in words of this checker's own.

const NEXT = `select n.staff_id from oncall.turn n
  where n.territory_id = t.territory_id and n.role = t.role and n.level = 1 and n.state = 'published' and n.removed_at is null
    and n.starts_at = t.ends_at limit 1`

/** The change of shift that was last, of each role that writes consegne. */
const LAST_CHANGE = `select distinct on (t.territory_id, t.role) t.territory_id, t.role, t.ends_at, t.id
   from oncall.turn t
  where t.level = 1 and t.state = 'published' and t.removed_at is null and t.role = 'social-worker'
    and t.ends_at < (select now from clock) - interval '1 second'
    and t.ends_at > (select now from clock) - interval '2 days'
    and (${NEXT}) is distinct from t.staff_id
  order by t.territory_id, t.role, t.ends_at desc`

/** In force, not over, and not to go with the next publication. */
const COMING = `t.removed_at is null and t.state = 'published' and not t.leaves and t.ends_at > (select now from clock)`

/** The days on which somebody cannot, as they were last written; without an end they go on. */
const AWAY = `(select *, (from_on::timestamp at time zone 'Europe/Rome') as starts,
    coalesce((to_on + 1)::timestamp at time zone 'Europe/Rome', 'infinity') as ends,
    greatest(to_timestamp(('x' || lpad(left(replace(id::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0),
      (select max(e.at) from platform.event e where e.aggregate_id = b.id and e.type = 'AbsenceEnded')) as since
   from oncall.absence b where b.kind = 'absent' and b.withdrawn_at is null)`

/**
 * The hours of a turn that are asked of others, or being exchanged, now; and those of which everybody was asked, and somebody
 * said since then that it is to stay as it is. Not what one colleague declined, nor what went with another absence.
 */
function askedSince(since: string): string {
  return `coalesce((select range_agg(tstzrange(s.from_at, s.until_at)) from oncall.swap s
    join oncall.turn o on o.territory_id = s.territory_id and o.id = s.turn_id
   where s.territory_id = t.territory_id and s.staff_id = t.staff_id and o.role = t.role and o.level = t.level
     and (s.state in ('asked', 'accepted') or s.asked_of is null and s.state in ('refused', 'withdrawn')
       and s.decided_at >= ${since} and not exists (select from platform.event e
         where e.aggregate_id = s.absence_id and e.type = 'AbsenceEnded' and e.at = s.decided_at))), '{}')`
}

/** O1 and O3, of all that is in force. */
export const OF_ROTA: Promises = {
  'O1, of one hour, role and level one person has the turn': `
    select null::uuid, a.id::text from oncall.turn a
      join oncall.turn b on b.territory_id = a.territory_id and b.role = a.role and b.level = a.level and b.id > a.id
       and a.starts_at < b.ends_at and b.starts_at < a.ends_at
     where a.removed_at is null and b.removed_at is null and a.state = 'published' and b.state = 'published'`,
  'O1, whoever has a turn holds its role, or a substitute was asked for': `
    select null::uuid, t.id::text from oncall.turn t
     where ${COMING} and not exists (select from access.role_grant g
         where g.staff_id = t.staff_id and g.territory_id = t.territory_id and g.role = t.role and g.ended_at is null)
       and not isempty(tstzmultirange(tstzrange(greatest(t.starts_at, (select now from clock)), t.ends_at)) - ${askedSince(
         `coalesce((select max(g.ended_at) from access.role_grant g
            where g.staff_id = t.staff_id and g.territory_id = t.territory_id and g.role = t.role), '-infinity')`,
       )})`,
  'O1, a turn that an absence leaves alone has asked for a substitute': `
    select null::uuid, t.id::text || ' ' || a.id from ${AWAY} a
      join oncall.turn t on t.territory_id = a.territory_id and t.staff_id = a.staff_id
       and t.starts_at < a.ends and t.ends_at > a.starts
     where ${COMING} and a.ends > (select now from clock) and not isempty(
       tstzmultirange(tstzrange(greatest(t.starts_at, a.starts, (select now from clock)), least(t.ends_at, a.ends))) - ${askedSince('a.since')})`,
  'O3, who leaves owes the consegne of the last change, or has signed them': `
    select null::uuid, c.id::text || ' ' || c.ends_at from (${LAST_CHANGE}) c
     where not exists (select from shifts.notes n
       where n.territory_id = c.territory_id and n.role = c.role and n.change_at = c.ends_at)`,
}
