-- A joint handover has one service that leads (Q54), and whoever works here and was chosen by name finds it in their list.

alter table handover.handover add column leads boolean not null default true;
comment on column handover.handover.leads is 'P1 False of a service that stands beside the one that leads: its answer alone closes no file.';
alter table handover.handover add column to_staff uuid;
comment on column handover.handover.to_staff is 'P2 The account of the person who was chosen, where they have one here.';

create or replace view handover.v_handover with (security_invoker = true) as
  select territory_id, id, intervention_id, state, office_name, sent_at, step, next_chase_at, answered_at,
         (select min((one ->> 'dueAt')::timestamptz) from jsonb_array_elements(calls) one) as next_call_at, leads
    from handover.handover;
