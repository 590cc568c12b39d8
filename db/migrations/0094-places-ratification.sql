-- A place taken before anybody could authorise it is ratified, or not, on the next working day.

alter table places.placement drop constraint placement_authorisation_check;
alter table places.placement
  add constraint placement_authorisation_check
    check (authorisation in ('authorised', 'to-ratify', 'ratified', 'not-ratified')),
  add column ratify_due_at timestamptz,
  add column sealed_ratification bytea;
comment on column places.placement.ratify_due_at is 'P1 When who ratifies is reminded next.';
comment on column places.placement.sealed_ratification is 'P3 The act of who ratified, or why not, encrypted.';
-- what waits to be ratified
create index placement_ratify on places.placement (territory_id) where authorisation = 'to-ratify';

create or replace view places.v_due with (security_invoker = true) as
  select territory_id, 'place-hold'::text as kind, id::text as key, hold_until as due_at
    from places.placement where state = 'held'
  union all
  select territory_id, 'place-stay', id::text,
         case when warned_at is null then coalesce(warn_at, stay_until) else stay_until end
    from places.placement
   where state = 'arrived' and overrun_at is null and stay_until is not null
  union all
  select territory_id, 'place-arrival', id::text, arrival_due_at
    from places.placement where state = 'confirmed' and arrival_due_at is not null
  union all
  select territory_id, 'place-ratify', id::text, ratify_due_at
    from places.placement
   where authorisation = 'to-ratify' and ratify_due_at is not null and state in ('held', 'confirmed', 'arrived', 'ended');
