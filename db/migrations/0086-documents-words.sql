-- What was written by hand for a paper is asked once: the next paper and page one of a handover say it too.

alter table documents.document add column sealed_words bytea;
comment on column documents.document.sealed_words is 'P3 What its issuer wrote by hand, encrypted; null where nothing was.';

-- The first number of a register can be given back, where its paper could not be printed.
alter table documents.counter drop constraint counter_last_check;
alter table documents.counter add constraint counter_last_check check (last >= 0);
