-- Interventions: the file. Its number, its state, its owner, and the head of its row on the board.

create schema interventions;
comment on schema interventions is 'The file: number, state, owner, clocks, closing.';
grant usage on schema interventions to approdo_app;

create table interventions.counter (
  territory_id uuid not null,
  year int not null check (year between 2020 and 2199),
  last int not null check (last > 0),
  primary key (territory_id, year)
);
comment on table interventions.counter is 'P1 The last number given in a territory and year; locked last in its transaction.';
select platform.protect('interventions.counter', 'select, insert, update');

create table interventions.intervention (
  territory_id uuid not null,
  id uuid not null,
  number text not null check (number ~ '^[0-9]{2}-[0-9]{4,}$'),
  version int not null check (version > 0),
  state text not null check (state in ('new', 'waiting', 'working', 'to-confirm', 'closed')),
  owner_id uuid not null,
  received_at timestamptz not null,
  class_key text,
  class_rank int check (class_rank between 1 and 5),
  target_at timestamptz,
  target_missed_at timestamptz,
  answered_by uuid,
  answered_at timestamptz,
  confirm_by timestamptz,
  not_pertinent text not null check (not_pertinent in ('no', 'proposed', 'confirmed', 'rejected', 'lapsed')),
  authorities_due text[] not null,
  patrol_waiting_since timestamptz,
  is_protected boolean not null,
  place_label text,
  municipality text check (municipality ~ '^[A-Z][0-9]{3}$'),
  people_label text,
  need_label text,
  source_label text not null,
  outcome text check (outcome in ('not-pertinent', 'duplicate', 'wrong')),
  closed_at timestamptz,
  primary key (territory_id, id),
  unique (id),
  unique (territory_id, number),
  check ((state = 'closed') = (closed_at is not null)),
  check ((closed_at is null) = (outcome is null)),
  check ((class_key is null) = (class_rank is null)),
  check (state <> 'to-confirm' or confirm_by is not null),
  check ((answered_by is null) = (answered_at is null))
);
comment on table interventions.intervention is 'P2 The current row of each file; its history is on the log, and replaying it gives this row.';
comment on column interventions.intervention.owner_id is 'P1 The one accountable person, never absent (I1).';
comment on column interventions.intervention.place_label is 'P3 Where, as the board shows it; hidden in a protected file.';
comment on column interventions.intervention.people_label is 'P2 Who, in a few words, without names.';
comment on column interventions.intervention.need_label is 'P2 The need, in a few words.';
comment on column interventions.intervention.source_label is 'P2 Who reported, by kind.';
comment on column interventions.intervention.target_at is 'P1 By when somebody must have answered.';
-- the board: open files of a territory, in its order
create index intervention_open on interventions.intervention
  (territory_id, (answered_by is not null), class_rank, target_at) where state <> 'closed';
-- files that somebody owns
create index intervention_owner on interventions.intervention (territory_id, owner_id) where state <> 'closed';
-- the sweeper: targets that can still be missed
create index intervention_target on interventions.intervention (territory_id, target_at)
  where target_at is not null and target_missed_at is null and answered_by is null and state <> 'closed';
-- the sweeper: not-pertinent proposals that fall due
create index intervention_confirm on interventions.intervention (territory_id, confirm_by) where state = 'to-confirm';
select platform.protect('interventions.intervention', 'select, insert, update');

create view interventions.v_due with (security_invoker = true) as
  select territory_id, 'intervention-target'::text as kind, id::text as key, target_at as due_at
    from interventions.intervention
   where target_at is not null and target_missed_at is null and answered_by is null and state <> 'closed'
  union all
  select territory_id, 'not-pertinent-unconfirmed', id::text, confirm_by
    from interventions.intervention
   where state = 'to-confirm';
comment on view interventions.v_due is 'P1 What falls due in this room, for the sweeper.';
grant select on interventions.v_due to approdo_app;

create view interventions.v_intervention with (security_invoker = true) as
  select territory_id, id, number, state, owner_id, received_at, class_key, class_rank, is_protected,
         municipality, outcome, closed_at
    from interventions.intervention;
comment on view interventions.v_intervention is 'P1 The head of each file without labels, for higher rooms.';
grant select on interventions.v_intervention to approdo_app;
