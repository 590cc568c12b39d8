-- Contacts of every kind, the reports among them, drafts of the person who writes.

create schema intake;
comment on schema intake is 'Contacts and reports: who calls, what is said, what became of it.';
grant usage on schema intake to approdo_app;

create table intake.contact (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid,
  version int not null check (version > 0),
  kind text not null check (kind in ('report', 'dropped', 'information', 'wrong-number', 'nuisance', 'silent',
    'advice', 'message', 'not-entitled', 'disclosure')),
  channel text not null check (channel in ('phone', 'portal', 'form', 'email', 'desk', 'street')),
  started_at timestamptz not null,
  logged_at timestamptz not null,
  taken_by uuid not null,
  category text,
  claimed_reporter text,
  verification text not null check (verification in ('not-needed', 'to-verify', 'listed', 'verified', 'denied', 'no-answer')),
  offers text[] not null,
  is_protected boolean not null,
  withdrawn_at timestamptz,
  forget_at timestamptz,
  forgotten_at timestamptz,
  tell_at timestamptz,
  sealed_key bytea,
  sealed_words bytea,
  phone_fingerprint bytea,
  primary key (territory_id, id),
  foreign key (territory_id, intervention_id) references interventions.intervention (territory_id, id),
  check ((kind in ('report', 'dropped')) = (intervention_id is not null)),
  -- forgetting takes key, words and fingerprint together
  check ((forgotten_at is null) = (sealed_key is not null)),
  check (forgotten_at is null or (sealed_words is null and phone_fingerprint is null))
);
comment on table intake.contact is 'P2 Every contact with the service, of any kind, and what was offered.';
comment on column intake.contact.taken_by is 'P1 Who answered.';
comment on column intake.contact.sealed_key is 'P3 Key of this contact''s personal data, encrypted; forgetting destroys it, on the log too.';
comment on column intake.contact.sealed_words is 'P3 Telephone, unit and free words of a contact that is not a report, encrypted with its own key.';
comment on column intake.contact.phone_fingerprint is 'P2 Keyed fingerprint of the caller''s telephone: counts earlier contacts, cannot be read.';
-- the log of tonight
create index contact_night on intake.contact (territory_id, logged_at desc);
-- earlier contacts from the same telephone
create index contact_phone on intake.contact (territory_id, phone_fingerprint) where phone_fingerprint is not null;
-- personal data whose term has come
create index contact_forget on intake.contact (forget_at) where forget_at is not null;
select platform.protect('intake.contact', 'select, insert, update');

create table intake.report (
  territory_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  intervention_id uuid not null,
  draft_id uuid,
  version int not null check (version > 0),
  received_at timestamptz not null,
  access text not null check (access in ('entitled', 'reporter-unknown', 'guaranteed-need', 'immediate-danger',
    'office-hours', 'not-entitled')),
  in_charge text not null check (in_charge in ('operations-room', 'on-call', 'office')),
  municipality text,
  is_protected boolean not null,
  field_versions jsonb not null,
  sealed_content bytea,
  primary key (territory_id, id),
  unique (territory_id, contact_id),
  -- a draft sent twice finds its first report
  constraint report_draft unique (territory_id, draft_id),
  foreign key (territory_id, contact_id) references intake.contact (territory_id, id),
  foreign key (territory_id, intervention_id) references interventions.intervention (territory_id, id)
);
comment on table intake.report is 'P3 Reports as they were taken and completed; the content is encrypted.';
comment on column intake.report.sealed_content is 'P3 All that was said, encrypted with the key of its contact; null after its term.';
comment on column intake.report.municipality is 'P2 Belfiore code of where the person was.';
-- the reports of one file
create index report_intervention on intake.report (territory_id, intervention_id);
select platform.protect('intake.report', 'select, insert, update');

create table intake.draft (
  territory_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  version int not null check (version > 0),
  started_at timestamptz not null,
  saved_at timestamptz not null,
  sealed_content bytea not null,
  primary key (territory_id, id)
);
comment on table intake.draft is 'P3 What is being written, for its writer alone; wiped when sent.';
comment on column intake.draft.sealed_content is 'P3 The form as it stands, encrypted.';
-- the drafts of one person
create index draft_staff on intake.draft (territory_id, staff_id, saved_at desc);
select platform.protect('intake.draft', 'select, insert, update, delete');

create view intake.v_due with (security_invoker = true) as
  select territory_id, 'intake-forget' as kind, id::text as key, forget_at as due_at
    from intake.contact where forget_at is not null
  union all
  select territory_id, 'intake-tell-coordinator', id::text, tell_at
    from intake.contact where tell_at is not null;
comment on view intake.v_due is 'P1 What falls due in this room.';
grant select on intake.v_due to approdo_app;
