-- Of a device that shows notices no more nothing is left: but for one that the push service has ended, which its person is
-- told until they turn it on again.
select platform.open_table('oncall.device', 'delete');
delete from oncall.device where ended_why <> 'gone';
alter table oncall.device drop constraint device_ended_why_check;
alter table oncall.device add constraint device_ended_why_check check (ended_why in ('gone'));
comment on column oncall.device.ended_why is 'P0 The push service has ended it: in any other way the row is gone with its device.';
