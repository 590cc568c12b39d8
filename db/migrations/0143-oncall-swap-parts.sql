-- Of one turn several parts can be asked of others, never the same hours twice: a part that was asked of a colleague, or
-- hours that have gone by without anybody, keep nobody from asking for the rest.
drop index oncall.swap_open;
alter table oncall.swap add constraint swap_open exclude using gist (
  territory_id with =, turn_id with =, tstzrange(from_at, until_at) with &&
) where (state in ('asked', 'accepted'));
