-- Whether the caller of a lost call was heard meanwhile is told to the switchboard by the room that writes reports: nobody looks up
-- into a higher room for it.

alter table switchboard.call add column heard_at timestamptz check (heard_at is null or lost_file is not null);

alter table switchboard.call no force row level security;
alter table intake.report no force row level security;
update switchboard.call c set heard_at = c.came_at
  where c.lost_file is not null and exists (
    select from intake.report r where r.intervention_id = c.lost_file and r.version > 1);
alter table intake.report force row level security;
alter table switchboard.call force row level security;

drop view switchboard.v_lost_file;
create view switchboard.v_lost_file with (security_invoker = true) as
  select territory_id, lost_file as intervention_id, is_withheld
    from switchboard.call where lost_file is not null and heard_at is null;
comment on view switchboard.v_lost_file is 'P2 Files that a call nobody answered opened and whose caller was not heard yet, without the number.';
grant select on switchboard.v_lost_file to approdo_app;

drop view intake.v_report;
