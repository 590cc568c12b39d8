-- How far a try had come before nobody needed to be reached any more: who was reached, how and when stays readable.
alter table paging.attempt add column came_to text check (came_to in ('delivered', 'opened', 'seen'));
comment on column paging.attempt.came_to is 'P1 The last that was known of a message before it was cancelled; unset: nothing.';
