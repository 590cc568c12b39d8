-- What other rooms may know of a file that a lost call opened: that its caller was not heard yet, and whether a number showed.

create index call_lost_file on switchboard.call (territory_id, lost_file) where lost_file is not null;

create view switchboard.v_lost_file with (security_invoker = true) as
  select territory_id, lost_file as intervention_id, is_withheld
    from switchboard.call where lost_file is not null;
comment on view switchboard.v_lost_file is 'P2 Files that a call nobody answered opened, without the number.';
grant select on switchboard.v_lost_file to approdo_app;

create view intake.v_report with (security_invoker = true) as
  select territory_id, id, intervention_id, version
    from intake.report;
comment on view intake.v_report is 'P2 Reports of a file and how often they were written, without what was said.';
grant select on intake.v_report to approdo_app;
