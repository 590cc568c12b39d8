-- Needs without an answer, for the rooms above.

create view places.v_unmet with (security_invoker = true) as
  select territory_id, id, intervention_id, people, minors, asked, reasons, recorded_at from places.unmet;
comment on view places.v_unmet is 'P2 Needs for which no suitable place was found, without words, for higher rooms.';
grant select on places.v_unmet to approdo_app;
