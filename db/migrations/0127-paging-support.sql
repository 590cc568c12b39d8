-- A mediator by language, or a psychologist, called for a file by who works it: they never see the file.
create table paging.support (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  intervention_id uuid not null,
  kind text not null check (kind in ('mediator', 'psychologist')),
  language text,
  sex text not null check (sex in ('any', 'female', 'male')),
  mode text not null check (mode in ('phone', 'video', 'present')),
  lines text[] not null,
  state text not null check (state in ('open', 'calling', 'talking', 'over')),
  tries jsonb not null,
  callee jsonb,
  staff_id uuid,
  asked_at timestamptz not null,
  started_at timestamptz,
  next_at timestamptz not null,
  primary key (territory_id, id),
  unique (id),
  check ((state in ('calling', 'talking')) = (callee is not null)),
  check (staff_id is null or callee is not null)
);
comment on table paging.support is 'P1 A mediator or a psychologist who is wanted for a file. No number and no word of the file is kept.';
comment on column paging.support.lines is 'P2 Which lines of the briefing are said: codes, without name or place.';
comment on column paging.support.tries is 'P2 Who was called, what came of it, and the minutes for the invoice.';
comment on column paging.support.callee is 'P1 Who is called or talks now.';
comment on column paging.support.staff_id is 'P1 The same, where they are of the staff: one person is called for one file at a time.';
-- a file asks for one of a kind at a time
create unique index support_asked on paging.support (territory_id, intervention_id, kind) where state <> 'over';
-- one telephone rings for one file at a time, whichever territory asks
create unique index support_busy on paging.support (staff_id) where staff_id is not null;
create index support_file on paging.support (territory_id, intervention_id, asked_at);
select platform.protect('paging.support', 'select, insert, update');

alter table paging.service_call drop constraint service_call_whom_check;
alter table paging.service_call add constraint service_call_whom_check
  check (whom in ('listed', 'colleague', 'facility', 'reporter', 'recipient', 'support'));
comment on column paging.service_call.called_id is 'P1 The colleague, the facility or the request for support called; unset of any other.';

create or replace view paging.v_due with (security_invoker = true) as
  select territory_id, 'paging-step'::text as kind, id::text as key, next_at as due_at
    from paging.page where state = 'pending'
  union all
  select territory_id, 'service-call-silent'::text, id::text, silent_at
    from paging.service_call where state in ('ringing', 'calling')
  union all
  select territory_id, 'support-lapsed'::text, id::text, next_at
    from paging.support where state <> 'over';
