-- A service that the protocol wants called may be there already: it is recorded as such, and nobody is rung.
alter table triage.emergency_call add column is_present boolean not null default false;
comment on table triage.emergency_call is 'P2 A file handed on to 112, 118 or another authority, with time and the reference when one was given; or that they were there already.';
comment on column triage.emergency_call.is_present is 'P2 True when nobody was called because they were there already: called_at is since when.';

create or replace view triage.v_emergency_call with (security_invoker = true) as
  select territory_id, intervention_id, id, service, called_at, stays_on_line
    from triage.emergency_call where not is_present;
