-- A provider with a protocol of its own names messages as it likes, and reports under its names: before its answer, twice, out of
-- order, or to another server than the one that sent. What it named and what it said is kept here until both have come.

create table platform.carried (
  carrier text not null check (carrier ~ '^[a-z-]+$'),
  name text not null,
  message_id uuid references platform.outbox (id) on delete cascade,
  event text check (event in ('delivered', 'pressed', 'no-answer', 'busy', 'failed')),
  digit text not null default '' check (digit ~ '^[0-9*#]?$'),
  noted_at timestamptz not null,
  ask_at timestamptz,
  primary key (carrier, name)
);
comment on table platform.carried is 'P1 How providers name messages of the outbox, one row for each part, and the last they said of them: no number and no text.';
comment on column platform.carried.message_id is 'P1 Null of what was reported before the provider had answered.';
comment on column platform.carried.ask_at is 'P0 Machine time at which a provider that does not report is asked again.';
create index carried_message on platform.carried (message_id);
create index carried_ask on platform.carried (carrier, ask_at) where ask_at is not null;
select platform.open_table('platform.carried', 'select, insert, update, delete');
