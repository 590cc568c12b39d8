-- Which channel stands still is told apart: mail that waits is not a telephone that does not ring.
alter table platform.process
  add column mail_at timestamptz,
  add column voice_at timestamptz,
  add column sms_at timestamptz,
  add column push_at timestamptz;
comment on column platform.process.outbox_at is 'P0 Written by servers of before this migration, and read by none.';
comment on column platform.process.mail_at is 'P0 When its sender of mail had last looked what waits to leave; null: it has none.';
comment on column platform.process.voice_at is 'P0 The same of calls.';
comment on column platform.process.sms_at is 'P0 The same of text messages.';
comment on column platform.process.push_at is 'P0 The same of notices.';
