-- Territories: municipalities, bodies, offices, calendars, accredited reporters and the configuration itself.
-- The configuration (validated jsonb, one row per version) decides; the other rows are its projection, for
-- foreign keys, searches and views of higher rooms.

create schema territory;
comment on schema territory is 'Territories, municipalities, bodies, offices, calendars, local configuration.';
grant usage on schema territory to approdo_app;

create table territory.municipality (
  code text primary key check (code ~ '^[A-Z][0-9]{3}$'),
  istat text not null check (istat ~ '^[0-9]{6}$'),
  istat_from_on date not null,
  istat_to_on date,
  name text not null,
  search_name text not null,
  province text not null,
  region text not null,
  check (istat_to_on >= istat_from_on)
);
comment on table territory.municipality is 'P0 The municipalities of Italy. Key: Belfiore code, which does not change; the ISTAT code holds for a period.';
comment on column territory.municipality.search_name is 'P0 Name without accents and capitals.';
-- search while typing
create index municipality_search on territory.municipality (search_name text_pattern_ops);
select platform.open_table('territory.municipality', 'select, insert, update');

create table territory.territory (
  id uuid primary key,
  key text not null unique check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  version int not null check (version > 0),
  opened_at timestamptz not null
);
comment on table territory.territory is 'P0 An ATS or district: the tenant. version is that of the configuration in force.';
select platform.open_table('territory.territory', 'select, insert, update');

create table territory.configuration (
  territory_id uuid not null references territory.territory (id),
  version int not null check (version > 0),
  data jsonb not null,
  changed_at timestamptz not null,
  primary key (territory_id, version)
);
comment on table territory.configuration is 'P1 Everything local of a territory, one row per version, never changed afterwards.';
select platform.protect('territory.configuration', 'select, insert');

create table territory.body (
  territory_id uuid not null references territory.territory (id),
  id uuid not null,
  key text not null,
  name text not null,
  kind text not null check (kind in ('municipality', 'consortium', 'cooperative', 'health-authority', 'association', 'other')),
  pec text,
  phone text,
  is_lead boolean not null,
  ended_at timestamptz,
  primary key (territory_id, id),
  unique (territory_id, key)
);
comment on table territory.body is 'P1 Legal persons of a territory; its id stays when the configuration changes.';
-- one lead body at a time
create unique index body_lead on territory.body (territory_id) where is_lead and ended_at is null;
select platform.protect('territory.body', 'select, insert, update');

create table territory.calendar (
  territory_id uuid not null references territory.territory (id),
  key text not null,
  data jsonb not null,
  primary key (territory_id, key)
);
comment on table territory.calendar is 'P0 Opening calendars: weekly hours, closings, openings.';
select platform.protect('territory.calendar', 'select, insert, update, delete');

create table territory.office (
  territory_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  key text not null,
  kind text not null check (kind in ('social-service', 'social-desk')),
  name text not null,
  municipality_code text not null references territory.municipality (code),
  address text not null,
  phone text not null,
  email text,
  pec text,
  calendar_key text not null,
  ended_at timestamptz,
  primary key (territory_id, id),
  unique (territory_id, key),
  foreign key (territory_id, body_id) references territory.body (territory_id, id)
);
comment on table territory.office is 'P0 Offices and walk-in desks of the territorial services; the id stays when the configuration changes.';
select platform.protect('territory.office', 'select, insert, update');

create table territory.territory_municipality (
  territory_id uuid not null references territory.territory (id),
  municipality_code text not null references territory.municipality (code),
  from_on date,
  to_on date,
  calendar_key text not null,
  distance text,
  lat double precision not null,
  lon double precision not null,
  check (to_on >= from_on)
);
comment on table territory.territory_municipality is 'P0 Which municipalities belong to a territory, and when; empty dates have no limit.';
-- a municipality belongs to a territory once at a time; also the list of one territory
create unique index territory_municipality_once on territory.territory_municipality
  (territory_id, municipality_code, from_on) nulls not distinct;
select platform.protect('territory.territory_municipality', 'select, insert, delete');

create table territory.office_municipality (
  territory_id uuid not null,
  office_id uuid not null,
  municipality_code text not null references territory.municipality (code),
  primary key (territory_id, municipality_code, office_id),
  foreign key (territory_id, office_id) references territory.office (territory_id, id)
);
comment on table territory.office_municipality is 'P0 Which office is competent for a municipality.';
select platform.protect('territory.office_municipality', 'select, insert, delete');

create table territory.accredited_reporter (
  territory_id uuid not null references territory.territory (id),
  id uuid not null,
  key text not null,
  name text not null,
  category text not null,
  phones text[] not null,
  email text,
  has_portal boolean not null,
  protocol_reference text,
  protocol_from_on date,
  protocol_to_on date,
  ended_at timestamptz,
  primary key (territory_id, id),
  unique (territory_id, key)
);
comment on table territory.accredited_reporter is 'P1 Units, wards and associations known by name, with the numbers on which they may be called back.';
select platform.protect('territory.accredited_reporter', 'select, insert, update');

create view territory.v_territory with (security_invoker = true) as
  select t.id, t.key, t.name, t.version, c.data as configuration, c.changed_at
    from territory.territory t
    join territory.configuration c on c.territory_id = t.id and c.version = t.version;
comment on view territory.v_territory is 'P1 The territories that the asker reads, with the configuration in force.';
grant select on territory.v_territory to approdo_app;

create view territory.v_body with (security_invoker = true) as
  select territory_id, id, key, name, kind, pec, phone, is_lead from territory.body where ended_at is null;
comment on view territory.v_body is 'P1 The bodies in force.';
grant select on territory.v_body to approdo_app;

create view territory.v_office with (security_invoker = true) as
  select o.territory_id, o.id, o.body_id, o.key, o.kind, o.name, o.municipality_code, o.address, o.phone, o.email, o.pec
    from territory.office o where o.ended_at is null;
comment on view territory.v_office is 'P0 The offices and desks in force.';
grant select on territory.v_office to approdo_app;

create view territory.v_accredited_reporter with (security_invoker = true) as
  select territory_id, id, key, name, category, phones, email, has_portal, protocol_reference, protocol_from_on,
         protocol_to_on from territory.accredited_reporter where ended_at is null;
comment on view territory.v_accredited_reporter is 'P1 The accredited reporters in force.';
grant select on territory.v_accredited_reporter to approdo_app;
