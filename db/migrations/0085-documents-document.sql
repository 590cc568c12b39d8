-- Documents: what was issued, numbered and frozen. The sealed PDF is in the file store, named here.

create schema documents;
comment on schema documents is 'Documents from templates: numbered inside the issuing transaction, unalterable once issued.';
grant usage on schema documents to approdo_app;

create table documents.counter (
  territory_id uuid not null,
  kind text not null check (kind ~ '^[a-z-]+$'),
  year int not null check (year between 2020 and 2199),
  last int not null check (last > 0),
  primary key (territory_id, kind, year)
);
comment on table documents.counter is 'P1 The last number of each register; locked until the commit, so that none is missing.';
select platform.protect('documents.counter', 'select, insert, update');

create table documents.document (
  territory_id uuid not null,
  id uuid not null,
  intervention_id uuid not null,
  kind text not null check (kind in ('report-sheet', 'entry-sheet', 'entry-sheet-redacted', 'intervention-report',
    'handover-page', 'annulment')),
  year int not null,
  serial int not null check (serial > 0),
  number text not null check (number ~ '^[A-Z]{2}-[0-9]{2}-[0-9]{4,}$'),
  issued_at timestamptz not null,
  issued_by uuid,
  sha256 bytea not null check (octet_length(sha256) = 32),
  file_name text not null check (file_name ~ '^[0-9a-f]{64}$'),
  size_bytes int not null check (size_bytes > 0),
  annuls uuid,
  primary key (territory_id, id),
  unique (territory_id, kind, year, serial),
  -- a document is annulled once
  constraint document_annulled_once unique (territory_id, annuls),
  foreign key (territory_id, annuls) references documents.document (territory_id, id),
  check ((kind = 'annulment') = (annuls is not null))
);
comment on table documents.document is 'P2 The register: rows are only added, the application has no right to change them.';
comment on column documents.document.sha256 is 'P1 Of the PDF as it was issued.';
comment on column documents.document.file_name is 'P1 Name of the encrypted file: the hash of its content.';
-- the documents of one file
create index document_intervention on documents.document (territory_id, intervention_id, issued_at);
select platform.protect('documents.document', 'select, insert');

-- Also the owner of the schema does not alter what was issued.
create function documents.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'an issued document does not change';
end $$;
create trigger document_unalterable before update or delete on documents.document
  for each row execute function documents.refuse_change();

create view documents.v_document with (security_invoker = true) as
  select d.territory_id, d.id, d.intervention_id, d.kind, d.number, d.issued_at, d.issued_by, d.annuls,
         a.number as annulled_by
    from documents.document d
    left join documents.document a on a.territory_id = d.territory_id and a.annuls = d.id;
comment on view documents.v_document is 'P2 The register with what annuls what, for higher rooms.';
grant select on documents.v_document to approdo_app;
