-- An alarm that fails again and again must be seen, and a message that has left must not keep its text.

alter table platform.due add column failures int not null default 0 check (failures >= 0);
comment on column platform.due.failures is 'P1 How many times in a row its handler has failed.';
-- alarms that do not get done
create index due_failing on platform.due (failures) where failures > 0;

alter table platform.outbox alter column sealed_payload drop not null;
-- A message that was given up keeps it, for whoever sends it again by hand.
update platform.outbox set sealed_payload = null where state = 'sent';
alter table platform.outbox add constraint outbox_payload check (state = 'sent' or sealed_payload is not null);
-- mail that was given up in the last day
create index outbox_failed on platform.outbox (settled_at) where state = 'failed';
