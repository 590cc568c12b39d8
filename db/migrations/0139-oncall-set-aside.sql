-- A rule that was set aside is seen beside its turn: which rules, by whom and when.

alter table oncall.turn
  add column broke text[] not null default '{}',
  add column set_aside_by uuid,
  add column set_aside_at timestamptz;
alter table oncall.turn alter column broke drop default;
comment on column oncall.turn.broke is 'P0 Rules of the rota that it breaks, known when it was made; none beside an older reason.';
comment on column oncall.turn.set_aside_by is 'P1 Whoever set the rules aside.';
comment on column oncall.turn.set_aside_at is 'P0 When the rules were set aside.';
