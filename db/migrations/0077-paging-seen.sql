-- A try also says that its link was opened, that the person saw the call, or that they may own no file; a call that still
-- rings is hung up by a message of its own. Only what still waits in the outbox keeps its recipient and text.
alter table paging.attempt drop constraint attempt_state_check;
alter table paging.attempt add constraint attempt_state_check check (state in (
  'queued', 'by-hand', 'delivered', 'opened', 'seen', 'answered', 'no-answer', 'failed', 'declined', 'cannot-own', 'cancelled'));

alter table platform.outbox drop constraint outbox_channel_check;
alter table platform.outbox add constraint outbox_channel_check
  check (channel in ('mail', 'voice', 'sms', 'push', 'hang-up'));
alter table platform.outbox drop constraint outbox_payload;
update platform.outbox set sealed_payload = null where state <> 'waiting';
alter table platform.outbox add constraint outbox_payload check ((state = 'waiting') = (sealed_payload is not null));
