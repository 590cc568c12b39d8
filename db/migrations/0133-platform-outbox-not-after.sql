-- A message may have an hour after which it is of no use, or must not come: held up until then it is given up, in peace.
alter table platform.outbox add column not_after timestamptz;
comment on column platform.outbox.not_after is 'P0 When it leaves no more: nobody is told that it failed, whoever wrote it hears that its hour is over.';
