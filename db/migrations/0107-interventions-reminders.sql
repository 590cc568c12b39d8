-- A task that falls due and the review of a temporary answer come back to the board; undone, they come to the coordinator.

alter table interventions.task add column told_at timestamptz;
alter table interventions.task add column late_at timestamptz;
comment on column interventions.task.told_at is 'P1 When the board was told that it fell due.';
comment on column interventions.task.late_at is 'P1 When it comes to the coordinator, while it is not done.';
create index task_due on interventions.task (territory_id, due_at) where done_at is null;

alter table interventions.intervention add column late_at timestamptz;
comment on column interventions.intervention.late_at is 'P1 When a file that was opened again comes to the coordinator, while nobody answers.';
create index intervention_review on interventions.intervention (territory_id, review_at)
  where review_at is not null and state = 'closed';
create index intervention_late on interventions.intervention (territory_id, late_at)
  where late_at is not null and answered_by is null and state <> 'closed';

create or replace view interventions.v_due with (security_invoker = true) as
  select territory_id, 'intervention-target'::text as kind, id::text as key, target_at as due_at
    from interventions.intervention
   where target_at is not null and target_missed_at is null and answered_by is null and state <> 'closed'
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
