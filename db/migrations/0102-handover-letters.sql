-- What left for a service and what became of it, and the calls that are still to be made.

alter table handover.handover add column calls jsonb not null default '[]'::jsonb
  check (jsonb_typeof(calls) = 'array');
comment on column handover.handover.calls is 'P1 Whom somebody has still to ring, by when, how often it was tried.';
alter table handover.handover add check (calls = '[]'::jsonb or state in ('sent', 'received', 'assigned'));

create table handover.letter (
  territory_id uuid not null,
  id uuid not null,
  handover_id uuid not null,
  level text not null check (level in ('first', 'office', 'stand-in', 'lead')),
  is_pec boolean not null,
  sealed_to bytea not null,
  link_hash bytea check (octet_length(link_hash) = 32),
  written_at timestamptz not null,
  receipt text check (receipt in ('accepted', 'delivered', 'failed')),
  receipt_at timestamptz,
  opened_at timestamptz,
  primary key (territory_id, id),
  unique (id),
  foreign key (territory_id, handover_id) references handover.handover (territory_id, id),
  check ((receipt is null) = (receipt_at is null))
);
comment on table handover.letter is 'P2 Each letter of a handover, by the id of its message in the outbox, with the receipt that was recorded.';
comment on column handover.letter.sealed_to is 'P2 The mailbox, encrypted: it may name a person.';
comment on column handover.letter.link_hash is 'P1 Hash of the token of its link, so that an opening has a holder; null where the letter holds no link.';
comment on column handover.letter.opened_at is 'P1 When its link was last put on the log as opened.';
-- the letters of a handover
create index letter_handover on handover.letter (territory_id, handover_id);
select platform.protect('handover.letter', 'select, insert, update');

create or replace view handover.v_handover with (security_invoker = true) as
  select territory_id, id, intervention_id, state, office_name, sent_at, step, next_chase_at, answered_at,
         (select min((one ->> 'dueAt')::timestamptz) from jsonb_array_elements(calls) one) as next_call_at
    from handover.handover;
