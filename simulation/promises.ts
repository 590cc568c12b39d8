// What the product promises, asked of the tables in words of its own: nothing here comes from the rooms, so that a
// mistake of theirs is not repeated where it should be found. The names `file`, `page`, `attempt`, `placement`, `claim`,
// `handover` are the rows that are asked about: all of them, or those of the files that were touched (books.ts).

/** Rows `(file uuid, line text)` about what is broken. */
export type Promises = Readonly<Record<string, string>>

/** When an id was made, by the time that is in it. */
const madeAt = (id: string) =>
  `to_timestamp(('x' || lpad(left(replace(${id}::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0)`

/** Whether who answers a file has one of these roles in its territory. */
const holds = (roles: readonly string[]) => `exists (select from access.role_grant g
  where g.staff_id = f.answered_by and g.territory_id = f.territory_id and g.ended_at is null
    and g.role in (${roles.map((role) => `'${role}'`).join(', ')}))`

/** I1: an owner, always. */
const OF_OWNERS: Promises = {
  'I1, an open file has an owner who works in its territory': `
    select id as file, number as line from file f
     where state <> 'closed' and not exists (
       select from access.role_grant g join access.staff s on s.id = g.staff_id
        where g.staff_id = f.owner_id and g.territory_id = f.territory_id
          and g.ended_at is null and s.is_active)`,
  'I1, who answers a file owns it': `
    select id, number from file where state = 'working' and answered_by is distinct from owner_id`,
}

/** I2: whoever is on call is called, until somebody answers; nobody twice without a word. */
const OF_PAGES: Promises = {
  'I2, a pending page has its alarm, no later than its next step': `
    select p.intervention_id, p.id::text from page p
     where p.state = 'pending' and not exists (
       select from platform.due d where d.territory_id = p.territory_id and d.kind = 'paging-step'
          and d.key = p.id::text and d.due_at <= p.next_at)`,
  'I2, of a settled page nothing waits to leave': `
    select p.intervention_id, a.id::text from page p
      join paging.attempt a on a.territory_id = p.territory_id and a.page_id = p.id
      left join platform.outbox o on o.id = a.message_id
     where p.state = 'settled' and (o.state = 'waiting' or a.state in ('queued', 'by-hand', 'delivered'))`,
  'I2, of a settled page no link says yes any more': `
    select p.intervention_id, l.key::text from page p join platform.link l on l.key = p.id
     where p.state = 'settled' and l.kind = 'page-answer' and l.used_at is null and l.ended_at is null
       and l.expires_at > (select now from clock)`,
  'I2, a file that somebody answers who can assess it, or that is closed, calls nobody': `
    select f.id, f.number from file f
      join page p on p.intervention_id = f.id and p.state = 'pending'
     where f.state = 'closed' or f.answered_by is not null and ${holds(['social-worker', 'psychologist', 'coordinator'])}`,
  'I2, a file that only an operator follows calls who can assess it': `
    select f.id, f.number from file f
     where f.state = 'working' and f.class_key is not null and f.class_key <> 'non-pertinente'
       and not ${holds(['social-worker', 'psychologist', 'coordinator', 'crew'])}
       and not exists (select from interventions.assessment a
         where a.territory_id = f.territory_id and a.intervention_id = f.id)
       and not exists (select from page p where p.intervention_id = f.id and p.state = 'pending')`,
  'I2, a file that nobody answers calls somebody or goes on at an hour that has its alarm': `
    select f.id, f.number from file f
     where f.answered_by is null and f.state <> 'closed'
       and not exists (select from page p where p.intervention_id = f.id and p.state = 'pending')
       and not exists (select from platform.due d where d.territory_id = f.territory_id and d.key = f.id::text
          and d.kind in ('intervention-reopened', 'not-pertinent-unconfirmed'))`,
  'I2, one page at a time for a file': `
    select intervention_id, intervention_id::text from page
     where state = 'pending' group by intervention_id having count(*) > 1`,
  'I2, nobody is rung twice in one step of a page': `
    select p.intervention_id, a.page_id::text from page p
      join paging.attempt a on a.territory_id = p.territory_id and a.page_id = p.id
     where a.channel = 'voice'
     group by p.intervention_id, a.page_id, a.round, a.step, a.staff_id having count(*) > 1`,
}

/** How many steps of a plan, up to this one, ask the rota for its role: who was named and what comes once more do not count. */
const LEVEL = `(select count(*) from jsonb_array_elements(p.steps) with ordinality o (one, n)
   where n <= a.step + 1 and one->>'role' = p.steps->a.step->>'role'
     and not one ? 'staffId' and not coalesce((one->>'isAgain')::boolean, false))`

/** Whether the plan asks the rota for nobody after this step. */
const IS_LAST = `not exists (select from jsonb_array_elements(p.steps) with ordinality o (one, n)
   where n > a.step + 1 and not one ? 'staffId' and not coalesce((one->>'isAgain')::boolean, false))`

/** Who has the turn that a step asks for now, and is there: of its level, else of the nearest before it, else of the first. */
const ON_CALL = `(select t.staff_id from oncall.turn t
   where t.territory_id = p.territory_id and t.role = p.steps->a.step->>'role' and t.state = 'published' and t.removed_at is null
     and t.starts_at <= (select now from clock) and t.ends_at > (select now from clock)
     and exists (select from access.role_grant g join access.staff s on s.id = g.staff_id and s.is_active
       where g.staff_id = t.staff_id and g.territory_id = t.territory_id and g.role = t.role and g.ended_at is null)
     and not exists (select from oncall.absence b
       where b.territory_id = t.territory_id and b.staff_id = t.staff_id and b.kind = 'absent' and b.withdrawn_at is null
         and b.from_on <= ((select now from clock) at time zone 'Europe/Rome')::date
         and coalesce(b.to_on, 'infinity') >= ((select now from clock) at time zone 'Europe/Rome')::date)
     and (${IS_LAST} or t.staff_id <> all (p.declined))
   order by t.level <= ${LEVEL} desc, abs(t.level - ${LEVEL}) limit 1)`

/** I2: who is called is who is on call. Asked of the calls of this instant: the rota of another is not kept. */
const OF_CALLS: Promises = {
  'I2, who is called is named in the plan or has the turn that the step asks for': `
    select p.intervention_id, a.staff_id || ' step ' || a.step from page p
      join paging.attempt a on a.territory_id = p.territory_id and a.page_id = p.id
       and a.made_at = (select now from clock) and a.channel <> 'hand' and a.step >= 0
     where not exists (select from paging.attempt b
         where b.territory_id = a.territory_id and b.page_id = a.page_id and b.round = a.round and b.step = a.step
           and b.staff_id = a.staff_id and b.made_at < a.made_at)
       and a.staff_id is distinct from coalesce((p.steps->a.step->>'staffId')::uuid, ${ON_CALL},
         case when ${IS_LAST} and exists (select from access.role_grant g
           where g.staff_id = a.staff_id and g.territory_id = a.territory_id and g.role = 'coordinator' and g.ended_at is null)
         then a.staff_id end)`,
}

/** I3: a bed is never promised to two people. */
const OF_PLACES: Promises = {
  'I3, no bed has two claims at one instant, now or ever': `
    select p.intervention_id, a.bed_id::text from claim a
      join claim b on b.bed_id = a.bed_id and b.id > a.id
      join places.placement p on p.id = b.placement_id
     where a.starts < b.ends and b.starts < a.ends`,
  'I3, who has a place has beds that nobody else is promised': `
    select p.intervention_id, p.id::text from placement p
      join places.facility f on f.id = p.facility_id and f.capacity = 'beds'
     where (p.state in ('confirmed', 'arrived') or p.state = 'held' and p.hold_until > (select now from clock)) and not exists (
       select from places.claim c where c.territory_id = p.territory_id and c.placement_id = p.id and c.ended_at is null
          and (c.until is null or c.until > (select now from clock)))`,
  'I3, what is over keeps no bed': `
    select p.intervention_id, p.id::text from placement p
      join places.claim c on c.territory_id = p.territory_id and c.placement_id = p.id and c.ended_at is null
     where p.state in ('ended', 'refused', 'lapsed', 'released', 'no-show')`,
}

/** I4: nothing closes without its end, and no office is silent unchased. */
const OF_HANDOVERS: Promises = {
  'I4, a file closes with an outcome and what it owes': `
    select f.id, number || ' ' || coalesce(outcome, 'no outcome') from file f
     where state = 'closed' and (outcome is null
        or outcome = 'not-pertinent' and not_pertinent <> 'confirmed'
        or outcome in ('duplicate', 'wrong', 'unheard') and coalesce((
             select e.data->>'reason' from platform.event e
              where e.intervention_id = f.id and e.type = 'InterventionClosed'
              order by e.version desc limit 1), '') = ''
        or outcome not in ('not-pertinent', 'duplicate', 'wrong', 'unheard') and not exists (
             select from handover h where h.intervention_id = f.id
                and h.state in ('accepted', 'not-needed', 'unanswered', 'not-due')
                and not exists (
                  select from handover later where later.intervention_id = f.id
                     and later.state in ('returned', 'partial') and later.answered_at > h.answered_at)))`,
  'I4, no closed file awaits the answer of an office': `
    select f.id, f.number from file f
      join handover h on h.intervention_id = f.id and h.state in ('sent', 'received', 'assigned')
     where f.state = 'closed' and f.outcome not in ('not-pertinent', 'duplicate', 'wrong', 'unheard')`,
  'I4, nobody but a coordinator says that no office answered': `
    select h.intervention_id, h.id::text from handover h
      join platform.event e on e.aggregate_id = h.id and e.type = 'HandoverUnanswered'
     where (h.step < 4 or not exists (
       select from access.role_grant g where 'staff:' || g.staff_id = e.actor and g.role = 'coordinator'
          and g.territory_id = h.territory_id))`,
}

const hasAlarm = (row: string, kind: string) => `exists (select from platform.due d
  where d.territory_id = ${row}.territory_id and d.kind = '${kind}' and d.key = ${row}.id::text)`

/** I5: a clock that runs has its alarm. */
const OF_CLOCKS: Promises = {
  'I5, a hold, a stay and an arrival that is awaited have their alarms': `
    select intervention_id, id::text || ' ' || state from placement p
     where state = 'held' and not ${hasAlarm('p', 'place-hold')}
        or state in ('held', 'confirmed') and arrival_due_at is not null and not ${hasAlarm('p', 'place-arrival')}
        or state = 'arrived' and stay_until is not null and overrun_at is null and not ${hasAlarm('p', 'place-stay')}`,
  'I5, a handover that is chased has its alarm': `
    select intervention_id, id::text from handover h
     where next_chase_at is not null and not ${hasAlarm('h', 'handover-chase')}`,
  'I5, a target has its alarm, and a proposal, and a review': `
    select id, number from file f
     where target_at is not null and target_missed_at is null and answered_by is null and state <> 'closed'
           and not ${hasAlarm('f', 'intervention-target')}
        or state = 'to-confirm' and not ${hasAlarm('f', 'not-pertinent-unconfirmed')}
        or state = 'closed' and review_at is not null and not ${hasAlarm('f', 'intervention-review')}`,
}

/** Whatever is asked about the rows that were touched. */
export const OF_FILES: Promises = {
  ...OF_OWNERS,
  ...OF_PAGES,
  ...OF_CALLS,
  ...OF_PLACES,
  ...OF_HANDOVERS,
  ...OF_CLOCKS,
}

const PAST = "< (select now from clock) - interval '1 second'"

/**
 * What breaks by itself when time passes and nothing happens: asked of everything that is open, however long ago it was
 * touched.
 */
export const OF_TIME: Promises = {
  'I2, a pending page has a next step that is not past': `
    select intervention_id, id::text from paging.page where state = 'pending' and next_at ${PAST}`,
  'I3, a hold that is over is written down as lapsed': `
    select intervention_id, id::text from places.placement where state = 'held' and hold_until ${PAST}`,
  'I4, an awaited handover is chased, or its chase is over': `
    select intervention_id, id::text from handover.handover
     where state in ('sent', 'received', 'assigned') and next_chase_at ${PAST}`,
  'I5, a target that passed is written down': `
    select id, number from interventions.intervention
     where target_at ${PAST} and target_missed_at is null and answered_by is null and state <> 'closed'`,
  'I5, a proposal of not pertinent lapses at its hour': `
    select id, number from interventions.intervention where state = 'to-confirm' and confirm_by ${PAST}`,
  'I5, a temporary closing is looked at again on its day': `
    select id, number from interventions.intervention where state = 'closed' and review_at ${PAST}`,
  'I5, a late arrival is told': `
    select intervention_id, id::text from places.placement
     where state in ('held', 'confirmed') and arrival_due_at ${PAST}`,
  'I5, the end of a stay is told before': `
    select intervention_id, id::text from places.placement
     where state = 'arrived' and warned_at is null and warn_at ${PAST}`,
  'I5, a stay that is over is written down': `
    select intervention_id, id::text from places.placement
     where state = 'arrived' and overrun_at is null and stay_until ${PAST}`,
  'I5, a task that falls due is told': `
    select t.intervention_id, t.id::text from interventions.task t
      join interventions.intervention f on f.id = t.intervention_id and f.state <> 'closed'
     where t.done_at is null and t.told_at is null and t.due_at ${PAST}`,
  'O3, of consegne that nobody confirmed in time a coordinator is told': `
    select null::uuid, id::text from shifts.notes
     where state in ('owed', 'signed') and told_at is null and late_at ${PAST}`,
  'no alarm is left untaken': `
    select null::uuid, kind || ' ' || key from platform.due where due_at ${PAST}`,
}

/** The claims that are asked about: from when until when a bed is promised. */
export const CLAIM = `select id, bed_id, placement_id, ${madeAt('id')} as starts,
  least(coalesce(ended_at, 'infinity'), coalesce(until, 'infinity')) as ends from places.claim`
