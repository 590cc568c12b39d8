-- The work on a file: first assessment, what was seen and said, tasks, the read-back to who reported, all outcomes.

create table interventions.assessment (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  version int not null check (version > 0),
  needs_place boolean not null,
  network text not null check (network in ('yes', 'no', 'unknown')),
  danger text not null check (danger in ('yes', 'no', 'unknown')),
  sealed_words bytea not null,
  assessed_by uuid not null,
  role text not null,
  assessed_at timestamptz not null,
  primary key (territory_id, id),
  unique (territory_id, intervention_id, version)
);
comment on table interventions.assessment is 'P2 Each version of the first assessment; the newest is in force, the others are kept.';
comment on column interventions.assessment.sealed_words is 'P3 Need, risk, resources and safe contact in words, encrypted.';
comment on column interventions.assessment.role is 'P1 In which profession it was signed.';
select platform.protect('interventions.assessment', 'select, insert');

create table interventions.observation (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  kind text not null check (kind in ('fact', 'statement', 'evaluation')),
  happened_at timestamptz not null,
  corrects uuid,
  sealed_words bytea not null,
  written_by uuid not null,
  role text not null,
  written_at timestamptz not null,
  primary key (territory_id, id),
  -- one entry is corrected once; a further correction corrects the correction
  constraint observation_corrected_once unique (territory_id, corrects),
  foreign key (territory_id, corrects) references interventions.observation (territory_id, id),
  check (happened_at <= written_at)
);
comment on table interventions.observation is 'P2 What was seen, said and evaluated, apart; rows are only added.';
comment on column interventions.observation.sealed_words is 'P3 The words, and of a statement whose they are, encrypted.';
create index observation_intervention on interventions.observation (territory_id, intervention_id, happened_at);
select platform.protect('interventions.observation', 'select, insert');

create table interventions.task (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  version int not null check (version > 0),
  staff_id uuid not null,
  due_at timestamptz,
  sealed_what bytea not null,
  made_by uuid not null,
  made_at timestamptz not null,
  done_by uuid,
  done_at timestamptz,
  primary key (territory_id, id),
  check ((done_at is null) = (done_by is null))
);
comment on table interventions.task is 'P2 What is to be done on a file, by whom, until when.';
comment on column interventions.task.sealed_what is 'P3 What is to be done, encrypted.';
create index task_intervention on interventions.task (territory_id, intervention_id);
select platform.protect('interventions.task', 'select, insert, update');

create table interventions.read_back (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  said_at timestamptz not null,
  said_by uuid not null,
  sealed_words bytea not null,
  is_mailed boolean not null,
  primary key (territory_id, id)
);
comment on table interventions.read_back is 'P2 What was told to who reported, to whom and when (K5).';
comment on column interventions.read_back.sealed_words is 'P3 The script as it was read and the officer, encrypted.';
create index read_back_intervention on interventions.read_back (territory_id, intervention_id);
select platform.protect('interventions.read_back', 'select, insert');

alter table interventions.intervention drop constraint intervention_outcome_check;
alter table interventions.intervention add constraint intervention_outcome_check
  check (outcome in ('not-pertinent', 'duplicate', 'wrong', 'made-safe', 'temporary', 'refused', 'not-found', 'unmet'));
alter table interventions.intervention add column review_at timestamptz;
comment on column interventions.intervention.review_at is 'P1 When a temporary answer is looked at again.';
