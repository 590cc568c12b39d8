import { nowOf, type World } from './world.ts'

export const PLANTS = [
  'lost-page',
  'lost-alarm',
  'double-hold',
  'unowned',
  'silent-repeat',
  'lapsed-clock',
  'changed-past',
  'no-rota',
  'told-twice',
] as const
export type PlantName = (typeof PLANTS)[number]

/** What must be found of each, by the beginning of its promise. */
export const FOUND_AS: Readonly<Record<PlantName, readonly string[]>> = {
  'lost-page': ['I2, a file that nobody answers calls somebody'],
  'lost-alarm': ['no alarm is lost'],
  'double-hold': ['I3, no bed has two claims'],
  unowned: ['I1, an open file has an owner'],
  'silent-repeat': ['I2, nobody is rung twice'],
  'lapsed-clock': ['I5, a hold, a stay and an arrival', 'I5, the end of a stay'],
  'changed-past': ['I6, each entry says what it said'],
  'no-rota': ['O1, each role and level of the rota has every hour'],
  'told-twice': ['I8, a report that was taken is there once'],
}

/** Each spoils the tables past the product, where it finds something to spoil, and answers the rows it spoiled. */
const SPOILS: Readonly<Record<PlantName, string>> = {
  // A process dies and its page with it, as if it had been settled: nobody is called any more, and nobody has answered.
  'lost-page': `with gone as (
      update paging.page set state = 'settled', settled_at = $1
       where id = (select p.id from paging.page p join interventions.intervention f on f.id = p.intervention_id
         where p.state = 'pending' and p.round > 0 and f.answered_by is null limit 1) returning id),
    cancelled as (
      update paging.attempt set state = 'cancelled' where page_id in (select id from gone)
         and state in ('queued', 'by-hand', 'delivered', 'opened', 'seen') returning message_id),
    unsent as (
      update platform.outbox set state = 'cancelled', next_attempt_at = null, sealed_payload = null
       where state = 'waiting' and id in (select message_id from cancelled)),
    ended as (
      update platform.link set ended_at = $1 where key in (select id from gone) and ended_at is null)
    delete from platform.due where kind = 'paging-step' and key in (select id::text from gone) returning key`,
  // Of the neighbour, where nobody looks: what is to come there comes to nobody's mind.
  'lost-alarm': `delete from platform.due d where exists (select from interventions.intervention)
      and not exists (select from interventions.intervention f where f.territory_id = d.territory_id) returning key`,
  // The bed of somebody is promised to somebody else.
  'double-hold': `insert into places.claim (territory_id, id, bed_id, facility_id, placement_id, until, ended_at)
    select c.territory_id, (left(c.id::text, 24) || 'ffffffffffff')::uuid, c.bed_id, c.facility_id, c.placement_id,
           c.until, c.ended_at
      from places.claim c join places.placement p on p.id = c.placement_id
     where p.state = 'arrived' and c.ended_at is null limit 1 returning id`,
  // Who owns a file leaves, and nobody hears of it.
  unowned: `update access.role_grant g set ended_at = $1 from interventions.intervention f
     where f.owner_id = g.staff_id and f.state <> 'closed' and g.ended_at is null returning g.id`,
  // The same call a second time, as if a server had died after the first and the next one knew nothing of it.
  'silent-repeat': `insert into paging.attempt
    select (jsonb_populate_record(null::paging.attempt, to_jsonb(a) || jsonb_build_object('id', gen_random_uuid(),
        'state', 'no-answer', 'message_id', null))).*
      from paging.attempt a where a.channel = 'voice' and a.state = 'no-answer' order by made_at desc limit 1 returning id`,
  // The alarm of a stay is lost, and its end with it.
  'lapsed-clock': `delete from platform.due d using places.placement p
     where d.kind = 'place-stay' and d.key = p.id::text and p.state = 'arrived' and p.warned_at is null returning d.key`,
  // Who closed a file is somebody else, afterwards.
  'changed-past': `update platform.event set actor = 'system:nobody' where id = (
      select e.id from platform.event e join platform.journal j on j.event_id = e.id
       where e.type = 'InterventionClosed' order by j.position limit 1) returning id`,
  // What was published is not there: nobody has a turn, and nothing is wrong with any.
  'no-rota': `update oncall.turn set removed_at = $1
     where removed_at is null and state = 'published' and starts_at > $1 returning id`,
  // A report whose answer was lost was sent again, and nobody knew its key.
  'told-twice': `insert into intake.report
    select (jsonb_populate_record(null::intake.report, to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(),
        'contact_id', gen_random_uuid(), 'intervention_id', gen_random_uuid(), 'draft_id', null))).*
      from intake.report r limit 1 returning id`,
}

/** Spoils the run where there is something to spoil; answers whether it did. */
export async function plant(world: World, name: PlantName): Promise<boolean> {
  const { books } = world.house
  const sql = SPOILS[name]
  await books.ask('begin')
  await books.ask('set local session_replication_role = replica')
  if (name === 'double-hold') await books.ask('drop index if exists places.claim_bed')
  const rows = await books.ask(sql, sql.includes('$1') ? [nowOf(world).toString()] : [])
  await books.ask(rows.length > 0 ? 'commit' : 'rollback')
  return rows.length > 0
}
