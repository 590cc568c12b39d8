-- What is known of a file whose class nobody has chosen yet, and what came to be known after: the next decision weighs it.

create table triage.known (
  territory_id uuid not null,
  intervention_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  facts jsonb not null,
  primary key (territory_id, intervention_id),
  unique (territory_id, id)
);
comment on table triage.known is 'P3 Facts of one file as they are known now, without identity. History is on the log.';
comment on column triage.known.facts is 'P3 Facts known now, without identity.';
select platform.protect('triage.known', 'select, insert, update');
