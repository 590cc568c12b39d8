-- What higher rooms may know of the work on a file.

create or replace view interventions.v_intervention with (security_invoker = true) as
  select territory_id, id, number, state, owner_id, received_at, class_key, class_rank, is_protected,
         municipality, outcome, closed_at, patrol_waiting_since, review_at
    from interventions.intervention;

create view interventions.v_assessment with (security_invoker = true) as
  select distinct on (territory_id, intervention_id)
         territory_id, intervention_id, version, needs_place, network, danger, assessed_by, role, assessed_at
    from interventions.assessment
   order by territory_id, intervention_id, version desc;
comment on view interventions.v_assessment is 'P2 The first assessment in force, without words, for higher rooms.';
grant select on interventions.v_assessment to approdo_app;
