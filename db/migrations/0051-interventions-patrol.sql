-- A patrol that waits on site is released once, by a person; a later change of the words does not bring it back.
alter table interventions.intervention add column patrol_released_at timestamptz;
comment on column interventions.intervention.patrol_released_at is 'P1 When the waiting patrol was told that it can go.';
