-- People: who a file concerns, known by little. Versions are only added: a correction keeps what was written.

create schema people;
comment on schema people is 'The persons of a file: household, ties, needs, and who must not know.';
grant usage on schema people to approdo_app;

create table people.person (
  territory_id uuid not null,
  id uuid not null,
  version int not null check (version > 0),
  intervention_id uuid not null,
  part text not null check (part in ('helped', 'helper', 'excluded')),
  tie text not null check (tie in ('self', 'partner', 'child', 'parent', 'sibling', 'relative', 'friend', 'neighbour', 'professional', 'other')),
  sex text not null check (sex in ('female', 'male', 'unknown')),
  age int check (age between 0 and 120),
  age_from text not null check (age_from in ('unknown', 'presumed', 'said', 'document')),
  is_minor boolean not null,
  document text not null check (document in ('unknown', 'none', 'seen')),
  language text,
  needs text[] not null,
  sealed_words bytea not null,
  is_struck boolean not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (territory_id, id, version),
  check ((age is null) = (age_from = 'unknown'))
);
comment on table people.person is 'P2 Each version of what is known of a person of a file; the newest is in force, the others are kept.';
comment on column people.person.sealed_words is 'P3 Name or alias, health, how to speak to them, why struck: encrypted.';
comment on column people.person.needs is 'P3 What they need, by key: health, movement, animals.';
comment on column people.person.part is 'P2 Helped, one who helps, or one who must not know.';
create index person_intervention on people.person (territory_id, intervention_id);
select platform.protect('people.person', 'select, insert');

create view people.v_person with (security_invoker = true) as
  select distinct on (territory_id, id)
         territory_id, id, version, intervention_id, part, tie, sex, age, age_from, is_minor, document, language, needs, is_struck
    from people.person
   order by territory_id, id, version desc;
comment on view people.v_person is 'P2 What is in force of each person, without words and names, for higher rooms.';
grant select on people.v_person to approdo_app;
