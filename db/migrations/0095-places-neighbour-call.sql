-- Services of other territories that were asked by telephone when nothing was left here.

create table places.neighbour_call (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  service text not null check (length(service) between 2 and 200),
  result text not null check (result in ('yes', 'no', 'no-answer', 'not-asked')),
  said_name text not null,
  sealed_note bytea,
  called_by uuid not null,
  called_at timestamptz not null,
  primary key (territory_id, id)
);
comment on table places.neighbour_call is 'P2 Calls to services of other territories for a place: which, who spoke, with what answer; or that none is asked.';
comment on column places.neighbour_call.sealed_note is 'P3 Words on the call, encrypted.';
-- the calls of a file
create index neighbour_call_intervention on places.neighbour_call (territory_id, intervention_id, called_at);
select platform.protect('places.neighbour_call', 'select, insert');

create view places.v_neighbour_call with (security_invoker = true) as
  select territory_id, id, intervention_id, result, called_at from places.neighbour_call;
comment on view places.v_neighbour_call is 'P1 That services of other territories were asked, without words, for higher rooms.';
grant select on places.v_neighbour_call to approdo_app;
