-- Shift change: what who leaves hands to who comes (consegne), signed by the one and confirmed by the other.

create schema shifts;
comment on schema shifts is 'Consegne: what one shift hands to the next, and who owes it.';
grant usage on schema shifts to approdo_app;

create table shifts.watch (
  territory_id uuid primary key,
  looked_until timestamptz not null
);
comment on table shifts.watch is 'P1 Up to which instant the changes of the published rota were looked at.';
select platform.protect('shifts.watch', 'select, insert, update');

create table shifts.notes (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  role text not null,
  change_at timestamptz not null,
  state text not null check (state in ('owed', 'signed', 'confirmed', 'replaced')),
  outgoing_id uuid,
  incoming_id uuid,
  signed_by uuid,
  signed_at timestamptz,
  sealed_words bytea,
  confirmed_by uuid,
  confirmed_at timestamptz,
  sealed_remark bytea,
  late_at timestamptz not null,
  told_at timestamptz,
  primary key (territory_id, id),
  unique (id),
  -- two who sign for the same change: one does
  constraint notes_once unique (territory_id, role, change_at),
  check ((state in ('signed', 'confirmed')) = (signed_by is not null)),
  check ((signed_by is null) = (signed_at is null)),
  check ((signed_by is null) = (sealed_words is null)),
  check ((state = 'confirmed') = (confirmed_by is not null)),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (confirmed_by <> signed_by)
);
comment on table shifts.notes is 'P2 The consegne of one change of shift: owed, signed, confirmed.';
comment on column shifts.notes.outgoing_id is 'P1 Who leaves, by the published rota; null where no rota says it.';
comment on column shifts.notes.incoming_id is 'P1 Who comes, by the published rota; null: whoever takes the desk.';
comment on column shifts.notes.sealed_words is 'P3 What was signed: a line for each open file, what falls due, things, words; encrypted, never changed.';
comment on column shifts.notes.sealed_remark is 'P3 What was not right, in the words of who confirmed, encrypted.';
comment on column shifts.notes.late_at is 'P1 When a coordinator is told that nobody has confirmed.';
create index notes_newest on shifts.notes (territory_id, change_at desc);
select platform.protect('shifts.notes', 'select, insert, update');

create view shifts.v_due with (security_invoker = true) as
  select w.territory_id, 'shift-change' as kind, w.territory_id::text as key, min(t.ends_at) as due_at
    from shifts.watch w
    join oncall.v_turn t on t.territory_id = w.territory_id and t.level = 1 and t.ends_at > w.looked_until
   group by w.territory_id
  union all
  select territory_id, 'shift-notes-late', id::text, late_at
    from shifts.notes where state in ('owed', 'signed') and told_at is null;
comment on view shifts.v_due is 'P1 What falls due in this room, for the sweeper.';
grant select on shifts.v_due to approdo_app;

-- What changed before this room was there is nobody's debt: the watch begins at the newest entry of the log.
insert into shifts.watch (territory_id, looked_until)
  select t.territory_id, max(e.recorded_at)
    from (select distinct territory_id from oncall.turn) t
    join platform.event e on e.territory_id = t.territory_id
   group by t.territory_id;
