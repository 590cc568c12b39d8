-- A contact whose message was held up until the evening, or whose drill was called off, was not tried.
alter table oncall.drill_try drop constraint drill_try_skipped_for_check;
alter table oncall.drill_try add constraint drill_try_skipped_for_check
  check (skipped_for in ('absent', 'rest', 'no-contact', 'not-carried', 'not-left', 'called-off'));
