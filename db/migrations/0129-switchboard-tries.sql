-- Who was called back and did not answer: how often, when last, and when they are called again.

alter table switchboard.call
  add column tries int not null default 0 check (tries >= 0),
  add column tried_at timestamptz,
  add column again_at timestamptz,
  add check ((tries = 0) = (tried_at is null));
comment on column switchboard.call.tries is 'P0 How often the caller of a lost call was called back in vain.';
comment on column switchboard.call.tried_at is 'P0 When they were called back last.';
comment on column switchboard.call.again_at is 'P0 When they are called back again; null: nobody tried yet, or they were heard.';

drop view switchboard.v_lost_file;
create view switchboard.v_lost_file with (security_invoker = true) as
  select territory_id, lost_file as intervention_id, is_withheld, again_at
    from switchboard.call where lost_file is not null and heard_at is null;
comment on view switchboard.v_lost_file is 'P2 Files that a call nobody answered opened and whose caller was not heard yet, without the number.';
grant select on switchboard.v_lost_file to approdo_app;
