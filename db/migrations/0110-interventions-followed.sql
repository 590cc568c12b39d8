-- Who only follows a file does not meet its target: it waits for somebody who can assess it, or whom the class calls.
-- Files that were answered before keep the answer as it was counted then.

alter table interventions.intervention add column is_followed boolean not null default false;
comment on column interventions.intervention.is_followed is 'P1 Who answers only follows it: the target waits for somebody who can assess it.';

drop index interventions.intervention_target;
create index intervention_target on interventions.intervention (territory_id, target_at)
  where target_at is not null and target_missed_at is null and (answered_by is null or is_followed) and state <> 'closed';

create or replace view interventions.v_due with (security_invoker = true) as
  select territory_id, 'intervention-target'::text as kind, id::text as key, target_at as due_at
    from interventions.intervention
   where target_at is not null and target_missed_at is null and (answered_by is null or is_followed) and state <> 'closed'
  union all
  select territory_id, 'not-pertinent-unconfirmed', id::text, confirm_by
    from interventions.intervention
   where state = 'to-confirm'
  union all
  select territory_id, 'intervention-review', id::text, review_at
    from interventions.intervention
   where review_at is not null and state = 'closed'
  union all
  select territory_id, 'intervention-reopened', id::text, late_at
    from interventions.intervention
   where late_at is not null and answered_by is null and state <> 'closed'
  union all
  select territory_id, 'task-due', id::text, due_at
    from interventions.task
   where due_at is not null and told_at is null and done_at is null
  union all
  select territory_id, 'task-late', id::text, late_at
    from interventions.task
   where late_at is not null and done_at is null;
