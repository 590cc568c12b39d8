-- When each part of a server last went round (machine time): none of it says anything of a person.
-- Null: that server does not have the part, or is of before this migration.
alter table platform.process
  add column sealer_at timestamptz,
  add column due_at timestamptz,
  add column outbox_at timestamptz,
  add column follower_at timestamptz;
comment on column platform.process.sealer_at is 'P0 When this server last gave entries of the log their place.';
comment on column platform.process.due_at is 'P0 When it last looked what is due.';
comment on column platform.process.outbox_at is 'P0 When each of its senders had last looked what waits to leave.';
comment on column platform.process.follower_at is 'P0 When it last looked what follows from what was written.';
