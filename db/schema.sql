-- Written by `npm run db:schema` from the catalogues: the schema that the migrations make.

table platform.due.territory_id uuid not null
table platform.due.kind text not null
table platform.due.key text not null
table platform.due.due_at timestamp with time zone not null
table platform.event.id uuid not null
table platform.event.territory_id uuid not null
table platform.event.room text not null
table platform.event.aggregate_id uuid not null
table platform.event.version integer not null
table platform.event.intervention_id uuid
table platform.event.at timestamp with time zone not null
table platform.event.recorded_at timestamp with time zone not null
table platform.event.actor text not null
table platform.event.type text not null
table platform.event.data jsonb
table platform.event.salt bytea
table platform.idempotency.actor text not null
table platform.idempotency.key uuid not null
table platform.idempotency.request_hash bytea not null
table platform.idempotency.status integer
table platform.idempotency.sealed_body bytea
table platform.idempotency.created_at timestamp with time zone not null
table platform.journal.position bigint not null
table platform.journal.territory_id uuid not null
table platform.journal.event_id uuid not null
table platform.journal.intervention_id uuid
table platform.journal.room text not null
table platform.journal.type text not null
table platform.journal.content_hash bytea not null
table platform.journal.link bytea not null
table platform.outbox.id uuid not null
table platform.outbox.territory_id uuid not null
table platform.outbox.channel text not null
table platform.outbox.state text not null
table platform.outbox.attempts integer not null
table platform.outbox.next_attempt_at timestamp with time zone
table platform.outbox.leased_until timestamp with time zone
table platform.outbox.sealed_payload bytea not null
table platform.outbox.created_at timestamp with time zone not null
table platform.outbox.settled_at timestamp with time zone
table platform.process.id uuid not null
table platform.process.kind text not null
table platform.process.beat_at timestamp with time zone not null
table platform.process.clock_skew_ms integer not null
table platform.reader.name text not null
table platform.reader.position bigint not null
table platform.unsealed.seq bigint not null
table platform.unsealed.event_id uuid not null
table platform.unsealed.territory_id uuid not null
table platform.unsealed.intervention_id uuid
table platform.unsealed.room text not null
table platform.unsealed.type text not null
table platform.unsealed.recorded_at timestamp with time zone not null
table platform.unsealed.content_hash bytea not null

constraint platform.due due_pkey PRIMARY KEY (territory_id, kind, key)
constraint platform.event event_actor_check CHECK ((actor ~ '^(staff:[0-9a-f-]{36}|system:[a-z-]+|guest)$'::text))
constraint platform.event event_aggregate_version UNIQUE (aggregate_id, version)
constraint platform.event event_disposed_together CHECK (((data IS NULL) = (salt IS NULL)))
constraint platform.event event_pkey PRIMARY KEY (id)
constraint platform.event event_room_check CHECK ((room ~ '^[a-z]+$'::text))
constraint platform.event event_type_check CHECK ((type ~ '^[A-Z][A-Za-z]+$'::text))
constraint platform.event event_version_check CHECK ((version > 0))
constraint platform.idempotency idempotency_pkey PRIMARY KEY (actor, key)
constraint platform.journal journal_event_id_key UNIQUE (event_id)
constraint platform.journal journal_pkey PRIMARY KEY ("position")
constraint platform.outbox outbox_attempts_check CHECK ((attempts >= 0))
constraint platform.outbox outbox_channel_check CHECK ((channel = 'mail'::text))
constraint platform.outbox outbox_check CHECK (((state = 'waiting'::text) = (next_attempt_at IS NOT NULL)))
constraint platform.outbox outbox_pkey PRIMARY KEY (id)
constraint platform.outbox outbox_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])))
constraint platform.process process_pkey PRIMARY KEY (id)
constraint platform.reader reader_pkey PRIMARY KEY (name)
constraint platform.unsealed unsealed_event_id_key UNIQUE (event_id)
constraint platform.unsealed unsealed_pkey PRIMARY KEY (seq)

CREATE INDEX due_next ON platform.due USING btree (due_at)
CREATE INDEX event_intervention ON platform.event USING btree (intervention_id, at) WHERE (intervention_id IS NOT NULL)
CREATE INDEX idempotency_age ON platform.idempotency USING btree (created_at)
CREATE INDEX journal_territory ON platform.journal USING btree (territory_id, "position" DESC)
CREATE INDEX outbox_waiting ON platform.outbox USING btree (next_attempt_at) WHERE (state = 'waiting'::text)
CREATE UNIQUE INDEX due_pkey ON platform.due USING btree (territory_id, kind, key)
CREATE UNIQUE INDEX event_aggregate_version ON platform.event USING btree (aggregate_id, version)
CREATE UNIQUE INDEX event_pkey ON platform.event USING btree (id)
CREATE UNIQUE INDEX idempotency_pkey ON platform.idempotency USING btree (actor, key)
CREATE UNIQUE INDEX journal_event_id_key ON platform.journal USING btree (event_id)
CREATE UNIQUE INDEX journal_pkey ON platform.journal USING btree ("position")
CREATE UNIQUE INDEX outbox_pkey ON platform.outbox USING btree (id)
CREATE UNIQUE INDEX process_pkey ON platform.process USING btree (id)
CREATE UNIQUE INDEX reader_pkey ON platform.reader USING btree (name)
CREATE UNIQUE INDEX unsealed_event_id_key ON platform.unsealed USING btree (event_id)
CREATE UNIQUE INDEX unsealed_pkey ON platform.unsealed USING btree (seq)

policy tenant_delete on platform.event for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on platform.event for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on platform.event for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on platform.event for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))

grant DELETE, INSERT, SELECT, UPDATE on platform.due
grant INSERT, SELECT on platform.event
grant DELETE, INSERT, SELECT, UPDATE on platform.idempotency
grant INSERT, SELECT on platform.journal
grant INSERT, SELECT, UPDATE on platform.outbox
grant DELETE, INSERT, SELECT, UPDATE on platform.process
grant INSERT, SELECT, UPDATE on platform.reader
grant DELETE, INSERT, SELECT on platform.unsealed

