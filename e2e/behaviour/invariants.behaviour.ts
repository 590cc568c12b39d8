import { expect, test } from 'vitest'
import { aFacility, handsOver, holdsPlace } from './deeds.ts'
import { type Night, night } from './night.ts'

// The questions to the tables are tried themselves: what is broken on purpose is found.

/** What the promises say after the tables were changed past the product; the change is taken back. */
async function brokenBy(story: Night, change: string): Promise<readonly string[]> {
  const { books, clock } = story.house
  await books.ask('begin')
  try {
    await books.ask('set local session_replication_role = replica')
    await books.ask(change)
    const found = await books.broken(clock.now().toString())
    return [...new Set(found.map((line) => line.slice(0, line.lastIndexOf(': '))))]
  } finally {
    await books.ask('rollback')
  }
}

const WHO_IS_CALLED = 'I2, who is called is named in the plan or has the turn'

const OF_CALLS: readonly (readonly [change: string, promise: string])[] = [
  [
    `update paging.attempt set staff_id =
       (select staff_id from oncall.turn where role = 'social-worker' and level = 2)`,
    WHO_IS_CALLED,
  ],
  [
    `insert into oncall.absence (territory_id, id, version, staff_id, kind, from_on, to_on)
       select territory_id, gen_random_uuid(), 1, staff_id, 'absent', made_at::date - 1, null from paging.attempt limit 1`,
    WHO_IS_CALLED,
  ],
  ["update access.role_grant set ended_at = now() where role = 'social-worker'", WHO_IS_CALLED],
  ["update oncall.turn set removed_at = now() where role = 'social-worker'", WHO_IS_CALLED],
]

const OF_FILES: readonly (readonly [change: string, promise: string])[] = [
  ['update access.staff set is_active = false', 'I1, an open file has an owner'],
  [
    "update interventions.intervention set state = 'working', answered_by = id, answered_at = now()",
    'I1, who answers a file owns it',
  ],
  [
    "update paging.page set next_at = next_at - interval '1 hour'",
    'I2, a pending page has a next step that is not past',
  ],
  ["delete from platform.due where kind = 'paging-step'", 'I2, a pending page has its alarm'],
  [
    "update paging.page set state = 'settled', settled_at = now()",
    'I2, of a settled page nothing waits to leave',
  ],
  [
    "update paging.page set state = 'settled', settled_at = now()",
    'I2, of a settled page no link says yes',
  ],
  [
    "update interventions.intervention set state = 'closed', closed_at = now(), outcome = 'wrong'",
    'I2, a file that somebody answers who can assess it, or that is closed, calls nobody',
  ],
  [
    `update interventions.intervention f set state = 'working', answered_at = now(), answered_by =
       (select staff_id from access.role_grant g where g.territory_id = f.territory_id and role = 'social-worker' limit 1)`,
    'I2, a file that somebody answers who can assess it, or that is closed, calls nobody',
  ],
  [
    `with still as (update paging.page set state = 'settled', settled_at = now())
     update interventions.intervention set state = 'working', answered_by = owner_id, answered_at = now()`,
    'I2, a file that only an operator follows calls who can assess it',
  ],
  [
    "update paging.page set state = 'settled', settled_at = now()",
    'I2, a file that nobody answers calls somebody or goes on at an hour that has its alarm',
  ],
  [
    "update interventions.intervention set state = 'closed', closed_at = now(), outcome = 'made-safe'",
    'I4, a file closes with an outcome and what it owes',
  ],
  // Accepted once, then given back by the next office: it is the last answer that counts.
  [
    `with closed as (update interventions.intervention
            set state = 'closed', closed_at = now(), outcome = 'made-safe'),
          accepted as (update handover.handover set state = 'accepted', answered_at = sent_at, how = 'voice',
            next_chase_at = null, calls = '[]' returning *)
     insert into handover.handover select (jsonb_populate_record(null::handover.handover, to_jsonb(one)
         || jsonb_build_object('id', gen_random_uuid(), 'state', 'returned',
              'answered_at', one.sent_at + interval '1 hour'))).* from accepted one`,
    'I4, a file closes with an outcome and what it owes',
  ],
  [
    "update interventions.intervention set state = 'closed', closed_at = now(), outcome = 'made-safe'",
    'I4, no closed file awaits the answer',
  ],
  [
    "update platform.event set type = 'HandoverUnanswered' where type = 'HandoverSent'",
    'I4, nobody but a coordinator says',
  ],
  [
    "update handover.handover set next_chase_at = next_chase_at - interval '9 days'",
    'an awaited handover is chased',
  ],
]

const LONG_AGO = "'2020-01-01T00:00:00Z'"

const OF_CLOCKS: readonly (readonly [change: string, promise: string])[] = [
  [
    `insert into paging.attempt select (jsonb_populate_record(null::paging.attempt,
       to_jsonb(a) || jsonb_build_object('id', gen_random_uuid(), 'message_id', null))).*
       from paging.attempt a where channel = 'voice'`,
    'I2, nobody is rung twice',
  ],
  [
    `update interventions.intervention set target_at = ${LONG_AGO}, target_missed_at = null`,
    'I5, a target that passed is written down',
  ],
  [
    `update interventions.intervention set state = 'to-confirm', confirm_by = ${LONG_AGO}`,
    'I5, a proposal of not pertinent lapses',
  ],
  [
    `update interventions.intervention set state = 'closed', closed_at = now(), outcome = 'temporary', review_at = ${LONG_AGO}`,
    'I5, a temporary closing is looked at again',
  ],
  [
    `insert into interventions.task (territory_id, id, intervention_id, version, staff_id, due_at, sealed_what, made_by, made_at)
       select territory_id, gen_random_uuid(), id, 1, owner_id, ${LONG_AGO}, 'x', owner_id, received_at from interventions.intervention`,
    'I5, a task that falls due is told',
  ],
  [`update platform.due set due_at = ${LONG_AGO}`, 'no alarm is left untaken'],
  ["delete from platform.due where kind = 'intervention-target'", 'I5, a target has its alarm'],
  ["delete from platform.due where kind = 'handover-chase'", 'I5, a handover that is chased has'],
]

const OF_PLACES: readonly (readonly [change: string, promise: string])[] = [
  [
    `insert into places.claim (territory_id, id, bed_id, facility_id, placement_id, until, ended_at)
      select territory_id, (left(id::text, 24) || 'ffffffffffff')::uuid, bed_id, facility_id, placement_id,
             until, until from places.claim`,
    'I3, no bed has two claims at one instant',
  ],
  ['update places.claim set ended_at = now()', 'I3, who has a place has beds'],
  ["update places.placement set state = 'released'", 'I3, what is over keeps no bed'],
  [`update places.placement set hold_until = ${LONG_AGO}`, 'I3, a hold that is over is written'],
  [`update places.placement set arrival_due_at = ${LONG_AGO}`, 'I5, a late arrival is told'],
  [
    `update places.placement set state = 'arrived', warn_at = ${LONG_AGO}, warned_at = null`,
    'I5, the end of a stay is told before',
  ],
  [
    `update places.placement set state = 'arrived', stay_until = ${LONG_AGO}, overrun_at = null`,
    'I5, a stay that is over is written down',
  ],
  ["delete from platform.due where kind = 'place-hold'", 'I5, a hold, a stay and an arrival'],
]

const NEXT_WEEK =
  "set starts_at = starts_at + interval '9 days', ends_at = ends_at + interval '9 days'"

const OF_ROTA: readonly (readonly [change: string, promise: string])[] = [
  [
    `alter table oncall.turn drop constraint turn_overlap, drop constraint turn_published_overlap;
     insert into oncall.turn select (jsonb_populate_record(null::oncall.turn,
       to_jsonb(t) || jsonb_build_object('id', gen_random_uuid()))).* from oncall.turn t`,
    'O1, of one hour, role and level one person',
  ],
  [
    `update access.role_grant set ended_at = now(); update oncall.turn ${NEXT_WEEK}`,
    'O1, whoever has a turn holds its role',
  ],
  [
    `update oncall.turn ${NEXT_WEEK};
     insert into oncall.absence (territory_id, id, version, staff_id, kind, from_on, to_on)
       select territory_id, 'ffffffff-ffff-7fff-bfff-ffffffffffff', 1, staff_id, 'absent',
              (starts_at - interval '1 day')::date, (ends_at + interval '1 day')::date from oncall.turn limit 1`,
    'O1, a turn that an absence leaves alone',
  ],
  // What one colleague declined is asked of nobody.
  [
    `update access.role_grant set ended_at = now();
     insert into oncall.swap (territory_id, id, version, state, turn_id, staff_id, from_at, until_at, asked_of, asked_at, decided_at)
       select territory_id, gen_random_uuid(), 2, 'declined', id, staff_id, starts_at, ends_at, gen_random_uuid(), now(), now()
         from oncall.turn`,
    'O1, whoever has a turn holds its role',
  ],
  // Two hours of it were asked for, by somebody who is away without an end.
  [
    `insert into oncall.absence (territory_id, id, version, staff_id, kind, from_on, to_on)
       select territory_id, gen_random_uuid(), 1, staff_id, 'absent', '2026-11-24', null from oncall.turn limit 1;
     insert into oncall.swap (territory_id, id, version, state, turn_id, staff_id, from_at, until_at, asked_of, asked_at)
       select territory_id, gen_random_uuid(), 1, 'asked', id, staff_id, '2026-11-24T08:00:00Z', '2026-11-24T10:00:00Z', null, now()
         from oncall.turn`,
    'O1, a turn that an absence leaves alone',
  ],
  [
    `update oncall.turn set ends_at = '2026-11-23T00:30:00Z' where role = 'social-worker' and level = 1`,
    'O3, who leaves owes the consegne of the last change',
  ],
  [
    `insert into shifts.notes (territory_id, id, version, role, change_at, state, late_at)
       select territory_id, gen_random_uuid(), 1, 'social-worker', ${LONG_AGO}, 'owed', ${LONG_AGO} from oncall.turn limit 1`,
    'O3, of consegne that nobody confirmed in time',
  ],
]

test('what is broken on purpose is found, promise by promise', async () => {
  const story = await night('2026-11-23 02:10')
  await story.call()
  await handsOver(story, 'operator')
  for (const [change, promise] of [...OF_CALLS, ...OF_FILES, ...OF_CLOCKS, ...OF_ROTA])
    expect(await brokenBy(story, change), promise).toContainEqual(expect.stringContaining(promise))
  const facility = await aFacility(story)
  await holdsPlace(story, 'operator', facility)
  for (const [change, promise] of OF_PLACES)
    expect(await brokenBy(story, change), promise).toContainEqual(expect.stringContaining(promise))
  await story.check()
})
