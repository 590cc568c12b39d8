-- A rota is drafted, looked at and published: only what is published is called.

alter table oncall.turn
  add column state text not null default 'published' check (state in ('draft', 'published')),
  add column leaves boolean not null default false,
  add column reason text check (length(reason) between 1 and 300),
  add constraint turn_leaves_published check (not leaves or state = 'published'),
  drop constraint turn_overlap,
  add constraint turn_overlap exclude using gist
    (territory_id with =, role with =, level with =, tstzrange(starts_at, ends_at) with &&)
    where (removed_at is null and not leaves),
  add constraint turn_published_overlap exclude using gist
    (territory_id with =, role with =, level with =, tstzrange(starts_at, ends_at) with &&)
    where (removed_at is null and state = 'published');
-- the turns that stood already were in force
alter table oncall.turn alter column state drop default, alter column leaves drop default;
comment on column oncall.turn.state is 'P0 draft: nobody is called by it yet.';
comment on column oncall.turn.leaves is 'P0 In force until the next publication, which takes it out.';
comment on column oncall.turn.reason is 'P2 Why it stands although it breaks a rule, in the words of whoever made it.';
comment on constraint turn_overlap on oncall.turn is 'The rota as it will be: drafts, and what is published and stays.';
comment on constraint turn_published_overlap on oncall.turn is 'The rota in force.';

create or replace view oncall.v_turn with (security_invoker = true) as
  select territory_id, id, staff_id, role, level, starts_at, ends_at from oncall.turn
   where removed_at is null and state = 'published';

create table oncall.publication (
  territory_id uuid not null,
  id uuid not null,
  published_by uuid not null,
  published_at timestamptz not null,
  added int not null check (added >= 0),
  removed int not null check (removed >= 0),
  despite text check (length(despite) between 1 and 300),
  primary key (territory_id, id),
  unique (id)
);
comment on table oncall.publication is 'P1 Each time a rota was published, and by whom.';
comment on column oncall.publication.despite is 'P2 Why it was published although somebody in it has no contact that works.';
select platform.protect('oncall.publication', 'select, insert');
