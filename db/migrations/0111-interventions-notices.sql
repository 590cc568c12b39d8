-- A notice to somebody of the service that never left is a task on the board of its file, until somebody has told them.

alter table platform.outbox add column notice_of uuid;
comment on column platform.outbox.notice_of is 'P1 The file about which the message tells somebody of the service; null of any other message.';
alter table platform.outbox add column notice_to uuid;
comment on column platform.outbox.notice_to is 'P1 Who is told by it.';
alter table platform.outbox add constraint outbox_notice check ((notice_of is null) = (notice_to is null));

alter table interventions.task alter column made_by drop not null;
comment on column interventions.task.made_by is 'P1 Who gave it; null where the service itself did.';

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
   where late_at is not null and done_at is null
  union all
  select o.territory_id, 'notice-failed', o.id::text, o.settled_at
    from platform.outbox o
   where o.state = 'failed' and o.notice_of is not null
     and not exists (select from interventions.task t where t.territory_id = o.territory_id and t.id = o.id);
