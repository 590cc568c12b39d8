import { nowOf, type World } from './world.ts'

/** The first rota begins on the first day at the hour of its change. */
const FIRST_CHANGE = { hours: 8 }

/** Hours of a role and level of today that nobody has, but those that were left open on purpose. */
const OPEN = `with asked as (select * from jsonb_to_recordset($1::jsonb) as a (role text, level integer)),
  today (hours) as (values (tstzmultirange(tstzrange(greatest($2::timestamptz, $3::timestamptz), $2::timestamptz + interval '24 hours')))),
  gap as (select a.role, a.level, today.hours - coalesce((
      select range_agg(tstzrange(t.starts_at, t.ends_at)) from oncall.turn t
       where t.territory_id = $4 and t.role = a.role and t.level = a.level
         and (t.removed_at is null and t.state = 'published' or t.id = any ($5::uuid[]))), '{}') as hours
    from asked a cross join today)
  select role || ' ' || level || ' ' || hours as line from gap where not isempty(hours)`

/** O1: a service in which nobody has a turn keeps every other promise of the rota. Asked at midnight, of the day that begins. */
export async function rotaStands(world: World): Promise<void> {
  const { house, profile, emptied, begins } = world
  const promise = 'O1, each role and level of the rota has every hour of the day'
  const gaps = await house.books.ask<{ line: string }>(OPEN, [
    JSON.stringify(profile.rota),
    nowOf(world).toString(),
    begins.add(FIRST_CHANGE).toString(),
    house.territoryId,
    emptied,
  ])
  for (const { line } of gaps) world.violations.push({ promise, line, file: null })
}
