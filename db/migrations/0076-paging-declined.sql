-- Who has said no to a page is not called for it again by a later step.
alter table paging.page add column declined uuid[] not null default '{}';
alter table paging.page alter column declined drop default;
comment on column paging.page.declined is 'P1 Who has said that they cannot; the step that repeats calls them all the same.';
