-- Whether who reported is who they say: beside triage, never before it; it decides what may be said to them.
alter table interventions.intervention add column source_check text check (source_check in ('to-verify', 'denied'));
comment on column interventions.intervention.source_check is 'P1 The body that reported: still to be verified, or not confirmed; unset: verified, or no body.';
alter table interventions.intervention no force row level security;
alter table intake.contact no force row level security;
update interventions.intervention i set source_check = case c.verification when 'denied' then 'denied' else 'to-verify' end
  from intake.contact c
 where c.territory_id = i.territory_id and c.intervention_id = i.id
   and c.verification in ('to-verify', 'listed', 'no-answer', 'denied');
alter table intake.contact force row level security;
alter table interventions.intervention force row level security;
