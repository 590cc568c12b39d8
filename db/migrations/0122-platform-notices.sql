-- What never left is somebody's task also where it was to reach a facility or the unit that reported; and what a notice
-- was about says whether the closing of its file settles it.

alter table platform.outbox add column notice_kind text;
comment on column platform.outbox.notice_kind is 'P0 What somebody has to do by voice when the message never leaves; null of any other message.';
update platform.outbox set notice_kind = 'told' where notice_of is not null;
alter table platform.outbox drop constraint outbox_notice;
alter table platform.outbox add constraint outbox_notice check (
  (notice_of is null) = (notice_kind is null)
  and (notice_kind is null or notice_kind in ('told', 'lasting', 'confirmation', 'read-back'))
  and (notice_to is not null) = coalesce(notice_kind in ('told', 'lasting'), false));
