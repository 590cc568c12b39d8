-- A turn, or a part of it, asked of somebody else: an exchange between two people, or a substitute for who is absent.

create table oncall.swap (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  state text not null check (state in ('asked', 'accepted', 'approved', 'declined', 'withdrawn', 'refused')),
  turn_id uuid not null,
  staff_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  asked_of uuid,
  back_turn_id uuid,
  absence_id uuid,
  taker_id uuid,
  asked_at timestamptz not null,
  decided_at timestamptz,
  primary key (territory_id, id),
  unique (id),
  foreign key (territory_id, turn_id) references oncall.turn (territory_id, id),
  foreign key (territory_id, back_turn_id) references oncall.turn (territory_id, id),
  foreign key (territory_id, absence_id) references oncall.absence (territory_id, id),
  check (from_at < until_at),
  check (back_turn_id is null or asked_of is not null),
  check ((state in ('accepted', 'approved')) <= (taker_id is not null)),
  check ((state in ('asked', 'accepted')) = (decided_at is null))
);
comment on table oncall.swap is 'P1 Turns asked of somebody else, and what came of it.';
comment on column oncall.swap.asked_of is 'P1 The colleague who is asked; null: whoever holds the role.';
comment on column oncall.swap.back_turn_id is 'P1 The turn of that colleague which is taken in return.';
comment on column oncall.swap.absence_id is 'P2 The absence that opened the gap.';
-- a turn is asked of others once at a time
create unique index swap_open on oncall.swap (territory_id, turn_id) where state in ('asked', 'accepted');
select platform.protect('oncall.swap', 'select, insert, update');
