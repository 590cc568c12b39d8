-- Who asks no service outside names none: a dash stands for it.
alter table places.neighbour_call drop constraint neighbour_call_service_check;
alter table places.neighbour_call add constraint neighbour_call_service_check check (length(service) between 1 and 200);
