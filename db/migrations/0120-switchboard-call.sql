-- Calls to the service's number, where the exchange asks us whom to ring.

create schema switchboard;
comment on schema switchboard is 'Calls to the service''s number: whose telephone rings, who answers, what became of it.';
grant usage on schema switchboard to approdo_app;

create table switchboard.call (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  exchange_id text not null,
  state text not null check (state in ('ringing', 'answered', 'ended', 'missed', 'abandoned')),
  plan jsonb not null,
  step int not null check (step >= -1),
  rung int[] not null,
  is_withheld boolean not null,
  ring_seconds int not null check (ring_seconds > 0),
  lost_seconds int not null check (lost_seconds >= 0),
  came_at timestamptz not null,
  rung_at timestamptz,
  step_at timestamptz,
  answered_at timestamptz,
  answered_step int,
  answered_by uuid,
  ended_at timestamptz,
  is_lost boolean not null,
  lost_file uuid,
  file uuid,
  settled_at timestamptz,
  due_at timestamptz,
  forget_at timestamptz,
  sealed_number bytea,
  number_fingerprint bytea,
  primary key (territory_id, id),
  unique (id),
  -- the same call told twice is one call
  constraint call_of_exchange unique (territory_id, exchange_id),
  -- what rings or is spoken is watched
  check ((state in ('ringing', 'answered')) = (due_at is not null)),
  check ((state in ('ended', 'missed', 'abandoned')) = (ended_at is not null)),
  check ((answered_step is null) = (answered_at is null)),
  check (is_lost or lost_file is null),
  -- forgetting takes number and fingerprint together
  check ((sealed_number is null) = (number_fingerprint is null)),
  check (not is_withheld or sealed_number is null)
);
comment on table switchboard.call is 'P2 A call to the service''s number as it stands; replaying its events gives the row, but for the number.';
comment on column switchboard.call.exchange_id is 'P1 The exchange''s own name of the call.';
comment on column switchboard.call.plan is 'P1 Whose telephones ring, as the rota had it when the call came.';
comment on column switchboard.call.answered_by is 'P1 Who of the staff answered.';
comment on column switchboard.call.sealed_number is 'P3 The caller''s telephone, encrypted; null when withheld or forgotten.';
comment on column switchboard.call.number_fingerprint is 'P2 Keyed fingerprint of the caller''s telephone: finds an earlier lost call, cannot be read.';
-- the calls of the last hours, for those whose telephone rang
create index call_came on switchboard.call (territory_id, came_at desc);
-- what somebody has answered and not yet written
create index call_open on switchboard.call (answered_by) where settled_at is null and answered_by is not null;
-- an earlier lost call from the same telephone
create index call_number on switchboard.call (territory_id, number_fingerprint) where number_fingerprint is not null;
select platform.protect('switchboard.call', 'select, insert, update');

create view switchboard.v_due with (security_invoker = true) as
  select territory_id, 'switchboard-silence'::text as kind, id::text as key, due_at
    from switchboard.call where due_at is not null
  union all
  select territory_id, 'switchboard-forget', id::text, forget_at
    from switchboard.call where forget_at is not null;
comment on view switchboard.v_due is 'P1 What falls due in this room, for the sweeper.';
grant select on switchboard.v_due to approdo_app;
