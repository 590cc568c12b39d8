import pg from 'pg'

// What the product promises, asked of the tables in words of its own: nothing here comes from the rooms, so that a
// mistake of theirs is not repeated where it should be found.

/** The tables of a story, read beside the product. */
export type Books = {
  /** What is broken at this instant of business time, one line each; nothing when all is well. */
  readonly broken: (now: string) => Promise<readonly string[]>
  readonly ask: <Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<readonly Row[]>
  readonly close: () => Promise<void>
}

/** When an id was made, by the time that is in it. */
const madeAt = (id: string) =>
  `to_timestamp(('x' || lpad(left(replace(${id}::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0)`

/** Whether who answers a file has one of these roles in its territory. */
const holds = (roles: readonly string[]) => `exists (select from access.role_grant g
  where g.staff_id = f.answered_by and g.territory_id = f.territory_id and g.ended_at is null
    and g.role in (${roles.map((role) => `'${role}'`).join(', ')}))`

/** Each answers lines about what is broken. */
const PROMISES: Readonly<Record<string, string>> = {
  'I1, an open file has an owner who works in its territory': `
    select number as line from interventions.intervention f
     where state <> 'closed' and not exists (
       select from access.role_grant g join access.staff s on s.id = g.staff_id
        where g.staff_id = f.owner_id and g.territory_id = f.territory_id
          and g.ended_at is null and s.is_active)`,
  'I1, who answers a file owns it': `
    select number as line from interventions.intervention
     where state = 'working' and answered_by is distinct from owner_id`,
  'I2, a pending page has a next step that is not past': `
    select id::text as line from paging.page
     where state = 'pending' and next_at < (select now from clock) - interval '1 second'`,
  'I2, a pending page has its alarm, no later than its next step': `
    select p.id::text as line from paging.page p
     where p.state = 'pending' and not exists (
       select from platform.due d where d.territory_id = p.territory_id and d.kind = 'paging-step'
          and d.key = p.id::text and d.due_at <= p.next_at)`,
  'I2, of a settled page nothing waits to leave': `
    select a.id::text as line from paging.attempt a
      join paging.page p on p.id = a.page_id and p.state = 'settled'
      left join platform.outbox o on o.id = a.message_id
     where (o.state = 'waiting' or a.state in ('queued', 'by-hand', 'delivered'))`,
  'I2, of a settled page no link says yes any more': `
    select l.key::text as line from platform.link l join paging.page p on p.id = l.key and p.state = 'settled'
     where l.kind = 'page-answer' and l.used_at is null and l.ended_at is null and l.expires_at > (select now from clock)`,
  'I2, a file that somebody answers who can assess it, or that is closed, calls nobody': `
    select f.number as line from interventions.intervention f
      join paging.page p on p.intervention_id = f.id and p.state = 'pending'
     where f.state = 'closed' or f.answered_by is not null and ${holds(['social-worker', 'psychologist', 'coordinator'])}`,
  'I2, a file that only an operator follows calls who can assess it': `
    select f.number as line from interventions.intervention f
     where f.state = 'working' and f.class_key is not null and f.class_key <> 'non-pertinente'
       and not ${holds(['social-worker', 'psychologist', 'coordinator', 'crew'])}
       and not exists (select from interventions.assessment a where a.intervention_id = f.id)
       and not exists (select from paging.page p where p.intervention_id = f.id and p.state = 'pending')`,
  'I2, a file that nobody answers calls somebody or goes on at an hour that has its alarm': `
    select f.number as line from interventions.intervention f
     where f.answered_by is null and f.state <> 'closed'
       and not exists (select from paging.page p where p.intervention_id = f.id and p.state = 'pending')
       and not exists (select from platform.due d where d.territory_id = f.territory_id and d.key = f.id::text
          and d.kind in ('intervention-reopened', 'not-pertinent-unconfirmed'))`,
  'I2, one page at a time for a file': `
    select intervention_id::text as line from paging.page
     where state = 'pending' group by intervention_id having count(*) > 1`,
  'I3, no bed has two claims at one instant, now or ever': `
    with claim as (select id, bed_id, ${madeAt('id')} as starts,
             least(coalesce(ended_at, 'infinity'), coalesce(until, 'infinity')) as ends from places.claim)
    select a.bed_id::text as line from claim a join claim b on b.bed_id = a.bed_id and b.id > a.id
     where a.starts < b.ends and b.starts < a.ends`,
  'I3, who has a place has beds that nobody else is promised': `
    select p.id::text as line from places.placement p
      join places.facility f on f.id = p.facility_id and f.capacity = 'beds'
     where (p.state in ('confirmed', 'arrived') or p.state = 'held' and p.hold_until > (select now from clock)) and not exists (
       select from places.claim c where c.placement_id = p.id and c.ended_at is null
          and (c.until is null or c.until > (select now from clock)))`,
  'I3, what is over keeps no bed': `
    select p.id::text as line from places.placement p join places.claim c on c.placement_id = p.id
     where p.state in ('ended', 'refused', 'lapsed', 'released', 'no-show') and c.ended_at is null`,
  'I4, a file closes with an outcome and what it owes': `
    select number || ' ' || coalesce(outcome, 'no outcome') as line from interventions.intervention f
     where state = 'closed' and (outcome is null
        or outcome = 'not-pertinent' and not_pertinent <> 'confirmed'
        or outcome in ('duplicate', 'wrong') and coalesce((
             select e.data->>'reason' from platform.event e
              where e.intervention_id = f.id and e.type = 'InterventionClosed'
              order by e.version desc limit 1), '') = ''
        or outcome not in ('not-pertinent', 'duplicate', 'wrong') and not exists (
             select from handover.handover h where h.intervention_id = f.id
                and h.state in ('accepted', 'not-needed', 'unanswered', 'not-due')
                and not exists (
                  select from handover.handover later where later.intervention_id = f.id
                     and later.state in ('returned', 'partial') and later.answered_at > h.answered_at)))`,
  'I4, no closed file awaits the answer of an office': `
    select f.number as line from interventions.intervention f
      join handover.handover h on h.intervention_id = f.id and h.state in ('sent', 'received', 'assigned')
     where f.state = 'closed' and f.outcome not in ('not-pertinent', 'duplicate', 'wrong')`,
  'I4, nobody but a coordinator says that no office answered': `
    select h.id::text as line from handover.handover h
      join platform.event e on e.aggregate_id = h.id and e.type = 'HandoverUnanswered'
     where (h.step < 4 or not exists (
       select from access.role_grant g where 'staff:' || g.staff_id = e.actor and g.role = 'coordinator'
          and g.territory_id = h.territory_id))`,
  'an awaited handover is chased, or its chase is over': `
    select id::text as line from handover.handover
     where state in ('sent', 'received', 'assigned') and next_chase_at < (select now from clock) - interval '1 second'`,
}

const ALL = Object.entries(PROMISES)
  .map(([promise, text]) => `select '${promise}: ' || line as line from (${text}) as broken`)
  .join('\nunion all\n')

/** Opens the tables of a database, past every wall of its territories. */
export async function openBooks(adminUrl: string): Promise<Books> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const ask: Books['ask'] = async (text, values = []) =>
    (await client.query(text, [...values])).rows
  return {
    ask,
    async broken(now) {
      const text = `with clock (now) as (values ($1::timestamptz)) ${ALL}`
      return (await ask<{ line: string }>(text, [now])).map((row) => row.line)
    },
    close: () => client.end(),
  }
}
