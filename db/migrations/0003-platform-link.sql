-- Links that let somebody without a sign-in do one thing: answer a page, confirm a place, accept a handover.

create table platform.link (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  territory_id uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z-]+$'),
  key uuid not null,
  holder uuid,
  expires_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz
);
comment on table platform.link is 'P1 What a link is for, by the hash of its token: found before any territory is known, so it holds ids only.';
comment on column platform.link.key is 'P1 The row of the room that offers it.';
comment on column platform.link.holder is 'P1 The person of the staff it was sent to; null for somebody outside.';
-- ending the links of a row that is settled
create index link_key on platform.link (kind, key) where ended_at is null;
select platform.open_table('platform.link', 'select, insert, update');
