-- The arrival that nobody records, and how long a yes by telephone holds where a facility says nothing of its own.

alter table places.facility alter column hold_minutes drop not null;
comment on column places.facility.hold_minutes is 'P1 Minutes that a hold lasts here; null: as the territory says.';

alter table places.placement
  add column expected_at timestamptz,
  add column arrival_due_at timestamptz,
  add column late_level text check (late_level in ('owner', 'coordinator'));
comment on column places.placement.expected_at is 'P2 When they are expected: said on the telephone, or the usual wait of the territory.';
comment on column places.placement.arrival_due_at is 'P1 When somebody is told next that nobody recorded the arrival.';
comment on column places.placement.late_level is 'P1 Who was told last of an arrival that nobody recorded.';

create or replace view places.v_placement with (security_invoker = true) as
  select p.territory_id, p.id, p.intervention_id, p.facility_id, f.label as facility, f.is_secret, p.state,
         p.people, p.minors, p.hold_until, p.confirmed_at, p.confirmed_by, p.confirmed_role, p.title,
         p.arrived_at, p.stay_until, p.ended_at, p.released_for, p.expected_at, p.late_level, p.warned_at, p.overrun_at
    from places.placement p join places.facility f on f.territory_id = p.territory_id and f.id = p.facility_id;

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
    from places.placement where state = 'confirmed' and arrival_due_at is not null;

create view places.v_facility with (security_invoker = true) as
  select territory_id, id, label as facility, is_secret, is_active from places.facility;
comment on view places.v_facility is 'P1 The word that everybody reads of each facility, for higher rooms.';
grant select on places.v_facility to approdo_app;
