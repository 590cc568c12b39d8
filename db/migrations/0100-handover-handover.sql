-- Handover: the file goes to the competent service, which answers; chased until it does.

create schema handover;
comment on schema handover is 'Handovers to the competent service: sent, received, assigned, accepted, returned, chased.';
grant usage on schema handover to approdo_app;

create table handover.handover (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  version int not null check (version > 0),
  file_number text not null,
  office_key text,
  office_name text,
  body_id uuid,
  competence text check (competence in ('residence-in-territory', 'residence-unknown', 'residence-elsewhere',
    'nowhere-in-territory', 'chosen')),
  municipality text,
  is_protected boolean not null,
  state text not null check (state in ('sent', 'received', 'assigned', 'accepted', 'partial', 'not-needed', 'returned',
    'unanswered', 'not-due')),
  sent_at timestamptz not null,
  sent_by uuid not null,
  documents uuid[] not null,
  step int not null check (step >= 0),
  next_chase_at timestamptz,
  answered_at timestamptz,
  how text check (how in ('link', 'voice')),
  sealed_recipient bytea,
  sealed_page bytea,
  sealed_answer bytea,
  primary key (territory_id, id),
  unique (id),
  check (next_chase_at is null or state in ('sent', 'received', 'assigned')),
  check ((state = 'not-due') = (office_name is null))
);
comment on table handover.handover is 'P2 The current row of each handover, or the reason why none is due; its history is on the log.';
comment on column handover.handover.sealed_recipient is 'P2 Name, role and mailbox of the person it was sent to, encrypted.';
comment on column handover.handover.sealed_page is 'P3 Page one as it was sent, encrypted.';
comment on column handover.handover.sealed_answer is 'P3 Who answered and why, encrypted: a reason may name a person.';
comment on column handover.handover.sent_by is 'P1 Who answers for it when it comes back.';
-- the handovers of one file
create index handover_intervention on handover.handover (territory_id, intervention_id, sent_at);
-- the outbox of a territory, and the sweeper
create index handover_chase on handover.handover (territory_id, next_chase_at) where next_chase_at is not null;
select platform.protect('handover.handover', 'select, insert, update');

create view handover.v_due with (security_invoker = true) as
  select territory_id, 'handover-chase'::text as kind, id::text as key, next_chase_at as due_at
    from handover.handover where next_chase_at is not null;
comment on view handover.v_due is 'P1 What falls due in this room.';
grant select on handover.v_due to approdo_app;

create view handover.v_handover with (security_invoker = true) as
  select territory_id, id, intervention_id, state, office_name, sent_at, step, next_chase_at, answered_at
    from handover.handover;
comment on view handover.v_handover is 'P1 Handovers without words and names, for higher rooms.';
grant select on handover.v_handover to approdo_app;
