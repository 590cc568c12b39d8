-- Numbered sheets of paper for a desk without a network: handed out before, typed afterwards with their own hours.
create table shifts.sheet (
  territory_id uuid not null,
  number int not null check (number > 0),
  staff_id uuid not null,
  issued_at timestamptz not null,
  typed_at timestamptz,
  typed_by uuid,
  received_at timestamptz,
  -- a number is given to one person once
  primary key (territory_id, number),
  check ((typed_at is null) = (typed_by is null)),
  check ((typed_at is null) = (received_at is null)),
  check (received_at <= typed_at)
);
comment on table shifts.sheet is 'P1 Numbered sheets of paper: to whom they were given, and which were typed.';
comment on column shifts.sheet.received_at is 'P1 When the call was taken, as who typed it read it on the sheet.';
create index sheet_of_staff on shifts.sheet (territory_id, staff_id, number);
select platform.protect('shifts.sheet', 'select, insert, update');
