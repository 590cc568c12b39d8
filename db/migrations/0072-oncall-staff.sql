-- The people of a rota: what they are and speak, when they are away, and whether their contacts have been tried.

create table oncall.staff (
  territory_id uuid not null,
  staff_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  qualifications text[] not null check (qualifications <@ array['social-worker', 'psychologist', 'educator', 'mediator', 'operator']),
  languages text[] not null,
  contract text check (contract in ('public-body', 'cooperative', 'other')),
  rather_weekdays int[] not null check (rather_weekdays <@ array[1, 2, 3, 4, 5, 6, 7]),
  primary key (territory_id, staff_id),
  unique (id)
);
comment on table oncall.staff is 'P2 What a person of the rota is, speaks and prefers in a territory.';
comment on column oncall.staff.contract is 'P1 Who employs them: rest and pay follow from it.';
comment on column oncall.staff.rather_weekdays is 'P2 Days of the week, 1 is Monday, on which they would rather have no turns.';
select platform.protect('oncall.staff', 'select, insert, update');

create table oncall.absence (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  staff_id uuid not null,
  kind text not null check (kind in ('absent', 'rather-not')),
  from_on date not null,
  to_on date,
  withdrawn_at timestamptz,
  primary key (territory_id, id),
  unique (id),
  check (to_on >= from_on)
);
comment on table oncall.absence is 'P2 Days on which somebody cannot, or would rather not, be on call; never why.';
comment on column oncall.absence.to_on is 'P2 The last day; null while it is not known.';
-- who is away in a stretch of days
create index absence_staff on oncall.absence (territory_id, staff_id, from_on) where withdrawn_at is null;
select platform.protect('oncall.absence', 'select, insert, update');

create table oncall.contact_test (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  staff_id uuid not null,
  channel text not null check (channel in ('phone', 'mail')),
  state text not null check (state in ('sent', 'works', 'void')),
  how text check (how in ('link', 'hand')),
  message_id uuid,
  sent_at timestamptz not null,
  answered_at timestamptz,
  primary key (territory_id, id),
  unique (id),
  check ((state = 'works') <= (how is not null and answered_at is not null))
);
comment on table oncall.contact_test is 'P1 A message that asks whether a contact works, and whether somebody has answered.';
comment on column oncall.contact_test.state is 'P0 void: another has been sent, or the contact was changed.';
comment on column oncall.contact_test.how is 'P0 By the link in the message, or by a call of the coordinator.';
-- one answer in force for each contact
create unique index contact_test_in_force on oncall.contact_test (territory_id, staff_id, channel) where state <> 'void';
select platform.protect('oncall.contact_test', 'select, insert, update');
