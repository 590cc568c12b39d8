-- Triage: one sheet per file with the decision in force, and every hand-on to 112/118.

create schema triage;
comment on schema triage is 'The territory''s protocol, the decision of a person and its reasons.';
grant usage on schema triage to approdo_app;

create table triage.sheet (
  territory_id uuid not null,
  intervention_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  class_key text not null,
  class_rank int not null check (class_rank between 1 and 5),
  proposed_key text,
  facts jsonb not null,
  rules text[] not null,
  authorities text[] not null,
  reason text,
  decided_by uuid not null,
  decided_at timestamptz not null,
  not_pertinent text not null check (not_pertinent in ('no', 'proposed', 'confirmed', 'rejected', 'lapsed')),
  offered_instead text,
  proposed_by uuid,
  confirm_by timestamptz,
  settled_by uuid,
  primary key (territory_id, intervention_id),
  unique (territory_id, id),
  check ((not_pertinent = 'proposed') = (confirm_by is not null)),
  check (not_pertinent = 'no' or offered_instead is not null)
);
comment on table triage.sheet is 'P2 The triage decision in force for one file; who decided, when, knowing what. History is on the log.';
comment on column triage.sheet.facts is 'P3 Facts known at that minute, without identity.';
comment on column triage.sheet.reason is 'P3 Why the person decided as they did, in their words.';
comment on column triage.sheet.offered_instead is 'P3 What was offered to the person instead.';
comment on column triage.sheet.confirm_by is 'P1 End of the shift in which a qualified social worker confirms a proposed not-pertinent.';
select platform.protect('triage.sheet', 'select, insert, update');

create table triage.emergency_call (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  service text not null check (service ~ '^[a-z0-9]{2,12}$'),
  called_at timestamptz not null,
  reference text,
  stays_on_line boolean not null,
  recorded_by uuid not null,
  primary key (territory_id, id)
);
comment on table triage.emergency_call is 'P2 A file handed on to 112, 118 or another authority, with time and the reference when one was given.';
comment on column triage.emergency_call.reference is 'P2 Optional, such as the operator''s number.';
-- the calls of one file
create index emergency_call_file on triage.emergency_call (territory_id, intervention_id, called_at);
select platform.protect('triage.emergency_call', 'select, insert');

create view triage.v_sheet with (security_invoker = true) as
  select territory_id, intervention_id, class_key, class_rank, proposed_key, authorities, decided_at,
         not_pertinent, confirm_by
    from triage.sheet;
comment on view triage.v_sheet is 'P1 The decision in force, for higher rooms.';
grant select on triage.v_sheet to approdo_app;

create view triage.v_emergency_call with (security_invoker = true) as
  select territory_id, intervention_id, id, service, called_at, stays_on_line
    from triage.emergency_call;
comment on view triage.v_emergency_call is 'P1 Hand-ons to the emergency services, for higher rooms.';
grant select on triage.v_emergency_call to approdo_app;
