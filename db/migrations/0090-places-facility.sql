-- Places: facilities with their rooms and beds, who asks for them, and who sleeps there.

create schema places;
comment on schema places is 'Facilities, rooms, beds, holds, stays, needs without an answer.';
grant usage on schema places to approdo_app;

create table places.facility (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  label text not null check (length(label) between 2 and 120),
  kind text not null check (kind in ('emergency-home', 'mother-child', 'dormitory', 'minors-community', 'apartment', 'hotel', 'family')),
  body_id uuid,
  is_secret boolean not null,
  capacity text not null check (capacity in ('beds', 'by-phone')),
  has_agreement boolean not null,
  municipality text check (municipality ~ '^[A-Z][0-9]{3}$'),
  admission jsonb not null,
  opens_at text check (opens_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
  closes_at text check (closes_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
  night_authority text not null check (night_authority in ('anyone-on-duty', 'on-call-head', 'nobody-at-night')),
  stay_limit text,
  hold_minutes int not null check (hold_minutes between 5 and 480),
  is_active boolean not null,
  declared_at timestamptz,
  sealed_details bytea not null,
  primary key (territory_id, id),
  unique (id),
  check ((opens_at is null) = (closes_at is null)),
  check (not is_secret or municipality is null)
);
comment on table places.facility is 'P1 Facilities that take people in: whom they admit, until when, who may say yes at night.';
comment on column places.facility.label is 'P1 What everybody reads: the name, or the alias of a secret facility.';
comment on column places.facility.sealed_details is 'P3 Name, address, telephones and mail, encrypted; of a secret facility shown only on request, each time logged.';
comment on column places.facility.municipality is 'P1 Belfiore code; never of a secret facility.';
-- the facilities of a body, for its own page
create index facility_body on places.facility (territory_id, body_id) where body_id is not null;
select platform.protect('places.facility', 'select, insert, update');

create table places.room (
  territory_id uuid not null,
  id uuid not null,
  facility_id uuid not null,
  name text not null,
  position int not null,
  shared boolean not null,
  sex text not null check (sex in ('female', 'male', 'unknown')),
  cots int not null check (cots between 0 and 10),
  is_active boolean not null,
  primary key (territory_id, id),
  unique (id),
  foreign key (territory_id, facility_id) references places.facility (territory_id, id)
);
comment on table places.room is 'P1 Rooms: one household has a room for itself unless it is shared.';
-- the rooms of a facility
create index room_facility on places.room (territory_id, facility_id);
select platform.protect('places.room', 'select, insert, update');

create table places.bed (
  territory_id uuid not null,
  id uuid not null,
  room_id uuid not null,
  facility_id uuid not null,
  position int not null,
  is_active boolean not null,
  primary key (territory_id, id),
  unique (id),
  foreign key (territory_id, room_id) references places.room (territory_id, id),
  foreign key (territory_id, facility_id) references places.facility (territory_id, id)
);
comment on table places.bed is 'P1 Beds of a room.';
-- the beds of a room
create index bed_room on places.bed (territory_id, room_id);
select platform.protect('places.bed', 'select, insert, update');

create table places.need (
  territory_id uuid not null,
  intervention_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  household jsonb not null,
  sealed_words bytea not null,
  written_at timestamptz not null,
  primary key (territory_id, intervention_id),
  unique (id)
);
comment on table places.need is 'P2 Whom a place is looked for, without identity: sexes, ages, what they need. One per file.';
comment on column places.need.sealed_words is 'P3 Health, therapies, behaviour, documents, arrival and payer in words, encrypted.';
select platform.protect('places.need', 'select, insert, update');

create table places.call (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  facility_id uuid not null,
  result text not null check (result in ('yes', 'no', 'no-answer')),
  reason text check (reason in ('no-place', 'rule', 'behaviour', 'nobody-decides', 'other')),
  said_name text not null,
  said_role text not null,
  sealed_note bytea,
  called_by uuid not null,
  called_at timestamptz not null,
  primary key (territory_id, id),
  foreign key (territory_id, facility_id) references places.facility (territory_id, id),
  check ((result = 'no') = (reason is not null))
);
comment on table places.call is 'P2 Telephone calls to facilities: who said yes or no, in which role, when, why not.';
comment on column places.call.sealed_note is 'P3 Words on the call, encrypted.';
-- the calls of a file
create index call_intervention on places.call (territory_id, intervention_id, called_at);
select platform.protect('places.call', 'select, insert');

create table places.placement (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  facility_id uuid not null,
  version int not null check (version > 0),
  state text not null check (state in ('held', 'confirmed', 'arrived', 'ended', 'refused', 'lapsed', 'released', 'no-show')),
  people int not null check (people between 1 and 50),
  minors int not null check (minors between 0 and 50),
  hold_until timestamptz not null,
  said_name text not null,
  said_role text not null,
  title text check (title in ('parent-consent', 'article-403', 'police-entrustment', 'court-order')),
  needs_authorisation boolean not null,
  authorisation text check (authorisation in ('authorised', 'to-ratify')),
  sealed_authorisation bytea,
  asked_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by text,
  confirmed_role text,
  confirmed_way text check (confirmed_way in ('link', 'voice')),
  no_reason text check (no_reason in ('no-place', 'rule', 'behaviour', 'nobody-decides', 'other')),
  arrived_at timestamptz,
  stay_until timestamptz,
  warn_at timestamptz,
  warned_at timestamptz,
  overrun_at timestamptz,
  ended_at timestamptz,
  primary key (territory_id, id),
  unique (id),
  foreign key (territory_id, facility_id) references places.facility (territory_id, id),
  check (state not in ('confirmed', 'arrived') or minors = 0 or title is not null)
);
comment on table places.placement is 'P2 A place for the people of one file: held, confirmed, stayed in; replaying its events gives the row.';
comment on column places.placement.sealed_authorisation is 'P3 Who authorised a place outside the agreement, or why nobody could be asked, encrypted.';
-- the placements of a file
create index placement_intervention on places.placement (territory_id, intervention_id);
-- who is in a facility or expected there
create index placement_facility on places.placement (territory_id, facility_id) where state in ('held', 'confirmed', 'arrived');
select platform.protect('places.placement', 'select, insert, update');

create table places.claim (
  territory_id uuid not null,
  id uuid not null,
  bed_id uuid not null,
  facility_id uuid not null,
  placement_id uuid not null,
  until timestamptz,
  ended_at timestamptz,
  primary key (territory_id, id),
  foreign key (territory_id, bed_id) references places.bed (territory_id, id),
  foreign key (territory_id, placement_id) references places.placement (territory_id, id)
);
comment on table places.claim is 'P1 A bed promised to one placement, until its hold ends; null while confirmed or slept in.';
-- a bed is never promised twice (I3)
create unique index claim_bed on places.claim (territory_id, bed_id) where ended_at is null;
-- the beds of a placement
create index claim_placement on places.claim (territory_id, placement_id) where ended_at is null;
select platform.protect('places.claim', 'select, insert, update');

create table places.unmet (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  people int not null,
  minors int not null,
  asked int not null,
  reasons text[] not null,
  sealed_note bytea,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (territory_id, id)
);
comment on table places.unmet is 'P2 Needs for which no suitable place was found, with the reasons that excluded each facility.';
comment on column places.unmet.sealed_note is 'P3 What was done instead, encrypted.';
-- the unmet needs of a file
create index unmet_intervention on places.unmet (territory_id, intervention_id);
select platform.protect('places.unmet', 'select, insert');

create view places.v_due with (security_invoker = true) as
  select territory_id, 'place-hold'::text as kind, id::text as key, hold_until as due_at
    from places.placement where state = 'held'
  union all
  select territory_id, 'place-stay', id::text,
         case when warned_at is null then coalesce(warn_at, stay_until) else stay_until end
    from places.placement
   where state = 'arrived' and overrun_at is null and stay_until is not null;
comment on view places.v_due is 'P1 What falls due in this room, for the sweeper.';
grant select on places.v_due to approdo_app;

create view places.v_placement with (security_invoker = true) as
  select p.territory_id, p.id, p.intervention_id, p.facility_id, f.label as facility, f.is_secret, p.state,
         p.people, p.minors, p.hold_until, p.confirmed_at, p.confirmed_by, p.confirmed_role, p.title,
         p.arrived_at, p.stay_until, p.ended_at
    from places.placement p join places.facility f on f.territory_id = p.territory_id and f.id = p.facility_id;
comment on view places.v_placement is 'P2 The placements of each file, for higher rooms; of a secret facility the alias alone.';
grant select on places.v_placement to approdo_app;
