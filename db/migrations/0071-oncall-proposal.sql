-- A rota that was asked of the solver: searched by one server, seen and decided on any.

create table oncall.proposal (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  state text not null check (state in ('running', 'ready', 'stopped', 'interrupted', 'failed', 'applied', 'discarded')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  asking jsonb,
  best jsonb,
  rota_mark text,
  claim uuid,
  lease_until timestamptz not null,
  primary key (territory_id, id),
  unique (id),
  check ((state in ('applied', 'discarded')) = (asking is null)),
  check (best is null or rota_mark is not null)
);
comment on table oncall.proposal is 'P2 Rotas proposed by the solver; what was asked and found is forgotten when it is decided.';
comment on column oncall.proposal.asking is 'P2 Whose turns, which hours, and the days on which each cannot or would rather not, without the reason.';
comment on column oncall.proposal.best is 'P1 The best turns found so far, with what stays uncovered and why.';
comment on column oncall.proposal.rota_mark is 'P0 A hash of the turns that stood when the search began: a rota changed since refuses the proposal.';
comment on column oncall.proposal.claim is 'P0 The search that may write here, renewed with its lease.';
comment on column oncall.proposal.lease_until is 'P0 Machine time until which the search is taken for alive.';
-- one at a time in a territory: two would promise the same hours twice
create unique index proposal_open on oncall.proposal (territory_id) where state not in ('applied', 'discarded');
select platform.protect('oncall.proposal', 'select, insert, update');

create view oncall.v_due with (security_invoker = true) as
  select territory_id, 'rota-search'::text as kind, id::text as key, asked_at as due_at
    from oncall.proposal where state = 'running' and claim is null;
comment on view oncall.v_due is 'P1 What falls due in this room, for the sweeper.';
grant select on oncall.v_due to approdo_app;
