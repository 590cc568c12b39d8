-- A draft whose call was ended by one key stays sealed while that ending can be taken back.

alter table intake.draft
  add column set_aside_for uuid,
  add column wipe_at timestamptz,
  add foreign key (territory_id, set_aside_for) references intake.contact (territory_id, id),
  add check ((set_aside_for is null) = (wipe_at is null));
comment on column intake.draft.set_aside_for is 'P1 The call ending that took the place of this draft; taking it back brings the draft back.';
comment on column intake.draft.wipe_at is 'P1 When a draft set aside is wiped.';
-- drafts set aside, by their ending and by their term
create index draft_set_aside on intake.draft (territory_id, set_aside_for) where set_aside_for is not null;

create or replace view intake.v_due with (security_invoker = true) as
  select territory_id, 'intake-forget' as kind, id::text as key, forget_at as due_at
    from intake.contact where forget_at is not null
  union all
  select territory_id, 'intake-tell-coordinator', id::text, tell_at
    from intake.contact where tell_at is not null
  union all
  select territory_id, 'intake-wipe-draft', set_aside_for::text, wipe_at
    from intake.draft where wipe_at is not null;
