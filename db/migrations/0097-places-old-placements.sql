-- Placements from before arrivals and ratifications had an hour: they get one, so that somebody is told of them too.
alter table places.placement no force row level security;
update places.placement
   set expected_at = coalesce(expected_at, confirmed_at),
       arrival_due_at = coalesce(expected_at, confirmed_at)
 where state = 'confirmed' and arrival_due_at is null and late_level is null;
update places.placement
   set ratify_due_at = coalesce(arrived_at, confirmed_at, asked_at, hold_until)
 where authorisation = 'to-ratify' and ratify_due_at is null
   and state in ('held', 'confirmed', 'arrived', 'ended');
alter table places.placement force row level security;
