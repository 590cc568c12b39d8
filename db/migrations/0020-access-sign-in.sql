-- Who may come in: people, credentials, grants, sessions, invitations, rate limits.
-- Sign-in happens before any territory is known, so these tables have no territory policy; therefore nothing
-- in them is readable without the key file: names, addresses and secrets are sealed.

create schema access;
comment on schema access is 'Sign-in, grants, permission sets, reading log.';
grant usage on schema access to approdo_app;

create table access.staff (
  id uuid primary key,
  home_territory_id uuid not null,
  sealed_name bytea not null,
  sealed_email bytea not null,
  email_print bytea not null unique,
  sealed_draft_key bytea not null,
  is_active boolean not null,
  version int not null check (version > 0),
  added_at timestamptz not null
);
comment on table access.staff is 'P1 A person who works in the service; whose administrator keeps it: home_territory_id.';
comment on column access.staff.sealed_name is 'P2 Name and surname, encrypted.';
comment on column access.staff.sealed_email is 'P2 Address for signing in and for invitations, encrypted.';
comment on column access.staff.email_print is 'P1 Keyed fingerprint of the address, to find the account.';
comment on column access.staff.sealed_draft_key is 'P3 Key of the drafts kept in this person''s browsers, encrypted.';
-- the people of one administrator
create index staff_home on access.staff (home_territory_id);
select platform.open_table('access.staff', 'select, insert, update');

create table access.credential (
  staff_id uuid primary key references access.staff (id),
  password_hash text not null check (password_hash like '$argon2id$%'),
  sealed_totp bytea not null,
  last_step bigint not null,
  changed_at timestamptz not null
);
comment on table access.credential is 'P3 How a person signs in.';
comment on column access.credential.password_hash is 'P3 argon2id, 19 MiB, two passes.';
comment on column access.credential.sealed_totp is 'P3 Secret of the authenticator, encrypted.';
comment on column access.credential.last_step is 'P1 Time step of the last code used: none is accepted twice.';
select platform.open_table('access.credential', 'select, insert, update');

create table access.role_grant (
  id uuid primary key,
  staff_id uuid not null references access.staff (id),
  territory_id uuid not null,
  role text not null check (role in ('operator', 'social-worker', 'coordinator', 'crew', 'mediator', 'psychologist',
    'facility', 'accredited-reporter', 'competent-service', 'lead-municipality', 'auditor', 'administrator')),
  body_id uuid,
  given_at timestamptz not null,
  ended_at timestamptz,
  check (ended_at >= given_at)
);
comment on table access.role_grant is 'P1 One role in one territory for one person, for a body when the person acts for it.';
-- the grants of a session; the same grant is not given twice
create unique index role_grant_once on access.role_grant (staff_id, territory_id, role, body_id) nulls not distinct
  where ended_at is null;
-- the people of a territory, its administrators
create index role_grant_territory on access.role_grant (territory_id, role) where ended_at is null;
select platform.open_table('access.role_grant', 'select, insert, update');

create table access.session (
  id uuid primary key,
  staff_id uuid not null references access.staff (id),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  seen_at timestamptz not null,
  locked_at timestamptz,
  wrong_passwords int not null check (wrong_passwords >= 0),
  desk_id uuid,
  ended_at timestamptz,
  version int not null check (version > 0)
);
comment on table access.session is 'P1 Sign-ins, in machine time; only the hash of the token is known here.';
comment on column access.session.desk_id is 'P1 The territory of the desk; null: all of the person''s.';
-- ending a person's sessions
create index session_staff on access.session (staff_id) where ended_at is null;
select platform.open_table('access.session', 'select, insert, update');

create table access.attempt (
  bucket bytea primary key,
  failures int not null,
  window_started_at timestamptz not null
);
comment on table access.attempt is 'P1 Attempts to sign in, by keyed fingerprint of account or peer, in machine time.';
-- forgetting old windows
create index attempt_age on access.attempt (window_started_at);
select platform.open_table('access.attempt', 'select, insert, update, delete');

create table access.invitation (
  id uuid primary key,
  kind text not null check (kind in ('invitation', 'first-administrator')),
  staff_id uuid references access.staff (id),
  territory_id uuid not null,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  sealed_totp bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((kind = 'invitation') = (staff_id is not null))
);
comment on table access.invitation is 'P1 Single-use links: choose a password and enrol an authenticator.';
comment on column access.invitation.sealed_totp is 'P3 The secret offered for the authenticator, encrypted.';
-- a new invitation ends the old ones
create index invitation_staff on access.invitation (staff_id) where used_at is null;
select platform.open_table('access.invitation', 'select, insert, update');

create table access.reading (
  territory_id uuid not null,
  session_id uuid not null references access.session (id),
  intervention_id uuid not null,
  read_at timestamptz not null,
  primary key (territory_id, session_id, intervention_id)
);
comment on table access.reading is 'P2 When a session last read a file: so that the log has one reading in ten minutes, not one per request.';
select platform.protect('access.reading', 'select, insert, update');

create view access.v_grant with (security_invoker = true) as
  select g.staff_id, g.territory_id, g.role, g.body_id
  from access.role_grant g join access.staff s on s.id = g.staff_id
  where g.ended_at is null and s.is_active;
comment on view access.v_grant is 'P1 Grants that hold, of people who are active.';
grant select on access.v_grant to approdo_app;
