-- Nobody takes them now: a place is looked for again at the hour that was said.

alter table places.unmet
  add column again_at timestamptz,
  add column told_at timestamptz;
comment on column places.unmet.again_at is 'P1 When a place is looked for again; null: it is not.';
comment on column places.unmet.told_at is 'P1 When that hour was told, or had no reason any more.';
-- hours that come
create index unmet_again on places.unmet (territory_id, again_at) where again_at is not null and told_at is null;
grant update (told_at) on places.unmet to approdo_app;

create or replace view places.v_unmet with (security_invoker = true) as
  select territory_id, id, intervention_id, people, minors, asked, reasons, recorded_at, again_at from places.unmet;

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
   where authorisation = 'to-ratify' and ratify_due_at is not null and state in ('held', 'confirmed', 'arrived', 'ended')
  union all
  select territory_id, 'place-again', id::text, again_at
    from places.unmet where again_at is not null and told_at is null;
