-- The outbox also carries calls and messages to telephones; what nobody needs any more is cancelled before it leaves.
alter table platform.outbox drop constraint outbox_channel_check;
alter table platform.outbox add constraint outbox_channel_check check (channel in ('mail', 'voice', 'sms', 'push'));
alter table platform.outbox drop constraint outbox_state_check;
alter table platform.outbox add constraint outbox_state_check check (state in ('waiting', 'sent', 'failed', 'cancelled'));
-- the senders, each with its own channels
drop index platform.outbox_waiting;
create index outbox_waiting on platform.outbox (channel, next_attempt_at) where state = 'waiting';
