-- Streets and known places of municipalities, to suggest while somebody is on the telephone, and their boundaries for
-- the map. All of it is public and belongs to a municipality, not to a territory: two services may share one.

create table territory.gazetteer (
  id bigint generated always as identity primary key,
  municipality_code text not null references territory.municipality (code),
  kind text not null check (kind in ('street', 'landmark')),
  name text not null check (length(name) between 1 and 200),
  locality text check (length(locality) between 1 and 200),
  national_code text check (length(national_code) between 1 and 20),
  latitude double precision check (latitude between 35 and 48),
  longitude double precision check (longitude between 6 and 19),
  source text not null check (length(source) between 1 and 120),
  check ((latitude is null) = (longitude is null))
);
comment on table territory.gazetteer is 'P0 Streets (column shape of ANNCSU) and landmarks of a municipality; a file replaces those of its kind.';
comment on column territory.gazetteer.national_code is 'P0 PROGRESSIVO_NAZIONALE of the street, when the file has it.';
-- the entries that an import replaces
create index gazetteer_municipality on territory.gazetteer (municipality_code, kind);
select platform.open_table('territory.gazetteer', 'select, insert, delete');

create table territory.gazetteer_word (
  entry_id bigint not null references territory.gazetteer (id) on delete cascade,
  word text not null,
  municipality_code text not null,
  primary key (entry_id, word)
);
comment on table territory.gazetteer_word is 'P0 The words by which an entry is found: without accents, abbreviations and numerals written out.';
-- search by the beginning of a word
create index gazetteer_word_start on territory.gazetteer_word (word text_pattern_ops, municipality_code);
select platform.open_table('territory.gazetteer_word', 'select, insert, delete');

create table territory.house_number (
  entry_id bigint not null references territory.gazetteer (id) on delete cascade,
  number int not null check (number between 0 and 99999),
  letter text not null check (length(letter) <= 20),
  national_code text check (length(national_code) between 1 and 20),
  latitude double precision check (latitude between 35 and 48),
  longitude double precision check (longitude between 6 and 19),
  primary key (entry_id, number, letter),
  check ((latitude is null) = (longitude is null))
);
comment on table territory.house_number is 'P0 House numbers of a street; letter is the ESPONENTE, empty when there is none.';
select platform.open_table('territory.house_number', 'select, insert, delete');

create table territory.boundary (
  municipality_code text primary key references territory.municipality (code),
  rings jsonb not null,
  source text not null check (length(source) between 1 and 300)
);
comment on table territory.boundary is 'P0 Simplified boundary of a municipality: rings of [longitude, latitude]. For a map, not to decide on which side a street lies.';
select platform.open_table('territory.boundary', 'select, insert, update');
