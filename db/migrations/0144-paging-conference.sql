-- A third telephone in a call under way: the person who is helped, a mediator and who works with them hear each other.
alter table paging.service_call add column joins uuid;
alter table paging.service_call add foreign key (territory_id, joins) references paging.service_call (territory_id, id);
comment on column paging.service_call.joins is 'P1 The call that this one is the third telephone of.';
-- one third telephone at a time
create unique index service_call_third on paging.service_call (territory_id, joins)
  where joins is not null and state in ('ringing', 'calling', 'connected');
