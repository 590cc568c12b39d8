-- A person may ask for a woman, or a man, who mediates: the sheet says who is, where it is written.

alter table oncall.staff add column sex text check (sex in ('female', 'male'));
comment on column oncall.staff.sex is 'P2 Of a mediator or a psychologist alone, and only to order those who are offered; null where nobody wrote it.';
