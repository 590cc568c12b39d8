-- Why a place was given back: who refuses it is not looked for another one without being asked.

alter table places.placement add column released_for text
  check (released_for in ('declined', 'other-place', 'not-needed', 'moved'));

create or replace view places.v_placement with (security_invoker = true) as
  select p.territory_id, p.id, p.intervention_id, p.facility_id, f.label as facility, f.is_secret, p.state,
         p.people, p.minors, p.hold_until, p.confirmed_at, p.confirmed_by, p.confirmed_role, p.title,
         p.arrived_at, p.stay_until, p.ended_at, p.released_for
    from places.placement p join places.facility f on f.territory_id = p.territory_id and f.id = p.facility_id;
