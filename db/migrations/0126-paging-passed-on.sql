-- Who is called may hand the call on to a colleague: their try says so, and is not taken for a no.
alter table paging.attempt drop constraint attempt_state_check;
alter table paging.attempt add constraint attempt_state_check check (state in (
  'queued', 'by-hand', 'delivered', 'opened', 'seen', 'answered', 'no-answer', 'failed', 'declined', 'passed-on',
  'cannot-own', 'cancelled'));
