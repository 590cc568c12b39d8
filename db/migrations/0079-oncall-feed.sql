-- Secret addresses of the rota: a calendar of one's own turns, and who is on call for the telephone exchange.

create table oncall.feed (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  kind text not null check (kind in ('calendar', 'exchange')),
  staff_id uuid,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (territory_id, id),
  unique (id),
  check ((kind = 'calendar') = (staff_id is not null))
);
comment on table oncall.feed is 'P1 Secret addresses that were given out, and those that hold no more; the secret itself is kept nowhere.';
-- one of each kind: a new one ends the old
create unique index feed_in_force on oncall.feed (territory_id, kind, staff_id) nulls not distinct where ended_at is null;
select platform.protect('oncall.feed', 'select, insert, update');
