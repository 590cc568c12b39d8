-- Tasks that were left undone when their file was closed, before anybody was told of such tasks, do not open old files again.
alter table interventions.task no force row level security;
alter table interventions.intervention no force row level security;
update interventions.task t
   set told_at = t.due_at
  from interventions.intervention f
 where f.territory_id = t.territory_id and f.id = t.intervention_id
   and f.state = 'closed' and t.due_at is not null and t.due_at <= f.closed_at
   and t.done_at is null and t.told_at is null;
alter table interventions.task force row level security;
alter table interventions.intervention force row level security;
