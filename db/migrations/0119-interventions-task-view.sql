-- What higher rooms may know of tasks: of which file, whose and by when, never what.

create view interventions.v_task with (security_invoker = true) as
  select territory_id, id, intervention_id, staff_id, due_at, done_at
    from interventions.task;
comment on view interventions.v_task is 'P2 Tasks without their words, for higher rooms.';
grant select on interventions.v_task to approdo_app;
