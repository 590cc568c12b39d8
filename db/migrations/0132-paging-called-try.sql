-- A call for a mediator or a psychologist belongs to one try of its request: what is reported late says nothing of the next.
alter table paging.service_call add column called_try int check (called_try > 0);
comment on column paging.service_call.called_try is 'P1 Of a call to who helps: which try of the request it is, from 1; unset of any other.';
