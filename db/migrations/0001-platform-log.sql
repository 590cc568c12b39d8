-- The ground every room stands on: tenancy helpers, the one log and its chain, alarms, outbox, idempotency.
-- Time never comes from the database: no defaults, every instant is an argument (business or machine time).

create schema platform;
comment on schema platform is 'What every room stands on; knows no room.';
grant usage on schema platform to approdo_app;

-- Tenancy: rows are read in the territories of app.territories and written in exactly one, app.territory.
-- The scalar sub-select becomes one InitPlan; nullif because a used setting reads back as an empty string.
create function platform.protect(target text, privileges text) returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target::regclass);
  execute format('alter table %s force row level security', target::regclass);
  execute format($f$create policy tenant_read on %s for select using (territory_id = any (
    (select string_to_array(nullif(current_setting('app.territories', true), ''), ','))::uuid[]))$f$, target::regclass);
  execute format($f$create policy tenant_insert on %s for insert with check (
    territory_id = (select nullif(current_setting('app.territory', true), '')::uuid))$f$, target::regclass);
  execute format($f$create policy tenant_update on %s for update using (
    territory_id = (select nullif(current_setting('app.territory', true), '')::uuid)) with check (
    territory_id = (select nullif(current_setting('app.territory', true), '')::uuid))$f$, target::regclass);
  execute format($f$create policy tenant_delete on %s for delete using (
    territory_id = (select nullif(current_setting('app.territory', true), '')::uuid))$f$, target::regclass);
  execute format('grant %s on %s to approdo_app', privileges, target::regclass);
end $$;
comment on function platform.protect is 'Puts a table under row-level security by territory and grants the application what it needs.';

-- A table without policy: only what holds no readable personal data; the tenancy test has the list.
create function platform.open_table(target text, privileges text) returns void
language plpgsql as $$
begin
  execute format('grant %s on %s to approdo_app', privileges, target::regclass);
end $$;
comment on function platform.open_table is 'Grants a table that has no territory policy; every such table stands in the list of the tenancy test.';

create table platform.event (
  id uuid primary key,
  territory_id uuid not null,
  room text not null check (room ~ '^[a-z]+$'),
  aggregate_id uuid not null,
  version int not null check (version > 0),
  intervention_id uuid,
  at timestamptz not null,
  recorded_at timestamptz not null,
  actor text not null check (actor ~ '^(staff:[0-9a-f-]{36}|system:[a-z-]+|guest)$'),
  type text not null check (type ~ '^[A-Z][A-Za-z]+$'),
  data jsonb,
  salt bytea,
  constraint event_aggregate_version unique (aggregate_id, version),
  constraint event_disposed_together check ((data is null) = (salt is null))
);
comment on table platform.event is 'P3 The one log: every room appends here, nobody changes it.';
comment on column platform.event.data is 'P3 What happened; disposed of only together with the salt.';
comment on column platform.event.salt is 'P1 Random bytes hashed before the content, so that a disposed entry cannot be guessed.';
-- the timeline of one file
create index event_intervention on platform.event (intervention_id, at) where intervention_id is not null;
select platform.protect('platform.event', 'select, insert');

create table platform.unsealed (
  seq bigint generated always as identity primary key,
  event_id uuid not null unique,
  territory_id uuid not null,
  intervention_id uuid,
  room text not null,
  type text not null,
  recorded_at timestamptz not null,
  content_hash bytea not null
);
comment on table platform.unsealed is 'P1 Committed entries that wait for the sealer: ids and hashes only. seq keeps the order within an aggregate.';
select platform.open_table('platform.unsealed', 'select, insert, delete');

create table platform.journal (
  position bigint primary key,
  territory_id uuid not null,
  event_id uuid not null unique,
  intervention_id uuid,
  room text not null,
  type text not null,
  content_hash bytea not null,
  link bytea not null
);
comment on table platform.journal is 'P1 Gapless order of the log and the hash chain of each territory: ids and hashes only.';
-- the head of a territory's chain
create index journal_territory on platform.journal (territory_id, position desc);
select platform.open_table('platform.journal', 'select, insert');

create table platform.due (
  territory_id uuid not null,
  kind text not null,
  key text not null,
  due_at timestamptz not null,
  primary key (territory_id, kind, key)
);
comment on table platform.due is 'P1 The alarm clock, not the state: when which handler looks at which row again.';
-- the next alarm
create index due_next on platform.due (due_at);
select platform.open_table('platform.due', 'select, insert, update, delete');

create table platform.outbox (
  id uuid primary key,
  territory_id uuid not null,
  channel text not null check (channel in ('mail')),
  state text not null check (state in ('waiting', 'sent', 'failed')),
  attempts int not null check (attempts >= 0),
  next_attempt_at timestamptz,
  leased_until timestamptz,
  sealed_payload bytea not null,
  created_at timestamptz not null,
  settled_at timestamptz,
  check ((state = 'waiting') = (next_attempt_at is not null))
);
comment on table platform.outbox is 'P1 What must reach the outside world; the payload is encrypted, the id is its idempotency key.';
comment on column platform.outbox.sealed_payload is 'P3 Recipient and text, encrypted with the key of the territory.';
-- what is to be sent next
create index outbox_waiting on platform.outbox (next_attempt_at) where state = 'waiting';
select platform.open_table('platform.outbox', 'select, insert, update');

create table platform.idempotency (
  actor text not null,
  key uuid not null,
  request_hash bytea not null,
  status int,
  sealed_body bytea,
  created_at timestamptz not null,
  primary key (actor, key)
);
comment on table platform.idempotency is 'P1 Commands already answered; the reply is encrypted and kept for a day.';
comment on column platform.idempotency.sealed_body is 'P3 The reply, encrypted.';
-- sweeping what is older than a day
create index idempotency_age on platform.idempotency (created_at);
select platform.open_table('platform.idempotency', 'select, insert, update, delete');

create table platform.process (
  id uuid primary key,
  kind text not null,
  beat_at timestamptz not null,
  clock_skew_ms int not null
);
comment on table platform.process is 'P1 Heartbeats in machine time: who is alive and how far its clock is from the database''s.';
select platform.open_table('platform.process', 'select, insert, update, delete');

create table platform.reader (
  name text primary key,
  position bigint not null
);
comment on table platform.reader is 'P1 How far each after-commit reader of the journal has come.';
select platform.open_table('platform.reader', 'select, insert, update');
