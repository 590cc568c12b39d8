-- On call: who is on call when, and how they are reached. Two turns of one role and level never overlap.

create extension if not exists btree_gist;

create schema oncall;
comment on schema oncall is 'Who is on call, by turns, and how they are reached.';
grant usage on schema oncall to approdo_app;

create table oncall.turn (
  territory_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  role text not null check (role in ('social-worker', 'crew', 'coordinator', 'operator', 'psychologist', 'mediator')),
  level int not null check (level between 1 and 3),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  removed_at timestamptz,
  primary key (territory_id, id),
  unique (id),
  check (starts_at < ends_at),
  constraint turn_overlap exclude using gist
    (territory_id with =, role with =, level with =, tstzrange(starts_at, ends_at) with &&) where (removed_at is null)
);
comment on table oncall.turn is 'P1 Turns on call; a removed turn stays as it was.';
comment on column oncall.turn.level is 'P1 1 is called first; the others when it does not answer.';
-- who is on call at an instant, and a month of turns
create index turn_time on oncall.turn (territory_id, ends_at) where removed_at is null;
select platform.protect('oncall.turn', 'select, insert, update');

create table oncall.reach (
  territory_id uuid not null,
  staff_id uuid not null,
  version int not null check (version > 0),
  id uuid not null,
  sealed_phone bytea,
  sealed_email bytea,
  primary key (territory_id, staff_id),
  unique (id)
);
comment on table oncall.reach is 'P2 How a person on call is reached in a territory.';
comment on column oncall.reach.sealed_phone is 'P2 Telephone for calls, encrypted.';
comment on column oncall.reach.sealed_email is 'P2 Address for calls by mail, encrypted; without it, the one of the sign-in.';
select platform.protect('oncall.reach', 'select, insert, update');

create view oncall.v_turn with (security_invoker = true) as
  select territory_id, id, staff_id, role, level, starts_at, ends_at from oncall.turn where removed_at is null;
comment on view oncall.v_turn is 'P1 Turns in force, for higher rooms.';
grant select on oncall.v_turn to approdo_app;
