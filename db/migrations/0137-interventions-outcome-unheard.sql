-- A lost call whose caller was never heard is no mistake of anybody: counted as one it would hide how many calls are lost.
alter table interventions.intervention drop constraint intervention_outcome_check;
alter table interventions.intervention add constraint intervention_outcome_check check (outcome in (
  'not-pertinent', 'duplicate', 'wrong', 'unheard', 'made-safe', 'temporary', 'refused', 'not-found', 'unmet'));
