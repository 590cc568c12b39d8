import { type RawBuilder, sql } from 'kysely'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NO_PROGRESS, type Progress } from './model-next-step.ts'

type Row = {
  id: string
  page_next_at: Instant | null
  paged: boolean
  people: boolean
  needs_place: boolean | null
  placement: string | null
  hold_until: Instant | null
  expected_at: Instant | null
  is_late: boolean
  stay: string | null
  stay_until: Instant | null
  is_lapsed: boolean
  unmet: boolean
  elsewhere: boolean
  released_for: string | null
  papers: boolean
  handover: string | null
  chase_at: Instant | null
  call_at: Instant | null
  read_back: boolean
  task_due_at: Instant | null
  is_withheld: boolean | null
  again_at: Instant | null
}

/**
 * What the rooms below have recorded of these files, in one question: the views of each room, never their words.
 * A file of which nothing is recorded is not in the answer.
 */
export async function progressOf(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Progress>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select f.id,
      page.next_at as page_next_at, page.id is not null as paged,
      exists (select from people.v_person p where p.intervention_id = f.id and p.part = 'helped'
        and not p.is_struck) as people,
      (select a.needs_place from interventions.assessment a where a.intervention_id = f.id
        order by a.version desc limit 1) as needs_place,
      placed.state as placement, placed.hold_until, placed.expected_at,
      coalesce(placed.state = 'confirmed' and placed.late_level is not null, false) as is_late,
      case when placed.state <> 'arrived' or placed.stay_until is null then 'none'
           when placed.overrun_at is not null then 'over'
           when placed.warned_at is not null then 'ending' else 'calm' end as stay, placed.stay_until,
      coalesce(last.is_lapsed, false) and not exists (select from places.v_unmet u
        where u.intervention_id = f.id and u.recorded_at >= last.hold_until) and not exists (
        select from interventions.assessment a where a.intervention_id = f.id and not a.needs_place
          and a.assessed_at >= last.hold_until) as is_lapsed,
      coalesce((select u.again_at is null or u.again_at > ${tx.work.now} from places.v_unmet u
        where u.intervention_id = f.id order by u.recorded_at desc, u.id desc limit 1), false) as unmet,
      -- Where nobody looks any more there is nobody to ask outside either.
      exists (select from places.v_neighbour_call n where n.intervention_id = f.id)
        or coalesce((select u.again_at is null from places.v_unmet u
          where u.intervention_id = f.id order by u.recorded_at desc, u.id desc limit 1), false) as elsewhere,
      -- What was recorded after a refusal is the newer word, also once its hour has come.
      (select p.released_for from places.v_placement p where p.intervention_id = f.id and not exists (
          select from places.v_unmet u where u.intervention_id = f.id and u.recorded_at >= p.ended_at)
        order by p.ended_at desc nulls first, p.id desc limit 1) as released_for,
      exists (select from documents.v_document d where d.intervention_id = f.id
        and d.kind <> 'annulment' and d.annulled_by is null) as papers,
      handed.state as handover, handed.next_chase_at as chase_at,
      (select min(h.next_call_at) from handover.v_handover h where h.intervention_id = f.id) as call_at,
      exists (select from interventions.read_back r where r.intervention_id = f.id) as read_back,
      (select min(t.due_at) from interventions.task t where t.intervention_id = f.id
        and t.done_at is null and t.due_at <= ${tx.work.now}) as task_due_at,
      lost.is_withheld, lost.again_at
    from ${these(ids)} as f(id)
    left join lateral (select c.is_withheld, c.again_at from switchboard.v_lost_file c
      where c.intervention_id = f.id limit 1) lost on true
    left join lateral (select g.id, g.next_at from paging.v_page g where g.intervention_id = f.id
      and g.state = 'pending' limit 1) page on true
    left join lateral (select p.* from places.v_placement p where p.intervention_id = f.id
      and (p.state in ('confirmed', 'arrived', 'ended') or (p.state = 'held' and p.hold_until > ${tx.work.now}))
      order by array_position(array['arrived', 'confirmed', 'held', 'ended'], p.state) limit 1) placed on true
    left join lateral (select p.hold_until, p.state = 'lapsed' or (p.state = 'held' and p.hold_until <= ${tx.work.now})
        as is_lapsed
      from places.v_placement p where p.intervention_id = f.id order by p.id desc limit 1) last on true
    left join lateral (select h.state, h.next_chase_at from handover.v_handover h where h.intervention_id = f.id
        -- What a service that does not lead has settled settles nothing, unless one that leads took the file (Q54); of one that
        -- took a part of it, the rest is not settled by one that needs to do nothing.
        and (h.leads or h.state not in ('accepted', 'not-needed', 'unanswered') or exists (
          select from handover.v_handover l where l.intervention_id = f.id and l.leads
            and (l.state = 'accepted' or (l.state = 'partial' and h.state <> 'not-needed'))))
      order by h.answered_at is not null and h.state not in ('received', 'assigned'),
        coalesce(h.answered_at, h.sent_at) desc, h.id desc limit 1) handed on true`.execute(tx)
  return new Map(rows.map((row) => [row.id, progressIn(row, tx.work.now)]))
}

/**
 * The files as rows. One alone, as every command asks it, is no list: of a list the database believes that it knows its length
 * better each time it looks, and plans the question anew (3 ms) each time.
 */
function these(ids: readonly string[]): RawBuilder<unknown> {
  const [only, ...others] = ids
  return others.length === 0 ? sql`(values (${only}::uuid))` : sql`unnest(${[...ids]}::uuid[])`
}

/** What is known of one file. */
export async function progressOfOne(tx: Tx, id: string): Promise<Progress> {
  return (await progressOf(tx, [id])).get(id) ?? NO_PROGRESS
}

/**
 * `hasOpenPlace`: a bed is promised to this file and nobody has recorded who came: confirmed, or held and not lapsed.
 * `isUnheard`: a call that nobody answered opened it, and nobody has written what its caller says.
 */
export async function openEnds(
  tx: Tx,
  id: string,
): Promise<{ readonly hasOpenPlace: boolean; readonly isUnheard: boolean }> {
  const { rows } = await sql<{
    open: boolean
    unheard: boolean
  }>`select exists (select from places.v_placement p
    where p.intervention_id = ${id} and (p.state = 'confirmed'
      or (p.state = 'held' and p.hold_until > ${tx.work.now}))) as open,
    exists (select from switchboard.v_lost_file c where c.intervention_id = ${id}) as unheard`.execute(
    tx,
  )
  return { hasOpenPlace: rows[0]?.open === true, isUnheard: rows[0]?.unheard === true }
}

function progressIn(row: Row, now: Instant): Progress {
  return {
    page: row.paged ? 'pending' : 'none',
    pageNextAt: row.page_next_at,
    hasPeople: row.people,
    needsPlace: row.needs_place,
    place: placeIn(row),
    isElsewhereAsked: row.elsewhere,
    holdUntil: row.hold_until,
    expectedAt: row.expected_at,
    isArrivalLate: row.is_late,
    stay: (row.stay ?? 'none') as Progress['stay'],
    stayUntil: row.stay_until,
    hasPapers: row.papers,
    handover: handoverIn(row.handover),
    isTaken: row.handover === 'accepted',
    chaseAt: row.chase_at,
    callAt: row.call_at,
    isCallDue: row.call_at !== null && notAfter(row.call_at, now),
    isReadBack: row.read_back,
    taskDueAt: row.task_due_at,
    unheard: unheardIn(row.is_withheld),
    callBackAt: row.again_at,
  }
}

function unheardIn(isWithheld: boolean | null): Progress['unheard'] {
  if (isWithheld === null) return 'none'
  return isWithheld ? 'withheld' : 'to-call'
}

const PLACED: readonly string[] = ['held', 'confirmed', 'arrived', 'ended']

function placeIn({ placement, unmet, released_for, is_lapsed }: Row): Progress['place'] {
  if (placement !== null && PLACED.includes(placement)) return placement as Progress['place']
  if (is_lapsed) return 'lapsed'
  if (unmet) return 'unmet'
  return released_for === 'declined' ? 'declined' : 'none'
}

const SETTLED: readonly string[] = ['accepted', 'not-needed', 'unanswered', 'not-due']

function handoverIn(state: string | null): Progress['handover'] {
  if (state === null) return 'none'
  // A part that was not accepted has still to find its office.
  if (state === 'returned' || state === 'partial') return 'returned'
  return SETTLED.includes(state) ? 'settled' : 'pending'
}
