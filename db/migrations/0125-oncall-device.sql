-- Devices on which a person has turned notices on. They belong to the person and not to a territory: who works in two is
-- reached by one. Turned off, or ended by the push service, nothing of the address is left.

create table oncall.device (
  id uuid primary key,
  staff_id uuid not null,
  version int not null check (version > 0),
  name text not null check (char_length(name) between 1 and 60),
  mark bytea not null,
  sealed_subscription bytea,
  made_at timestamptz not null,
  proven_at timestamptz,
  ended_at timestamptz,
  ended_why text check (ended_why in ('turned-off', 'signed-out', 'taken-over', 'too-many', 'gone')),
  check ((ended_at is null) = (sealed_subscription is not null)),
  check ((ended_at is null) = (ended_why is null))
);
comment on table oncall.device is 'P2 Devices that show notices, each of one person of the service.';
comment on column oncall.device.name is 'P2 Browser and system, so that its person tells their devices apart.';
comment on column oncall.device.mark is 'P1 A keyed fingerprint of the address: the same browser is found again, and nobody gets back to it.';
comment on column oncall.device.sealed_subscription is 'P2 Where the push service takes notices for it, and the keys by which only the device reads them, encrypted.';
comment on column oncall.device.proven_at is 'P1 When a notice that was sent to try it was last shown there.';
comment on column oncall.device.ended_why is 'P0 By whom or what: the person, a sign-out, another person in the same browser, the push service.';
-- one browser shows the notices of one person
create unique index device_mark on oncall.device (mark) where ended_at is null;
-- the devices of somebody who is called
create index device_staff on oncall.device (staff_id, made_at);
select platform.open_table('oncall.device', 'select, insert, update');

alter table platform.outbox drop constraint outbox_channel_check;
alter table platform.outbox add constraint outbox_channel_check
  check (channel in ('mail', 'voice', 'sms', 'push', 'device', 'connect', 'hang-up'));
