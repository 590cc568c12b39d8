-- Consegne of a desk without turns are signed ahead of the hour at which it changes: at that hour somebody has to look what is
-- still in the hands of who left. The end of a turn looks by itself.
alter table shifts.notes add column look_at timestamptz;
comment on column shifts.notes.look_at is 'P1 When the files of who left are looked at; unset: they were, or the end of a turn does it.';
create or replace view shifts.v_due with (security_invoker = true) as
  select w.territory_id, 'shift-change' as kind, w.territory_id::text as key, min(t.ends_at) as due_at
    from shifts.watch w
    join oncall.v_turn t on t.territory_id = w.territory_id and t.level = 1 and t.ends_at > w.looked_until
   group by w.territory_id
  union all
  select territory_id, 'shift-notes-late', id::text, late_at
    from shifts.notes where state in ('owed', 'signed') and told_at is null
  union all
  select territory_id, 'shift-files-left', id::text, look_at
    from shifts.notes where look_at is not null;
