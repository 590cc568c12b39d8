-- A service answers also in the application, signed in for its own body.
alter table handover.handover drop constraint handover_how_check;
alter table handover.handover add constraint handover_how_check check (how in ('link', 'voice', 'app'));
