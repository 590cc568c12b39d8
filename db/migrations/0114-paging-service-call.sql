-- Calls that a person of the service makes through the provider: whoever is called sees the service's number.
alter table platform.outbox drop constraint outbox_channel_check;
alter table platform.outbox add constraint outbox_channel_check
  check (channel in ('mail', 'voice', 'sms', 'push', 'connect', 'hang-up'));

create table paging.service_call (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  staff_id uuid not null,
  whom text not null check (whom in ('listed', 'colleague', 'facility', 'reporter', 'recipient')),
  called_id uuid,
  intervention_id uuid,
  state text not null check (state in (
    'ringing', 'calling', 'connected', 'ended', 'own-no-answer', 'no-answer', 'busy', 'failed')),
  message_id uuid not null,
  asked_at timestamptz not null,
  silent_at timestamptz not null,
  primary key (territory_id, id),
  unique (id)
);
comment on table paging.service_call is 'P1 A call that shows the number of the service, and how far it has come. No number is kept.';
comment on column paging.service_call.staff_id is 'P1 Who calls: their own telephone rings first.';
comment on column paging.service_call.called_id is 'P1 The colleague or the facility called; unset of any other.';
comment on column paging.service_call.silent_at is 'P1 When a provider that has said nothing more is taken to have failed.';
-- one telephone rings once at a time
create unique index service_call_ringing on paging.service_call (territory_id, staff_id)
  where state in ('ringing', 'calling');
-- what a provider reports
create index service_call_message on paging.service_call (message_id);
select platform.protect('paging.service_call', 'select, insert, update');

create or replace view paging.v_due with (security_invoker = true) as
  select territory_id, 'paging-step'::text as kind, id::text as key, next_at as due_at
    from paging.page where state = 'pending'
  union all
  select territory_id, 'service-call-silent'::text, id::text, silent_at
    from paging.service_call where state in ('ringing', 'calling');
