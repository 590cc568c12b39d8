-- Who had proven a contact and is asked again has it proven still, until that message is given up.
alter table oncall.contact_test add column was_proven boolean not null default false;
comment on column oncall.contact_test.was_proven is 'P0 The contact had answered a test before this one: until this one fails, it works.';
-- Its provider may say later that a message that did leave has not arrived.
alter table oncall.contact_test add column has_failed boolean not null default false;
comment on column oncall.contact_test.has_failed is 'P0 Its message could not be delivered.';
