-- Numbers of files without a queue: a counter row, held until the commit, made every report of a territory wait
-- for the one before it. A sequence per territory and year does not wait; a report that fails leaves a gap.

drop table interventions.counter;

create function interventions.next_number(in_year int) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  territory uuid := nullif(current_setting('app.territory', true), '')::uuid;
  sequence text := format('interventions.number_%s_%s', in_year, replace(territory::text, '-', ''));
begin
  if territory is null or in_year not between 2000 and 2999 then
    raise exception 'a number needs the territory that is written in, and a year';
  end if;
  if to_regclass(sequence) is null then
    -- Once a year and territory: who comes second waits for the first, then finds it made.
    perform pg_advisory_xact_lock(hashtextextended(sequence, 2));
    execute format('create sequence if not exists %s', sequence);
  end if;
  return nextval(sequence::regclass);
end $$;
comment on function interventions.next_number is 'The next number of a file in the territory written in and a year. Runs as the owner, who makes the sequence.';
revoke all on function interventions.next_number(int) from public;
grant execute on function interventions.next_number(int) to approdo_app;
