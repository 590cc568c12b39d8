-- Every week each contact of the people of a rota is tried by a message, by day, and what came of it is kept.

create table oncall.drill_plan (
  territory_id uuid not null primary key,
  next_at timestamptz not null
);
comment on table oncall.drill_plan is 'P0 When the next weekly drill of a territory begins, or is looked at again.';
-- Before it is protected: each territory begins with a look, which sends nothing outside the hours of its drill.
insert into oncall.drill_plan (territory_id, next_at) select id, opened_at from territory.territory;
select platform.protect('oncall.drill_plan', 'select, insert, update');

create table oncall.drill (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  started_at timestamptz not null,
  started_by uuid,
  primary key (territory_id, id),
  unique (id)
);
comment on table oncall.drill is 'P1 A round in which all contacts of a rota are tried.';
comment on column oncall.drill.started_by is 'P1 Who began it by hand; null: the week did.';
create index drill_newest on oncall.drill (territory_id, started_at desc);
select platform.protect('oncall.drill', 'select, insert');

create table oncall.drill_try (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  drill_id uuid not null,
  staff_id uuid not null,
  channel text not null check (channel in ('phone', 'mail')),
  state text not null check (state in ('planned', 'sent', 'answered', 'silent', 'failed', 'skipped', 'void')),
  skipped_for text check (skipped_for in ('absent', 'rest', 'no-contact', 'not-carried')),
  sends int not null default 0 check (sends between 0 and 2),
  due_at timestamptz,
  message_id uuid,
  changed_at timestamptz not null,
  primary key (territory_id, id),
  unique (id),
  unique (territory_id, drill_id, staff_id, channel),
  foreign key (territory_id, drill_id) references oncall.drill (territory_id, id),
  check ((state = 'skipped') = (skipped_for is not null)),
  check ((state in ('planned', 'sent')) = (due_at is not null))
);
comment on table oncall.drill_try is 'P2 One contact in one drill, and whether its owner answered; the contact itself stands elsewhere.';
comment on column oncall.drill_try.skipped_for is 'P1 Why it was not tried: nobody is written to on a day off.';
comment on column oncall.drill_try.sends is 'P0 How often the message was sent: once, and once more.';
comment on column oncall.drill_try.due_at is 'P0 When it is sent, sent again, or stands as not answered.';
create index drill_try_message on oncall.drill_try (message_id) where message_id is not null;
create index drill_try_person on oncall.drill_try (territory_id, staff_id, channel, changed_at desc);
select platform.protect('oncall.drill_try', 'select, insert, update');

create or replace view oncall.v_due with (security_invoker = true) as
  select territory_id, 'rota-search'::text as kind, id::text as key, asked_at as due_at
    from oncall.proposal where state = 'running' and claim is null
  union all
  select territory_id, 'drill-week', 'week', next_at from oncall.drill_plan
  union all
  select territory_id, 'drill-try', id::text, due_at from oncall.drill_try where due_at is not null;
