-- Who saved a version of the settings: told to the next who changes the same section from an older one.
alter table territory.configuration add column changed_by text check (length(changed_by) between 1 and 200);
comment on column territory.configuration.changed_by is 'P1 Name of who saved it, as they were called then; null when it came from a territory file.';
