-- Paging: one pending page per file, its steps, and each try to reach each person by each channel.

create schema paging;
comment on schema paging is 'Calling whoever is on call until somebody says yes.';
grant usage on schema paging to approdo_app;

create table paging.page (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  version int not null check (version > 0),
  state text not null check (state in ('pending', 'settled')),
  class_key text,
  steps jsonb not null,
  step int not null check (step >= -1),
  round int not null check (round >= 0),
  asked uuid[] not null,
  empty int[] not null,
  started_at timestamptz not null,
  next_at timestamptz not null,
  answered_by uuid,
  settled_at timestamptz,
  primary key (territory_id, id),
  unique (id),
  check ((state = 'settled') = (settled_at is not null))
);
comment on table paging.page is 'P1 A page as it stands; replaying its events gives the row. A pending one always has a next step (I2).';
comment on column paging.page.steps is 'P1 The plan as the territory had it when the page began.';
comment on column paging.page.asked is 'P1 Whom the last step called and who has not said no.';
-- one page at a time for a file
create unique index page_pending on paging.page (territory_id, intervention_id) where state = 'pending';
-- the pages of a file, newest first
create index page_intervention on paging.page (territory_id, intervention_id, started_at);
select platform.protect('paging.page', 'select, insert, update');

create table paging.attempt (
  territory_id uuid not null,
  id uuid not null,
  page_id uuid not null,
  intervention_id uuid not null,
  round int not null check (round >= 0),
  step int not null check (step >= -1),
  staff_id uuid not null,
  role text not null,
  channel text not null check (channel in ('board', 'mail', 'voice', 'sms', 'push', 'hand')),
  state text not null check (state in ('queued', 'by-hand', 'delivered', 'answered', 'no-answer', 'failed',
    'declined', 'cancelled')),
  message_id uuid,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (territory_id, id),
  unique (id),
  foreign key (territory_id, page_id) references paging.page (territory_id, id)
);
comment on table paging.attempt is 'P1 One try to reach one person by one channel, and what came of it.';
comment on column paging.attempt.message_id is 'P1 The message in the outbox; whether it has left is said there.';
-- the tries of a page
create index attempt_page on paging.attempt (territory_id, page_id, made_at);
-- what a provider reports
create index attempt_message on paging.attempt (message_id) where message_id is not null;
select platform.protect('paging.attempt', 'select, insert, update');

create view paging.v_due with (security_invoker = true) as
  select territory_id, 'paging-step'::text as kind, id::text as key, next_at as due_at
    from paging.page where state = 'pending';
comment on view paging.v_due is 'P1 What falls due in this room, for the sweeper.';
grant select on paging.v_due to approdo_app;

create view paging.v_page with (security_invoker = true) as
  select territory_id, id, intervention_id, state, step, round, next_at, started_at, answered_by, settled_at
    from paging.page;
comment on view paging.v_page is 'P1 The pages of each file, for higher rooms.';
grant select on paging.v_page to approdo_app;
