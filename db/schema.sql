-- Written by `npm run db:schema` from the catalogues: the schema that the migrations make.

table access.attempt.bucket bytea not null
table access.attempt.failures integer not null
table access.attempt.window_started_at timestamp with time zone not null
table access.credential.staff_id uuid not null
table access.credential.password_hash text not null
table access.credential.sealed_totp bytea not null
table access.credential.last_step bigint not null
table access.credential.changed_at timestamp with time zone not null
table access.invitation.id uuid not null
table access.invitation.kind text not null
table access.invitation.staff_id uuid
table access.invitation.territory_id uuid not null
table access.invitation.token_hash bytea not null
table access.invitation.sealed_totp bytea not null
table access.invitation.created_at timestamp with time zone not null
table access.invitation.expires_at timestamp with time zone not null
table access.invitation.used_at timestamp with time zone
table access.reading.territory_id uuid not null
table access.reading.session_id uuid not null
table access.reading.intervention_id uuid not null
table access.reading.read_at timestamp with time zone not null
table access.role_grant.id uuid not null
table access.role_grant.staff_id uuid not null
table access.role_grant.territory_id uuid not null
table access.role_grant.role text not null
table access.role_grant.body_id uuid
table access.role_grant.given_at timestamp with time zone not null
table access.role_grant.ended_at timestamp with time zone
table access.session.id uuid not null
table access.session.staff_id uuid not null
table access.session.token_hash bytea not null
table access.session.opened_at timestamp with time zone not null
table access.session.expires_at timestamp with time zone not null
table access.session.seen_at timestamp with time zone not null
table access.session.locked_at timestamp with time zone
table access.session.wrong_passwords integer not null
table access.session.desk_id uuid
table access.session.ended_at timestamp with time zone
table access.session.version integer not null
table access.staff.id uuid not null
table access.staff.home_territory_id uuid not null
table access.staff.sealed_name bytea not null
table access.staff.sealed_email bytea not null
table access.staff.email_print bytea not null
table access.staff.sealed_draft_key bytea not null
table access.staff.is_active boolean not null
table access.staff.version integer not null
table access.staff.added_at timestamp with time zone not null
table documents.counter.territory_id uuid not null
table documents.counter.kind text not null
table documents.counter.year integer not null
table documents.counter.last integer not null
table documents.document.territory_id uuid not null
table documents.document.id uuid not null
table documents.document.intervention_id uuid not null
table documents.document.kind text not null
table documents.document.year integer not null
table documents.document.serial integer not null
table documents.document.number text not null
table documents.document.issued_at timestamp with time zone not null
table documents.document.issued_by uuid
table documents.document.sha256 bytea not null
table documents.document.file_name text not null
table documents.document.size_bytes integer not null
table documents.document.annuls uuid
table documents.document.sealed_words bytea
table handover.handover.territory_id uuid not null
table handover.handover.id uuid not null
table handover.handover.intervention_id uuid not null
table handover.handover.version integer not null
table handover.handover.file_number text not null
table handover.handover.office_key text
table handover.handover.office_name text
table handover.handover.body_id uuid
table handover.handover.competence text
table handover.handover.municipality text
table handover.handover.is_protected boolean not null
table handover.handover.state text not null
table handover.handover.sent_at timestamp with time zone not null
table handover.handover.sent_by uuid not null
table handover.handover.documents uuid[] not null
table handover.handover.step integer not null
table handover.handover.next_chase_at timestamp with time zone
table handover.handover.answered_at timestamp with time zone
table handover.handover.how text
table handover.handover.sealed_recipient bytea
table handover.handover.sealed_page bytea
table handover.handover.sealed_answer bytea
table handover.handover.calls jsonb not null
table handover.handover.leads boolean not null
table handover.handover.to_staff uuid
table handover.letter.territory_id uuid not null
table handover.letter.id uuid not null
table handover.letter.handover_id uuid not null
table handover.letter.level text not null
table handover.letter.is_pec boolean not null
table handover.letter.sealed_to bytea not null
table handover.letter.link_hash bytea
table handover.letter.written_at timestamp with time zone not null
table handover.letter.receipt text
table handover.letter.receipt_at timestamp with time zone
table handover.letter.opened_at timestamp with time zone
table intake.contact.territory_id uuid not null
table intake.contact.id uuid not null
table intake.contact.intervention_id uuid
table intake.contact.version integer not null
table intake.contact.kind text not null
table intake.contact.channel text not null
table intake.contact.started_at timestamp with time zone not null
table intake.contact.logged_at timestamp with time zone not null
table intake.contact.taken_by uuid not null
table intake.contact.category text
table intake.contact.claimed_reporter text
table intake.contact.verification text not null
table intake.contact.offers text[] not null
table intake.contact.is_protected boolean not null
table intake.contact.withdrawn_at timestamp with time zone
table intake.contact.forget_at timestamp with time zone
table intake.contact.forgotten_at timestamp with time zone
table intake.contact.tell_at timestamp with time zone
table intake.contact.sealed_key bytea
table intake.contact.sealed_words bytea
table intake.contact.phone_fingerprint bytea
table intake.draft.territory_id uuid not null
table intake.draft.id uuid not null
table intake.draft.staff_id uuid not null
table intake.draft.version integer not null
table intake.draft.started_at timestamp with time zone not null
table intake.draft.saved_at timestamp with time zone not null
table intake.draft.sealed_content bytea not null
table intake.draft.set_aside_for uuid
table intake.draft.wipe_at timestamp with time zone
table intake.report.territory_id uuid not null
table intake.report.id uuid not null
table intake.report.contact_id uuid not null
table intake.report.intervention_id uuid not null
table intake.report.draft_id uuid
table intake.report.version integer not null
table intake.report.received_at timestamp with time zone not null
table intake.report.access text not null
table intake.report.in_charge text not null
table intake.report.municipality text
table intake.report.is_protected boolean not null
table intake.report.field_versions jsonb not null
table intake.report.sealed_content bytea
table interventions.assessment.territory_id uuid not null
table interventions.assessment.id uuid not null
table interventions.assessment.intervention_id uuid not null
table interventions.assessment.version integer not null
table interventions.assessment.needs_place boolean not null
table interventions.assessment.network text not null
table interventions.assessment.danger text not null
table interventions.assessment.sealed_words bytea not null
table interventions.assessment.assessed_by uuid not null
table interventions.assessment.role text not null
table interventions.assessment.assessed_at timestamp with time zone not null
table interventions.intervention.territory_id uuid not null
table interventions.intervention.id uuid not null
table interventions.intervention.number text not null
table interventions.intervention.version integer not null
table interventions.intervention.state text not null
table interventions.intervention.owner_id uuid not null
table interventions.intervention.received_at timestamp with time zone not null
table interventions.intervention.class_key text
table interventions.intervention.class_rank integer
table interventions.intervention.target_at timestamp with time zone
table interventions.intervention.target_missed_at timestamp with time zone
table interventions.intervention.answered_by uuid
table interventions.intervention.answered_at timestamp with time zone
table interventions.intervention.confirm_by timestamp with time zone
table interventions.intervention.not_pertinent text not null
table interventions.intervention.authorities_due text[] not null
table interventions.intervention.patrol_waiting_since timestamp with time zone
table interventions.intervention.is_protected boolean not null
table interventions.intervention.place_label text
table interventions.intervention.municipality text
table interventions.intervention.people_label text
table interventions.intervention.need_label text
table interventions.intervention.source_label text not null
table interventions.intervention.outcome text
table interventions.intervention.closed_at timestamp with time zone
table interventions.intervention.patrol_released_at timestamp with time zone
table interventions.intervention.review_at timestamp with time zone
table interventions.intervention.late_at timestamp with time zone
table interventions.intervention.is_followed boolean not null
table interventions.intervention.source_check text
table interventions.observation.territory_id uuid not null
table interventions.observation.id uuid not null
table interventions.observation.intervention_id uuid not null
table interventions.observation.kind text not null
table interventions.observation.happened_at timestamp with time zone not null
table interventions.observation.corrects uuid
table interventions.observation.sealed_words bytea not null
table interventions.observation.written_by uuid not null
table interventions.observation.role text not null
table interventions.observation.written_at timestamp with time zone not null
table interventions.read_back.territory_id uuid not null
table interventions.read_back.id uuid not null
table interventions.read_back.intervention_id uuid not null
table interventions.read_back.said_at timestamp with time zone not null
table interventions.read_back.said_by uuid not null
table interventions.read_back.sealed_words bytea not null
table interventions.read_back.is_mailed boolean not null
table interventions.task.territory_id uuid not null
table interventions.task.id uuid not null
table interventions.task.intervention_id uuid not null
table interventions.task.version integer not null
table interventions.task.staff_id uuid not null
table interventions.task.due_at timestamp with time zone
table interventions.task.sealed_what bytea not null
table interventions.task.made_by uuid
table interventions.task.made_at timestamp with time zone not null
table interventions.task.done_by uuid
table interventions.task.done_at timestamp with time zone
table interventions.task.told_at timestamp with time zone
table interventions.task.late_at timestamp with time zone
table oncall.absence.territory_id uuid not null
table oncall.absence.id uuid not null
table oncall.absence.version integer not null
table oncall.absence.staff_id uuid not null
table oncall.absence.kind text not null
table oncall.absence.from_on date not null
table oncall.absence.to_on date
table oncall.absence.withdrawn_at timestamp with time zone
table oncall.contact_test.territory_id uuid not null
table oncall.contact_test.id uuid not null
table oncall.contact_test.version integer not null
table oncall.contact_test.staff_id uuid not null
table oncall.contact_test.channel text not null
table oncall.contact_test.state text not null
table oncall.contact_test.how text
table oncall.contact_test.message_id uuid
table oncall.contact_test.sent_at timestamp with time zone not null
table oncall.contact_test.answered_at timestamp with time zone
table oncall.contact_test.was_proven boolean not null
table oncall.contact_test.has_failed boolean not null
table oncall.device.id uuid not null
table oncall.device.staff_id uuid not null
table oncall.device.version integer not null
table oncall.device.name text not null
table oncall.device.mark bytea not null
table oncall.device.sealed_subscription bytea
table oncall.device.made_at timestamp with time zone not null
table oncall.device.proven_at timestamp with time zone
table oncall.device.ended_at timestamp with time zone
table oncall.device.ended_why text
table oncall.drill.territory_id uuid not null
table oncall.drill.id uuid not null
table oncall.drill.version integer not null
table oncall.drill.started_at timestamp with time zone not null
table oncall.drill.started_by uuid
table oncall.drill_plan.territory_id uuid not null
table oncall.drill_plan.next_at timestamp with time zone not null
table oncall.drill_try.territory_id uuid not null
table oncall.drill_try.id uuid not null
table oncall.drill_try.version integer not null
table oncall.drill_try.drill_id uuid not null
table oncall.drill_try.staff_id uuid not null
table oncall.drill_try.channel text not null
table oncall.drill_try.state text not null
table oncall.drill_try.skipped_for text
table oncall.drill_try.sends integer not null
table oncall.drill_try.due_at timestamp with time zone
table oncall.drill_try.message_id uuid
table oncall.drill_try.changed_at timestamp with time zone not null
table oncall.feed.territory_id uuid not null
table oncall.feed.id uuid not null
table oncall.feed.version integer not null
table oncall.feed.kind text not null
table oncall.feed.staff_id uuid
table oncall.feed.made_at timestamp with time zone not null
table oncall.feed.ended_at timestamp with time zone
table oncall.proposal.territory_id uuid not null
table oncall.proposal.id uuid not null
table oncall.proposal.version integer not null
table oncall.proposal.state text not null
table oncall.proposal.asked_by uuid not null
table oncall.proposal.asked_at timestamp with time zone not null
table oncall.proposal.asking jsonb
table oncall.proposal.best jsonb
table oncall.proposal.rota_mark text
table oncall.proposal.claim uuid
table oncall.proposal.lease_until timestamp with time zone not null
table oncall.publication.territory_id uuid not null
table oncall.publication.id uuid not null
table oncall.publication.published_by uuid not null
table oncall.publication.published_at timestamp with time zone not null
table oncall.publication.added integer not null
table oncall.publication.removed integer not null
table oncall.publication.despite text
table oncall.reach.territory_id uuid not null
table oncall.reach.staff_id uuid not null
table oncall.reach.version integer not null
table oncall.reach.id uuid not null
table oncall.reach.sealed_phone bytea
table oncall.reach.sealed_email bytea
table oncall.staff.territory_id uuid not null
table oncall.staff.staff_id uuid not null
table oncall.staff.id uuid not null
table oncall.staff.version integer not null
table oncall.staff.qualifications text[] not null
table oncall.staff.languages text[] not null
table oncall.staff.contract text
table oncall.staff.rather_weekdays integer[] not null
table oncall.staff.sex text
table oncall.swap.territory_id uuid not null
table oncall.swap.id uuid not null
table oncall.swap.version integer not null
table oncall.swap.state text not null
table oncall.swap.turn_id uuid not null
table oncall.swap.staff_id uuid not null
table oncall.swap.from_at timestamp with time zone not null
table oncall.swap.until_at timestamp with time zone not null
table oncall.swap.asked_of uuid
table oncall.swap.back_turn_id uuid
table oncall.swap.absence_id uuid
table oncall.swap.taker_id uuid
table oncall.swap.asked_at timestamp with time zone not null
table oncall.swap.decided_at timestamp with time zone
table oncall.turn.territory_id uuid not null
table oncall.turn.id uuid not null
table oncall.turn.staff_id uuid not null
table oncall.turn.role text not null
table oncall.turn.level integer not null
table oncall.turn.starts_at timestamp with time zone not null
table oncall.turn.ends_at timestamp with time zone not null
table oncall.turn.removed_at timestamp with time zone
table oncall.turn.state text not null
table oncall.turn.leaves boolean not null
table oncall.turn.reason text
table oncall.turn.broke text[] not null
table oncall.turn.set_aside_by uuid
table oncall.turn.set_aside_at timestamp with time zone
table paging.attempt.territory_id uuid not null
table paging.attempt.id uuid not null
table paging.attempt.page_id uuid not null
table paging.attempt.intervention_id uuid not null
table paging.attempt.round integer not null
table paging.attempt.step integer not null
table paging.attempt.staff_id uuid not null
table paging.attempt.role text not null
table paging.attempt.channel text not null
table paging.attempt.state text not null
table paging.attempt.message_id uuid
table paging.attempt.made_at timestamp with time zone not null
table paging.attempt.changed_at timestamp with time zone not null
table paging.attempt.came_to text
table paging.page.territory_id uuid not null
table paging.page.id uuid not null
table paging.page.intervention_id uuid not null
table paging.page.version integer not null
table paging.page.state text not null
table paging.page.class_key text
table paging.page.steps jsonb not null
table paging.page.step integer not null
table paging.page.round integer not null
table paging.page.asked uuid[] not null
table paging.page.empty integer[] not null
table paging.page.started_at timestamp with time zone not null
table paging.page.next_at timestamp with time zone not null
table paging.page.answered_by uuid
table paging.page.settled_at timestamp with time zone
table paging.page.declined uuid[] not null
table paging.service_call.territory_id uuid not null
table paging.service_call.id uuid not null
table paging.service_call.version integer not null
table paging.service_call.staff_id uuid not null
table paging.service_call.whom text not null
table paging.service_call.called_id uuid
table paging.service_call.intervention_id uuid
table paging.service_call.state text not null
table paging.service_call.message_id uuid not null
table paging.service_call.asked_at timestamp with time zone not null
table paging.service_call.silent_at timestamp with time zone not null
table paging.service_call.called_try integer
table paging.service_call.joins uuid
table paging.support.territory_id uuid not null
table paging.support.id uuid not null
table paging.support.version integer not null
table paging.support.intervention_id uuid not null
table paging.support.kind text not null
table paging.support.language text
table paging.support.sex text not null
table paging.support.mode text not null
table paging.support.lines text[] not null
table paging.support.state text not null
table paging.support.tries jsonb not null
table paging.support.callee jsonb
table paging.support.staff_id uuid
table paging.support.asked_at timestamp with time zone not null
table paging.support.started_at timestamp with time zone
table paging.support.next_at timestamp with time zone not null
table people.person.territory_id uuid not null
table people.person.id uuid not null
table people.person.version integer not null
table people.person.intervention_id uuid not null
table people.person.part text not null
table people.person.tie text not null
table people.person.sex text not null
table people.person.age integer
table people.person.age_from text not null
table people.person.is_minor boolean not null
table people.person.document text not null
table people.person.language text
table people.person.needs text[] not null
table people.person.sealed_words bytea not null
table people.person.is_struck boolean not null
table people.person.written_by uuid not null
table people.person.written_at timestamp with time zone not null
table places.bed.territory_id uuid not null
table places.bed.id uuid not null
table places.bed.room_id uuid not null
table places.bed.facility_id uuid not null
table places.bed.position integer not null
table places.bed.is_active boolean not null
table places.call.territory_id uuid not null
table places.call.id uuid not null
table places.call.intervention_id uuid not null
table places.call.facility_id uuid not null
table places.call.result text not null
table places.call.reason text
table places.call.said_name text not null
table places.call.said_role text not null
table places.call.sealed_note bytea
table places.call.called_by uuid not null
table places.call.called_at timestamp with time zone not null
table places.claim.territory_id uuid not null
table places.claim.id uuid not null
table places.claim.bed_id uuid not null
table places.claim.facility_id uuid not null
table places.claim.placement_id uuid not null
table places.claim.until timestamp with time zone
table places.claim.ended_at timestamp with time zone
table places.facility.territory_id uuid not null
table places.facility.id uuid not null
table places.facility.version integer not null
table places.facility.label text not null
table places.facility.kind text not null
table places.facility.body_id uuid
table places.facility.is_secret boolean not null
table places.facility.capacity text not null
table places.facility.has_agreement boolean not null
table places.facility.municipality text
table places.facility.admission jsonb not null
table places.facility.opens_at text
table places.facility.closes_at text
table places.facility.night_authority text not null
table places.facility.stay_limit text
table places.facility.hold_minutes integer
table places.facility.is_active boolean not null
table places.facility.declared_at timestamp with time zone
table places.facility.sealed_details bytea not null
table places.need.territory_id uuid not null
table places.need.intervention_id uuid not null
table places.need.id uuid not null
table places.need.version integer not null
table places.need.household jsonb not null
table places.need.sealed_words bytea not null
table places.need.written_at timestamp with time zone not null
table places.neighbour_call.territory_id uuid not null
table places.neighbour_call.id uuid not null
table places.neighbour_call.intervention_id uuid not null
table places.neighbour_call.service text not null
table places.neighbour_call.result text not null
table places.neighbour_call.said_name text not null
table places.neighbour_call.sealed_note bytea
table places.neighbour_call.called_by uuid not null
table places.neighbour_call.called_at timestamp with time zone not null
table places.placement.territory_id uuid not null
table places.placement.id uuid not null
table places.placement.intervention_id uuid not null
table places.placement.facility_id uuid not null
table places.placement.version integer not null
table places.placement.state text not null
table places.placement.people integer not null
table places.placement.minors integer not null
table places.placement.hold_until timestamp with time zone not null
table places.placement.said_name text not null
table places.placement.said_role text not null
table places.placement.title text
table places.placement.needs_authorisation boolean not null
table places.placement.authorisation text
table places.placement.sealed_authorisation bytea
table places.placement.asked_at timestamp with time zone
table places.placement.confirmed_at timestamp with time zone
table places.placement.confirmed_by text
table places.placement.confirmed_role text
table places.placement.confirmed_way text
table places.placement.no_reason text
table places.placement.arrived_at timestamp with time zone
table places.placement.stay_until timestamp with time zone
table places.placement.warn_at timestamp with time zone
table places.placement.warned_at timestamp with time zone
table places.placement.overrun_at timestamp with time zone
table places.placement.ended_at timestamp with time zone
table places.placement.released_for text
table places.placement.expected_at timestamp with time zone
table places.placement.arrival_due_at timestamp with time zone
table places.placement.late_level text
table places.placement.ratify_due_at timestamp with time zone
table places.placement.sealed_ratification bytea
table places.room.territory_id uuid not null
table places.room.id uuid not null
table places.room.facility_id uuid not null
table places.room.name text not null
table places.room.position integer not null
table places.room.shared boolean not null
table places.room.sex text not null
table places.room.cots integer not null
table places.room.is_active boolean not null
table places.unmet.territory_id uuid not null
table places.unmet.id uuid not null
table places.unmet.intervention_id uuid not null
table places.unmet.people integer not null
table places.unmet.minors integer not null
table places.unmet.asked integer not null
table places.unmet.reasons text[] not null
table places.unmet.sealed_note bytea
table places.unmet.recorded_by uuid not null
table places.unmet.recorded_at timestamp with time zone not null
table places.unmet.again_at timestamp with time zone
table places.unmet.told_at timestamp with time zone
table platform.carried.carrier text not null
table platform.carried.name text not null
table platform.carried.message_id uuid
table platform.carried.event text
table platform.carried.digit text not null
table platform.carried.noted_at timestamp with time zone not null
table platform.carried.ask_at timestamp with time zone
table platform.due.territory_id uuid not null
table platform.due.kind text not null
table platform.due.key text not null
table platform.due.due_at timestamp with time zone not null
table platform.due.failures integer not null
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
table platform.link.token_hash bytea not null
table platform.link.territory_id uuid not null
table platform.link.kind text not null
table platform.link.key uuid not null
table platform.link.holder uuid
table platform.link.expires_at timestamp with time zone not null
table platform.link.used_at timestamp with time zone
table platform.link.ended_at timestamp with time zone
table platform.outbox.id uuid not null
table platform.outbox.territory_id uuid not null
table platform.outbox.channel text not null
table platform.outbox.state text not null
table platform.outbox.attempts integer not null
table platform.outbox.next_attempt_at timestamp with time zone
table platform.outbox.leased_until timestamp with time zone
table platform.outbox.sealed_payload bytea
table platform.outbox.created_at timestamp with time zone not null
table platform.outbox.settled_at timestamp with time zone
table platform.outbox.notice_of uuid
table platform.outbox.notice_to uuid
table platform.outbox.notice_kind text
table platform.outbox.not_after timestamp with time zone
table platform.process.id uuid not null
table platform.process.kind text not null
table platform.process.beat_at timestamp with time zone not null
table platform.process.clock_skew_ms integer not null
table platform.process.sealer_at timestamp with time zone
table platform.process.due_at timestamp with time zone
table platform.process.outbox_at timestamp with time zone
table platform.process.follower_at timestamp with time zone
table platform.process.mail_at timestamp with time zone
table platform.process.voice_at timestamp with time zone
table platform.process.sms_at timestamp with time zone
table platform.process.push_at timestamp with time zone
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
table shifts.notes.territory_id uuid not null
table shifts.notes.id uuid not null
table shifts.notes.version integer not null
table shifts.notes.role text not null
table shifts.notes.change_at timestamp with time zone not null
table shifts.notes.state text not null
table shifts.notes.outgoing_id uuid
table shifts.notes.incoming_id uuid
table shifts.notes.signed_by uuid
table shifts.notes.signed_at timestamp with time zone
table shifts.notes.sealed_words bytea
table shifts.notes.confirmed_by uuid
table shifts.notes.confirmed_at timestamp with time zone
table shifts.notes.sealed_remark bytea
table shifts.notes.late_at timestamp with time zone not null
table shifts.notes.told_at timestamp with time zone
table shifts.notes.look_at timestamp with time zone
table shifts.sheet.territory_id uuid not null
table shifts.sheet.number integer not null
table shifts.sheet.staff_id uuid not null
table shifts.sheet.issued_at timestamp with time zone not null
table shifts.sheet.typed_at timestamp with time zone
table shifts.sheet.typed_by uuid
table shifts.sheet.received_at timestamp with time zone
table shifts.watch.territory_id uuid not null
table shifts.watch.looked_until timestamp with time zone not null
table switchboard.call.territory_id uuid not null
table switchboard.call.id uuid not null
table switchboard.call.version integer not null
table switchboard.call.exchange_id text not null
table switchboard.call.state text not null
table switchboard.call.plan jsonb not null
table switchboard.call.step integer not null
table switchboard.call.rung integer[] not null
table switchboard.call.is_withheld boolean not null
table switchboard.call.ring_seconds integer not null
table switchboard.call.lost_seconds integer not null
table switchboard.call.came_at timestamp with time zone not null
table switchboard.call.rung_at timestamp with time zone
table switchboard.call.step_at timestamp with time zone
table switchboard.call.answered_at timestamp with time zone
table switchboard.call.answered_step integer
table switchboard.call.answered_by uuid
table switchboard.call.ended_at timestamp with time zone
table switchboard.call.is_lost boolean not null
table switchboard.call.lost_file uuid
table switchboard.call.file uuid
table switchboard.call.settled_at timestamp with time zone
table switchboard.call.due_at timestamp with time zone
table switchboard.call.forget_at timestamp with time zone
table switchboard.call.sealed_number bytea
table switchboard.call.number_fingerprint bytea
table switchboard.call.heard_at timestamp with time zone
table switchboard.call.tries integer not null
table switchboard.call.tried_at timestamp with time zone
table switchboard.call.again_at timestamp with time zone
table territory.accredited_reporter.territory_id uuid not null
table territory.accredited_reporter.id uuid not null
table territory.accredited_reporter.key text not null
table territory.accredited_reporter.name text not null
table territory.accredited_reporter.category text not null
table territory.accredited_reporter.phones text[] not null
table territory.accredited_reporter.email text
table territory.accredited_reporter.has_portal boolean not null
table territory.accredited_reporter.protocol_reference text
table territory.accredited_reporter.protocol_from_on date
table territory.accredited_reporter.protocol_to_on date
table territory.accredited_reporter.ended_at timestamp with time zone
table territory.body.territory_id uuid not null
table territory.body.id uuid not null
table territory.body.key text not null
table territory.body.name text not null
table territory.body.kind text not null
table territory.body.pec text
table territory.body.phone text
table territory.body.is_lead boolean not null
table territory.body.ended_at timestamp with time zone
table territory.boundary.municipality_code text not null
table territory.boundary.rings jsonb not null
table territory.boundary.source text not null
table territory.calendar.territory_id uuid not null
table territory.calendar.key text not null
table territory.calendar.data jsonb not null
table territory.configuration.territory_id uuid not null
table territory.configuration.version integer not null
table territory.configuration.data jsonb not null
table territory.configuration.changed_at timestamp with time zone not null
table territory.configuration.changed_by text
table territory.gazetteer.id bigint not null
table territory.gazetteer.municipality_code text not null
table territory.gazetteer.kind text not null
table territory.gazetteer.name text not null
table territory.gazetteer.locality text
table territory.gazetteer.national_code text
table territory.gazetteer.latitude double precision
table territory.gazetteer.longitude double precision
table territory.gazetteer.source text not null
table territory.gazetteer_word.entry_id bigint not null
table territory.gazetteer_word.word text not null
table territory.gazetteer_word.municipality_code text not null
table territory.house_number.entry_id bigint not null
table territory.house_number.number integer not null
table territory.house_number.letter text not null
table territory.house_number.national_code text
table territory.house_number.latitude double precision
table territory.house_number.longitude double precision
table territory.municipality.code text not null
table territory.municipality.istat text not null
table territory.municipality.istat_from_on date not null
table territory.municipality.istat_to_on date
table territory.municipality.name text not null
table territory.municipality.search_name text not null
table territory.municipality.province text not null
table territory.municipality.region text not null
table territory.office.territory_id uuid not null
table territory.office.id uuid not null
table territory.office.body_id uuid not null
table territory.office.key text not null
table territory.office.kind text not null
table territory.office.name text not null
table territory.office.municipality_code text not null
table territory.office.address text not null
table territory.office.phone text not null
table territory.office.email text
table territory.office.pec text
table territory.office.calendar_key text not null
table territory.office.ended_at timestamp with time zone
table territory.office_municipality.territory_id uuid not null
table territory.office_municipality.office_id uuid not null
table territory.office_municipality.municipality_code text not null
table territory.territory.id uuid not null
table territory.territory.key text not null
table territory.territory.name text not null
table territory.territory.version integer not null
table territory.territory.opened_at timestamp with time zone not null
table territory.territory_municipality.territory_id uuid not null
table territory.territory_municipality.municipality_code text not null
table territory.territory_municipality.from_on date
table territory.territory_municipality.to_on date
table territory.territory_municipality.calendar_key text not null
table territory.territory_municipality.distance text
table territory.territory_municipality.lat double precision not null
table territory.territory_municipality.lon double precision not null
table triage.emergency_call.territory_id uuid not null
table triage.emergency_call.id uuid not null
table triage.emergency_call.intervention_id uuid not null
table triage.emergency_call.service text not null
table triage.emergency_call.called_at timestamp with time zone not null
table triage.emergency_call.reference text
table triage.emergency_call.stays_on_line boolean not null
table triage.emergency_call.recorded_by uuid not null
table triage.emergency_call.is_present boolean not null
table triage.known.territory_id uuid not null
table triage.known.intervention_id uuid not null
table triage.known.id uuid not null
table triage.known.version integer not null
table triage.known.facts jsonb not null
table triage.sheet.territory_id uuid not null
table triage.sheet.intervention_id uuid not null
table triage.sheet.id uuid not null
table triage.sheet.version integer not null
table triage.sheet.class_key text not null
table triage.sheet.class_rank integer not null
table triage.sheet.proposed_key text
table triage.sheet.facts jsonb not null
table triage.sheet.rules text[] not null
table triage.sheet.authorities text[] not null
table triage.sheet.reason text
table triage.sheet.decided_by uuid not null
table triage.sheet.decided_at timestamp with time zone not null
table triage.sheet.not_pertinent text not null
table triage.sheet.offered_instead text
table triage.sheet.proposed_by uuid
table triage.sheet.confirm_by timestamp with time zone
table triage.sheet.settled_by uuid

constraint access.attempt attempt_pkey PRIMARY KEY (bucket)
constraint access.credential credential_password_hash_check CHECK ((password_hash ~~ '$argon2id$%'::text))
constraint access.credential credential_pkey PRIMARY KEY (staff_id)
constraint access.credential credential_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES access.staff(id)
constraint access.invitation invitation_check CHECK (((kind = 'invitation'::text) = (staff_id IS NOT NULL)))
constraint access.invitation invitation_kind_check CHECK ((kind = ANY (ARRAY['invitation'::text, 'first-administrator'::text])))
constraint access.invitation invitation_pkey PRIMARY KEY (id)
constraint access.invitation invitation_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES access.staff(id)
constraint access.invitation invitation_token_hash_check CHECK ((octet_length(token_hash) = 32))
constraint access.invitation invitation_token_hash_key UNIQUE (token_hash)
constraint access.reading reading_pkey PRIMARY KEY (territory_id, session_id, intervention_id)
constraint access.reading reading_session_id_fkey FOREIGN KEY (session_id) REFERENCES access.session(id)
constraint access.role_grant role_grant_check CHECK ((ended_at >= given_at))
constraint access.role_grant role_grant_pkey PRIMARY KEY (id)
constraint access.role_grant role_grant_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'social-worker'::text, 'coordinator'::text, 'crew'::text, 'mediator'::text, 'psychologist'::text, 'facility'::text, 'accredited-reporter'::text, 'competent-service'::text, 'lead-municipality'::text, 'auditor'::text, 'administrator'::text])))
constraint access.role_grant role_grant_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES access.staff(id)
constraint access.session session_pkey PRIMARY KEY (id)
constraint access.session session_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES access.staff(id)
constraint access.session session_token_hash_check CHECK ((octet_length(token_hash) = 32))
constraint access.session session_token_hash_key UNIQUE (token_hash)
constraint access.session session_version_check CHECK ((version > 0))
constraint access.session session_wrong_passwords_check CHECK ((wrong_passwords >= 0))
constraint access.staff staff_email_print_key UNIQUE (email_print)
constraint access.staff staff_pkey PRIMARY KEY (id)
constraint access.staff staff_version_check CHECK ((version > 0))
constraint documents.counter counter_kind_check CHECK ((kind ~ '^[a-z-]+$'::text))
constraint documents.counter counter_last_check CHECK ((last >= 0))
constraint documents.counter counter_pkey PRIMARY KEY (territory_id, kind, year)
constraint documents.counter counter_year_check CHECK (((year >= 2020) AND (year <= 2199)))
constraint documents.document document_annulled_once UNIQUE (territory_id, annuls)
constraint documents.document document_check CHECK (((kind = 'annulment'::text) = (annuls IS NOT NULL)))
constraint documents.document document_file_name_check CHECK ((file_name ~ '^[0-9a-f]{64}$'::text))
constraint documents.document document_kind_check CHECK ((kind = ANY (ARRAY['report-sheet'::text, 'entry-sheet'::text, 'entry-sheet-redacted'::text, 'intervention-report'::text, 'handover-page'::text, 'annulment'::text])))
constraint documents.document document_number_check CHECK ((number ~ '^[A-Z]{2}-[0-9]{2}-[0-9]{4,}$'::text))
constraint documents.document document_pkey PRIMARY KEY (territory_id, id)
constraint documents.document document_serial_check CHECK ((serial > 0))
constraint documents.document document_sha256_check CHECK ((octet_length(sha256) = 32))
constraint documents.document document_size_bytes_check CHECK ((size_bytes > 0))
constraint documents.document document_territory_id_annuls_fkey FOREIGN KEY (territory_id, annuls) REFERENCES documents.document(territory_id, id)
constraint documents.document document_territory_id_kind_year_serial_key UNIQUE (territory_id, kind, year, serial)
constraint handover.handover handover_calls_check CHECK ((jsonb_typeof(calls) = 'array'::text))
constraint handover.handover handover_check CHECK (((next_chase_at IS NULL) OR (state = ANY (ARRAY['sent'::text, 'received'::text, 'assigned'::text]))))
constraint handover.handover handover_check1 CHECK (((state = 'not-due'::text) = (office_name IS NULL)))
constraint handover.handover handover_check2 CHECK (((calls = '[]'::jsonb) OR (state = ANY (ARRAY['sent'::text, 'received'::text, 'assigned'::text]))))
constraint handover.handover handover_competence_check CHECK ((competence = ANY (ARRAY['residence-in-territory'::text, 'residence-unknown'::text, 'residence-elsewhere'::text, 'nowhere-in-territory'::text, 'chosen'::text])))
constraint handover.handover handover_how_check CHECK ((how = ANY (ARRAY['link'::text, 'voice'::text, 'app'::text])))
constraint handover.handover handover_id_key UNIQUE (id)
constraint handover.handover handover_pkey PRIMARY KEY (territory_id, id)
constraint handover.handover handover_state_check CHECK ((state = ANY (ARRAY['sent'::text, 'received'::text, 'assigned'::text, 'accepted'::text, 'partial'::text, 'not-needed'::text, 'returned'::text, 'unanswered'::text, 'not-due'::text])))
constraint handover.handover handover_step_check CHECK ((step >= 0))
constraint handover.handover handover_version_check CHECK ((version > 0))
constraint handover.letter letter_check CHECK (((receipt IS NULL) = (receipt_at IS NULL)))
constraint handover.letter letter_id_key UNIQUE (id)
constraint handover.letter letter_level_check CHECK ((level = ANY (ARRAY['first'::text, 'office'::text, 'stand-in'::text, 'lead'::text, 'stay'::text])))
constraint handover.letter letter_link_hash_check CHECK ((octet_length(link_hash) = 32))
constraint handover.letter letter_pkey PRIMARY KEY (territory_id, id)
constraint handover.letter letter_receipt_check CHECK ((receipt = ANY (ARRAY['accepted'::text, 'delivered'::text, 'failed'::text])))
constraint handover.letter letter_territory_id_handover_id_fkey FOREIGN KEY (territory_id, handover_id) REFERENCES handover.handover(territory_id, id)
constraint intake.contact contact_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'portal'::text, 'form'::text, 'email'::text, 'desk'::text, 'street'::text])))
constraint intake.contact contact_check CHECK (((kind = ANY (ARRAY['report'::text, 'dropped'::text])) = (intervention_id IS NOT NULL)))
constraint intake.contact contact_check1 CHECK (((forgotten_at IS NULL) = (sealed_key IS NOT NULL)))
constraint intake.contact contact_check2 CHECK (((forgotten_at IS NULL) OR ((sealed_words IS NULL) AND (phone_fingerprint IS NULL))))
constraint intake.contact contact_kind_check CHECK ((kind = ANY (ARRAY['report'::text, 'dropped'::text, 'information'::text, 'wrong-number'::text, 'nuisance'::text, 'silent'::text, 'advice'::text, 'message'::text, 'not-entitled'::text, 'disclosure'::text])))
constraint intake.contact contact_pkey PRIMARY KEY (territory_id, id)
constraint intake.contact contact_territory_id_intervention_id_fkey FOREIGN KEY (territory_id, intervention_id) REFERENCES interventions.intervention(territory_id, id)
constraint intake.contact contact_verification_check CHECK ((verification = ANY (ARRAY['not-needed'::text, 'to-verify'::text, 'listed'::text, 'verified'::text, 'denied'::text, 'no-answer'::text])))
constraint intake.contact contact_version_check CHECK ((version > 0))
constraint intake.draft draft_check CHECK (((set_aside_for IS NULL) = (wipe_at IS NULL)))
constraint intake.draft draft_pkey PRIMARY KEY (territory_id, id)
constraint intake.draft draft_territory_id_set_aside_for_fkey FOREIGN KEY (territory_id, set_aside_for) REFERENCES intake.contact(territory_id, id)
constraint intake.draft draft_version_check CHECK ((version > 0))
constraint intake.report report_access_check CHECK ((access = ANY (ARRAY['entitled'::text, 'reporter-unknown'::text, 'guaranteed-need'::text, 'immediate-danger'::text, 'office-hours'::text, 'not-entitled'::text])))
constraint intake.report report_draft UNIQUE (territory_id, draft_id)
constraint intake.report report_in_charge_check CHECK ((in_charge = ANY (ARRAY['operations-room'::text, 'on-call'::text, 'office'::text])))
constraint intake.report report_pkey PRIMARY KEY (territory_id, id)
constraint intake.report report_territory_id_contact_id_fkey FOREIGN KEY (territory_id, contact_id) REFERENCES intake.contact(territory_id, id)
constraint intake.report report_territory_id_contact_id_key UNIQUE (territory_id, contact_id)
constraint intake.report report_territory_id_intervention_id_fkey FOREIGN KEY (territory_id, intervention_id) REFERENCES interventions.intervention(territory_id, id)
constraint intake.report report_version_check CHECK ((version > 0))
constraint interventions.assessment assessment_danger_check CHECK ((danger = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text])))
constraint interventions.assessment assessment_network_check CHECK ((network = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text])))
constraint interventions.assessment assessment_pkey PRIMARY KEY (territory_id, id)
constraint interventions.assessment assessment_territory_id_intervention_id_version_key UNIQUE (territory_id, intervention_id, version)
constraint interventions.assessment assessment_version_check CHECK ((version > 0))
constraint interventions.intervention intervention_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL)))
constraint interventions.intervention intervention_check1 CHECK (((closed_at IS NULL) = (outcome IS NULL)))
constraint interventions.intervention intervention_check2 CHECK (((class_key IS NULL) = (class_rank IS NULL)))
constraint interventions.intervention intervention_check3 CHECK (((state <> 'to-confirm'::text) OR (confirm_by IS NOT NULL)))
constraint interventions.intervention intervention_check4 CHECK (((answered_by IS NULL) = (answered_at IS NULL)))
constraint interventions.intervention intervention_class_rank_check CHECK (((class_rank >= 1) AND (class_rank <= 5)))
constraint interventions.intervention intervention_id_key UNIQUE (id)
constraint interventions.intervention intervention_municipality_check CHECK ((municipality ~ '^[A-Z][0-9]{3}$'::text))
constraint interventions.intervention intervention_not_pertinent_check CHECK ((not_pertinent = ANY (ARRAY['no'::text, 'proposed'::text, 'confirmed'::text, 'rejected'::text, 'lapsed'::text])))
constraint interventions.intervention intervention_number_check CHECK ((number ~ '^[0-9]{2}-[0-9]{4,}$'::text))
constraint interventions.intervention intervention_outcome_check CHECK ((outcome = ANY (ARRAY['not-pertinent'::text, 'duplicate'::text, 'wrong'::text, 'unheard'::text, 'made-safe'::text, 'temporary'::text, 'refused'::text, 'not-found'::text, 'unmet'::text])))
constraint interventions.intervention intervention_pkey PRIMARY KEY (territory_id, id)
constraint interventions.intervention intervention_source_check_check CHECK ((source_check = ANY (ARRAY['to-verify'::text, 'denied'::text])))
constraint interventions.intervention intervention_state_check CHECK ((state = ANY (ARRAY['new'::text, 'waiting'::text, 'working'::text, 'to-confirm'::text, 'closed'::text])))
constraint interventions.intervention intervention_territory_id_number_key UNIQUE (territory_id, number)
constraint interventions.intervention intervention_version_check CHECK ((version > 0))
constraint interventions.observation observation_check CHECK ((happened_at <= written_at))
constraint interventions.observation observation_corrected_once UNIQUE (territory_id, corrects)
constraint interventions.observation observation_kind_check CHECK ((kind = ANY (ARRAY['fact'::text, 'statement'::text, 'evaluation'::text])))
constraint interventions.observation observation_pkey PRIMARY KEY (territory_id, id)
constraint interventions.observation observation_territory_id_corrects_fkey FOREIGN KEY (territory_id, corrects) REFERENCES interventions.observation(territory_id, id)
constraint interventions.read_back read_back_pkey PRIMARY KEY (territory_id, id)
constraint interventions.task task_check CHECK (((done_at IS NULL) = (done_by IS NULL)))
constraint interventions.task task_pkey PRIMARY KEY (territory_id, id)
constraint interventions.task task_version_check CHECK ((version > 0))
constraint oncall.absence absence_check CHECK ((to_on >= from_on))
constraint oncall.absence absence_id_key UNIQUE (id)
constraint oncall.absence absence_kind_check CHECK ((kind = ANY (ARRAY['absent'::text, 'rather-not'::text])))
constraint oncall.absence absence_pkey PRIMARY KEY (territory_id, id)
constraint oncall.absence absence_version_check CHECK ((version > 0))
constraint oncall.contact_test contact_test_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'mail'::text])))
constraint oncall.contact_test contact_test_check CHECK (((state = 'works'::text) <= ((how IS NOT NULL) AND (answered_at IS NOT NULL))))
constraint oncall.contact_test contact_test_how_check CHECK ((how = ANY (ARRAY['link'::text, 'hand'::text])))
constraint oncall.contact_test contact_test_id_key UNIQUE (id)
constraint oncall.contact_test contact_test_pkey PRIMARY KEY (territory_id, id)
constraint oncall.contact_test contact_test_state_check CHECK ((state = ANY (ARRAY['sent'::text, 'works'::text, 'void'::text])))
constraint oncall.contact_test contact_test_version_check CHECK ((version > 0))
constraint oncall.device device_check CHECK (((ended_at IS NULL) = (sealed_subscription IS NOT NULL)))
constraint oncall.device device_check1 CHECK (((ended_at IS NULL) = (ended_why IS NULL)))
constraint oncall.device device_ended_why_check CHECK ((ended_why = 'gone'::text))
constraint oncall.device device_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60)))
constraint oncall.device device_pkey PRIMARY KEY (id)
constraint oncall.device device_version_check CHECK ((version > 0))
constraint oncall.drill drill_id_key UNIQUE (id)
constraint oncall.drill drill_pkey PRIMARY KEY (territory_id, id)
constraint oncall.drill drill_version_check CHECK ((version > 0))
constraint oncall.drill_plan drill_plan_pkey PRIMARY KEY (territory_id)
constraint oncall.drill_try drill_try_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'mail'::text])))
constraint oncall.drill_try drill_try_check CHECK (((state = 'skipped'::text) = (skipped_for IS NOT NULL)))
constraint oncall.drill_try drill_try_check1 CHECK (((state = ANY (ARRAY['planned'::text, 'sent'::text])) = (due_at IS NOT NULL)))
constraint oncall.drill_try drill_try_id_key UNIQUE (id)
constraint oncall.drill_try drill_try_pkey PRIMARY KEY (territory_id, id)
constraint oncall.drill_try drill_try_sends_check CHECK (((sends >= 0) AND (sends <= 2)))
constraint oncall.drill_try drill_try_skipped_for_check CHECK ((skipped_for = ANY (ARRAY['absent'::text, 'rest'::text, 'no-contact'::text, 'not-carried'::text, 'not-left'::text, 'called-off'::text])))
constraint oncall.drill_try drill_try_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'sent'::text, 'answered'::text, 'silent'::text, 'failed'::text, 'skipped'::text, 'void'::text])))
constraint oncall.drill_try drill_try_territory_id_drill_id_fkey FOREIGN KEY (territory_id, drill_id) REFERENCES oncall.drill(territory_id, id)
constraint oncall.drill_try drill_try_territory_id_drill_id_staff_id_channel_key UNIQUE (territory_id, drill_id, staff_id, channel)
constraint oncall.drill_try drill_try_version_check CHECK ((version > 0))
constraint oncall.feed feed_check CHECK (((kind = 'calendar'::text) = (staff_id IS NOT NULL)))
constraint oncall.feed feed_id_key UNIQUE (id)
constraint oncall.feed feed_kind_check CHECK ((kind = ANY (ARRAY['calendar'::text, 'exchange'::text])))
constraint oncall.feed feed_pkey PRIMARY KEY (territory_id, id)
constraint oncall.feed feed_version_check CHECK ((version > 0))
constraint oncall.proposal proposal_check CHECK (((state = ANY (ARRAY['applied'::text, 'discarded'::text])) = (asking IS NULL)))
constraint oncall.proposal proposal_check1 CHECK (((best IS NULL) OR (rota_mark IS NOT NULL)))
constraint oncall.proposal proposal_id_key UNIQUE (id)
constraint oncall.proposal proposal_pkey PRIMARY KEY (territory_id, id)
constraint oncall.proposal proposal_state_check CHECK ((state = ANY (ARRAY['running'::text, 'ready'::text, 'stopped'::text, 'interrupted'::text, 'failed'::text, 'applied'::text, 'discarded'::text])))
constraint oncall.proposal proposal_version_check CHECK ((version > 0))
constraint oncall.publication publication_added_check CHECK ((added >= 0))
constraint oncall.publication publication_despite_check CHECK (((length(despite) >= 1) AND (length(despite) <= 300)))
constraint oncall.publication publication_id_key UNIQUE (id)
constraint oncall.publication publication_pkey PRIMARY KEY (territory_id, id)
constraint oncall.publication publication_removed_check CHECK ((removed >= 0))
constraint oncall.reach reach_id_key UNIQUE (id)
constraint oncall.reach reach_pkey PRIMARY KEY (territory_id, staff_id)
constraint oncall.reach reach_version_check CHECK ((version > 0))
constraint oncall.staff staff_contract_check CHECK ((contract = ANY (ARRAY['public-body'::text, 'cooperative'::text, 'other'::text])))
constraint oncall.staff staff_id_key UNIQUE (id)
constraint oncall.staff staff_pkey PRIMARY KEY (territory_id, staff_id)
constraint oncall.staff staff_qualifications_check CHECK ((qualifications <@ ARRAY['social-worker'::text, 'psychologist'::text, 'educator'::text, 'mediator'::text, 'operator'::text]))
constraint oncall.staff staff_rather_weekdays_check CHECK ((rather_weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7]))
constraint oncall.staff staff_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text])))
constraint oncall.staff staff_version_check CHECK ((version > 0))
constraint oncall.swap swap_check CHECK ((from_at < until_at))
constraint oncall.swap swap_check1 CHECK (((back_turn_id IS NULL) OR (asked_of IS NOT NULL)))
constraint oncall.swap swap_check2 CHECK (((state = ANY (ARRAY['accepted'::text, 'approved'::text])) <= (taker_id IS NOT NULL)))
constraint oncall.swap swap_check3 CHECK (((state = ANY (ARRAY['asked'::text, 'accepted'::text])) = (decided_at IS NULL)))
constraint oncall.swap swap_id_key UNIQUE (id)
constraint oncall.swap swap_open EXCLUDE USING gist (territory_id WITH =, turn_id WITH =, tstzrange(from_at, until_at) WITH &&) WHERE ((state = ANY (ARRAY['asked'::text, 'accepted'::text])))
constraint oncall.swap swap_pkey PRIMARY KEY (territory_id, id)
constraint oncall.swap swap_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'accepted'::text, 'approved'::text, 'declined'::text, 'withdrawn'::text, 'refused'::text])))
constraint oncall.swap swap_territory_id_absence_id_fkey FOREIGN KEY (territory_id, absence_id) REFERENCES oncall.absence(territory_id, id)
constraint oncall.swap swap_territory_id_back_turn_id_fkey FOREIGN KEY (territory_id, back_turn_id) REFERENCES oncall.turn(territory_id, id)
constraint oncall.swap swap_territory_id_turn_id_fkey FOREIGN KEY (territory_id, turn_id) REFERENCES oncall.turn(territory_id, id)
constraint oncall.swap swap_version_check CHECK ((version > 0))
constraint oncall.turn turn_check CHECK ((starts_at < ends_at))
constraint oncall.turn turn_id_key UNIQUE (id)
constraint oncall.turn turn_leaves_published CHECK (((NOT leaves) OR (state = 'published'::text)))
constraint oncall.turn turn_level_check CHECK (((level >= 1) AND (level <= 3)))
constraint oncall.turn turn_overlap EXCLUDE USING gist (territory_id WITH =, role WITH =, level WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((removed_at IS NULL) AND (NOT leaves)))
constraint oncall.turn turn_pkey PRIMARY KEY (territory_id, id)
constraint oncall.turn turn_published_overlap EXCLUDE USING gist (territory_id WITH =, role WITH =, level WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (((removed_at IS NULL) AND (state = 'published'::text)))
constraint oncall.turn turn_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 300)))
constraint oncall.turn turn_role_check CHECK ((role = ANY (ARRAY['social-worker'::text, 'crew'::text, 'coordinator'::text, 'operator'::text, 'psychologist'::text, 'mediator'::text])))
constraint oncall.turn turn_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text])))
constraint paging.attempt attempt_came_to_check CHECK ((came_to = ANY (ARRAY['delivered'::text, 'opened'::text, 'seen'::text])))
constraint paging.attempt attempt_channel_check CHECK ((channel = ANY (ARRAY['board'::text, 'mail'::text, 'voice'::text, 'sms'::text, 'push'::text, 'hand'::text])))
constraint paging.attempt attempt_id_key UNIQUE (id)
constraint paging.attempt attempt_pkey PRIMARY KEY (territory_id, id)
constraint paging.attempt attempt_round_check CHECK ((round >= 0))
constraint paging.attempt attempt_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'by-hand'::text, 'delivered'::text, 'opened'::text, 'seen'::text, 'answered'::text, 'no-answer'::text, 'failed'::text, 'declined'::text, 'passed-on'::text, 'cannot-own'::text, 'cancelled'::text])))
constraint paging.attempt attempt_step_check CHECK ((step >= '-1'::integer))
constraint paging.attempt attempt_territory_id_page_id_fkey FOREIGN KEY (territory_id, page_id) REFERENCES paging.page(territory_id, id)
constraint paging.page page_check CHECK (((state = 'settled'::text) = (settled_at IS NOT NULL)))
constraint paging.page page_id_key UNIQUE (id)
constraint paging.page page_pkey PRIMARY KEY (territory_id, id)
constraint paging.page page_round_check CHECK ((round >= 0))
constraint paging.page page_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'settled'::text])))
constraint paging.page page_step_check CHECK ((step >= '-1'::integer))
constraint paging.page page_version_check CHECK ((version > 0))
constraint paging.service_call service_call_called_try_check CHECK ((called_try > 0))
constraint paging.service_call service_call_id_key UNIQUE (id)
constraint paging.service_call service_call_pkey PRIMARY KEY (territory_id, id)
constraint paging.service_call service_call_state_check CHECK ((state = ANY (ARRAY['ringing'::text, 'calling'::text, 'connected'::text, 'ended'::text, 'own-no-answer'::text, 'no-answer'::text, 'busy'::text, 'failed'::text])))
constraint paging.service_call service_call_territory_id_joins_fkey FOREIGN KEY (territory_id, joins) REFERENCES paging.service_call(territory_id, id)
constraint paging.service_call service_call_version_check CHECK ((version > 0))
constraint paging.service_call service_call_whom_check CHECK ((whom = ANY (ARRAY['listed'::text, 'colleague'::text, 'facility'::text, 'reporter'::text, 'recipient'::text, 'support'::text])))
constraint paging.support support_check CHECK (((state = ANY (ARRAY['calling'::text, 'talking'::text])) = (callee IS NOT NULL)))
constraint paging.support support_check1 CHECK (((staff_id IS NULL) OR (callee IS NOT NULL)))
constraint paging.support support_id_key UNIQUE (id)
constraint paging.support support_kind_check CHECK ((kind = ANY (ARRAY['mediator'::text, 'psychologist'::text])))
constraint paging.support support_mode_check CHECK ((mode = ANY (ARRAY['phone'::text, 'video'::text, 'present'::text])))
constraint paging.support support_pkey PRIMARY KEY (territory_id, id)
constraint paging.support support_sex_check CHECK ((sex = ANY (ARRAY['any'::text, 'female'::text, 'male'::text])))
constraint paging.support support_state_check CHECK ((state = ANY (ARRAY['open'::text, 'calling'::text, 'talking'::text, 'over'::text])))
constraint paging.support support_version_check CHECK ((version > 0))
constraint people.person person_age_check CHECK (((age >= 0) AND (age <= 120)))
constraint people.person person_age_from_check CHECK ((age_from = ANY (ARRAY['unknown'::text, 'presumed'::text, 'said'::text, 'document'::text])))
constraint people.person person_check CHECK (((age IS NULL) = (age_from = 'unknown'::text)))
constraint people.person person_document_check CHECK ((document = ANY (ARRAY['unknown'::text, 'none'::text, 'seen'::text])))
constraint people.person person_part_check CHECK ((part = ANY (ARRAY['helped'::text, 'helper'::text, 'excluded'::text])))
constraint people.person person_pkey PRIMARY KEY (territory_id, id, version)
constraint people.person person_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'unknown'::text])))
constraint people.person person_tie_check CHECK ((tie = ANY (ARRAY['self'::text, 'partner'::text, 'child'::text, 'parent'::text, 'sibling'::text, 'relative'::text, 'friend'::text, 'neighbour'::text, 'professional'::text, 'other'::text])))
constraint people.person person_version_check CHECK ((version > 0))
constraint places.bed bed_id_key UNIQUE (id)
constraint places.bed bed_pkey PRIMARY KEY (territory_id, id)
constraint places.bed bed_territory_id_facility_id_fkey FOREIGN KEY (territory_id, facility_id) REFERENCES places.facility(territory_id, id)
constraint places.bed bed_territory_id_room_id_fkey FOREIGN KEY (territory_id, room_id) REFERENCES places.room(territory_id, id)
constraint places.call call_check CHECK (((result = 'no'::text) = (reason IS NOT NULL)))
constraint places.call call_pkey PRIMARY KEY (territory_id, id)
constraint places.call call_reason_check CHECK ((reason = ANY (ARRAY['no-place'::text, 'rule'::text, 'behaviour'::text, 'nobody-decides'::text, 'other'::text])))
constraint places.call call_result_check CHECK ((result = ANY (ARRAY['yes'::text, 'no'::text, 'no-answer'::text])))
constraint places.call call_territory_id_facility_id_fkey FOREIGN KEY (territory_id, facility_id) REFERENCES places.facility(territory_id, id)
constraint places.claim claim_pkey PRIMARY KEY (territory_id, id)
constraint places.claim claim_territory_id_bed_id_fkey FOREIGN KEY (territory_id, bed_id) REFERENCES places.bed(territory_id, id)
constraint places.claim claim_territory_id_placement_id_fkey FOREIGN KEY (territory_id, placement_id) REFERENCES places.placement(territory_id, id)
constraint places.facility facility_capacity_check CHECK ((capacity = ANY (ARRAY['beds'::text, 'by-phone'::text])))
constraint places.facility facility_check CHECK (((opens_at IS NULL) = (closes_at IS NULL)))
constraint places.facility facility_check1 CHECK (((NOT is_secret) OR (municipality IS NULL)))
constraint places.facility facility_closes_at_check CHECK ((closes_at ~ '^[0-2][0-9]:[0-5][0-9]$'::text))
constraint places.facility facility_hold_minutes_check CHECK (((hold_minutes >= 5) AND (hold_minutes <= 480)))
constraint places.facility facility_id_key UNIQUE (id)
constraint places.facility facility_kind_check CHECK ((kind = ANY (ARRAY['emergency-home'::text, 'mother-child'::text, 'dormitory'::text, 'minors-community'::text, 'apartment'::text, 'hotel'::text, 'family'::text])))
constraint places.facility facility_label_check CHECK (((length(label) >= 2) AND (length(label) <= 120)))
constraint places.facility facility_municipality_check CHECK ((municipality ~ '^[A-Z][0-9]{3}$'::text))
constraint places.facility facility_night_authority_check CHECK ((night_authority = ANY (ARRAY['anyone-on-duty'::text, 'on-call-head'::text, 'nobody-at-night'::text])))
constraint places.facility facility_opens_at_check CHECK ((opens_at ~ '^[0-2][0-9]:[0-5][0-9]$'::text))
constraint places.facility facility_pkey PRIMARY KEY (territory_id, id)
constraint places.facility facility_version_check CHECK ((version > 0))
constraint places.need need_id_key UNIQUE (id)
constraint places.need need_pkey PRIMARY KEY (territory_id, intervention_id)
constraint places.need need_version_check CHECK ((version > 0))
constraint places.neighbour_call neighbour_call_pkey PRIMARY KEY (territory_id, id)
constraint places.neighbour_call neighbour_call_result_check CHECK ((result = ANY (ARRAY['yes'::text, 'no'::text, 'no-answer'::text, 'not-asked'::text])))
constraint places.neighbour_call neighbour_call_service_check CHECK (((length(service) >= 1) AND (length(service) <= 200)))
constraint places.placement placement_authorisation_check CHECK ((authorisation = ANY (ARRAY['authorised'::text, 'to-ratify'::text, 'ratified'::text, 'not-ratified'::text])))
constraint places.placement placement_check CHECK (((state <> ALL (ARRAY['confirmed'::text, 'arrived'::text])) OR (minors = 0) OR (title IS NOT NULL)))
constraint places.placement placement_confirmed_way_check CHECK ((confirmed_way = ANY (ARRAY['link'::text, 'voice'::text])))
constraint places.placement placement_id_key UNIQUE (id)
constraint places.placement placement_late_level_check CHECK ((late_level = ANY (ARRAY['owner'::text, 'coordinator'::text])))
constraint places.placement placement_minors_check CHECK (((minors >= 0) AND (minors <= 50)))
constraint places.placement placement_no_reason_check CHECK ((no_reason = ANY (ARRAY['no-place'::text, 'rule'::text, 'behaviour'::text, 'nobody-decides'::text, 'other'::text])))
constraint places.placement placement_people_check CHECK (((people >= 1) AND (people <= 50)))
constraint places.placement placement_pkey PRIMARY KEY (territory_id, id)
constraint places.placement placement_released_for_check CHECK ((released_for = ANY (ARRAY['declined'::text, 'other-place'::text, 'not-needed'::text, 'moved'::text])))
constraint places.placement placement_state_check CHECK ((state = ANY (ARRAY['held'::text, 'confirmed'::text, 'arrived'::text, 'ended'::text, 'refused'::text, 'lapsed'::text, 'released'::text, 'no-show'::text])))
constraint places.placement placement_territory_id_facility_id_fkey FOREIGN KEY (territory_id, facility_id) REFERENCES places.facility(territory_id, id)
constraint places.placement placement_title_check CHECK ((title = ANY (ARRAY['parent-consent'::text, 'article-403'::text, 'police-entrustment'::text, 'court-order'::text])))
constraint places.placement placement_version_check CHECK ((version > 0))
constraint places.room room_cots_check CHECK (((cots >= 0) AND (cots <= 10)))
constraint places.room room_id_key UNIQUE (id)
constraint places.room room_pkey PRIMARY KEY (territory_id, id)
constraint places.room room_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text, 'unknown'::text])))
constraint places.room room_territory_id_facility_id_fkey FOREIGN KEY (territory_id, facility_id) REFERENCES places.facility(territory_id, id)
constraint places.unmet unmet_pkey PRIMARY KEY (territory_id, id)
constraint platform.carried carried_carrier_check CHECK ((carrier ~ '^[a-z-]+$'::text))
constraint platform.carried carried_digit_check CHECK ((digit ~ '^[0-9*#]?$'::text))
constraint platform.carried carried_event_check CHECK ((event = ANY (ARRAY['delivered'::text, 'pressed'::text, 'no-answer'::text, 'busy'::text, 'failed'::text])))
constraint platform.carried carried_message_id_fkey FOREIGN KEY (message_id) REFERENCES platform.outbox(id) ON DELETE CASCADE
constraint platform.carried carried_pkey PRIMARY KEY (carrier, name)
constraint platform.due due_failures_check CHECK ((failures >= 0))
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
constraint platform.link link_kind_check CHECK ((kind ~ '^[a-z][a-z-]+$'::text))
constraint platform.link link_pkey PRIMARY KEY (token_hash)
constraint platform.link link_token_hash_check CHECK ((octet_length(token_hash) = 32))
constraint platform.outbox outbox_attempts_check CHECK ((attempts >= 0))
constraint platform.outbox outbox_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'voice'::text, 'sms'::text, 'push'::text, 'device'::text, 'connect'::text, 'hang-up'::text])))
constraint platform.outbox outbox_check CHECK (((state = 'waiting'::text) = (next_attempt_at IS NOT NULL)))
constraint platform.outbox outbox_notice CHECK ((((notice_of IS NULL) = (notice_kind IS NULL)) AND ((notice_kind IS NULL) OR (notice_kind = ANY (ARRAY['told'::text, 'lasting'::text, 'confirmation'::text, 'read-back'::text]))) AND ((notice_to IS NOT NULL) = COALESCE((notice_kind = ANY (ARRAY['told'::text, 'lasting'::text])), false))))
constraint platform.outbox outbox_payload CHECK (((state = 'waiting'::text) = (sealed_payload IS NOT NULL)))
constraint platform.outbox outbox_pkey PRIMARY KEY (id)
constraint platform.outbox outbox_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'cancelled'::text])))
constraint platform.process process_pkey PRIMARY KEY (id)
constraint platform.reader reader_pkey PRIMARY KEY (name)
constraint platform.unsealed unsealed_event_id_key UNIQUE (event_id)
constraint platform.unsealed unsealed_pkey PRIMARY KEY (seq)
constraint shifts.notes notes_check CHECK (((state = ANY (ARRAY['signed'::text, 'confirmed'::text])) = (signed_by IS NOT NULL)))
constraint shifts.notes notes_check1 CHECK (((signed_by IS NULL) = (signed_at IS NULL)))
constraint shifts.notes notes_check2 CHECK (((signed_by IS NULL) = (sealed_words IS NULL)))
constraint shifts.notes notes_check3 CHECK (((state = 'confirmed'::text) = (confirmed_by IS NOT NULL)))
constraint shifts.notes notes_check4 CHECK (((confirmed_by IS NULL) = (confirmed_at IS NULL)))
constraint shifts.notes notes_check5 CHECK ((confirmed_by <> signed_by))
constraint shifts.notes notes_id_key UNIQUE (id)
constraint shifts.notes notes_once UNIQUE (territory_id, role, change_at)
constraint shifts.notes notes_pkey PRIMARY KEY (territory_id, id)
constraint shifts.notes notes_state_check CHECK ((state = ANY (ARRAY['owed'::text, 'signed'::text, 'confirmed'::text, 'replaced'::text])))
constraint shifts.notes notes_version_check CHECK ((version > 0))
constraint shifts.sheet sheet_check CHECK (((typed_at IS NULL) = (typed_by IS NULL)))
constraint shifts.sheet sheet_check1 CHECK (((typed_at IS NULL) = (received_at IS NULL)))
constraint shifts.sheet sheet_check2 CHECK ((received_at <= typed_at))
constraint shifts.sheet sheet_number_check CHECK ((number > 0))
constraint shifts.sheet sheet_pkey PRIMARY KEY (territory_id, number)
constraint shifts.watch watch_pkey PRIMARY KEY (territory_id)
constraint switchboard.call call_check CHECK (((state = ANY (ARRAY['ringing'::text, 'answered'::text])) = (due_at IS NOT NULL)))
constraint switchboard.call call_check1 CHECK (((state = ANY (ARRAY['ended'::text, 'missed'::text, 'abandoned'::text])) = (ended_at IS NOT NULL)))
constraint switchboard.call call_check2 CHECK (((answered_step IS NULL) = (answered_at IS NULL)))
constraint switchboard.call call_check3 CHECK ((is_lost OR (lost_file IS NULL)))
constraint switchboard.call call_check4 CHECK (((sealed_number IS NULL) = (number_fingerprint IS NULL)))
constraint switchboard.call call_check5 CHECK (((NOT is_withheld) OR (sealed_number IS NULL)))
constraint switchboard.call call_check6 CHECK (((heard_at IS NULL) OR (lost_file IS NOT NULL)))
constraint switchboard.call call_check7 CHECK (((tries = 0) = (tried_at IS NULL)))
constraint switchboard.call call_id_key UNIQUE (id)
constraint switchboard.call call_lost_seconds_check CHECK ((lost_seconds >= 0))
constraint switchboard.call call_of_exchange UNIQUE (territory_id, exchange_id)
constraint switchboard.call call_pkey PRIMARY KEY (territory_id, id)
constraint switchboard.call call_ring_seconds_check CHECK ((ring_seconds > 0))
constraint switchboard.call call_state_check CHECK ((state = ANY (ARRAY['ringing'::text, 'answered'::text, 'ended'::text, 'missed'::text, 'abandoned'::text])))
constraint switchboard.call call_step_check CHECK ((step >= '-1'::integer))
constraint switchboard.call call_tries_check CHECK ((tries >= 0))
constraint switchboard.call call_version_check CHECK ((version > 0))
constraint territory.accredited_reporter accredited_reporter_pkey PRIMARY KEY (territory_id, id)
constraint territory.accredited_reporter accredited_reporter_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory.territory(id)
constraint territory.accredited_reporter accredited_reporter_territory_id_key_key UNIQUE (territory_id, key)
constraint territory.body body_kind_check CHECK ((kind = ANY (ARRAY['municipality'::text, 'consortium'::text, 'cooperative'::text, 'health-authority'::text, 'association'::text, 'other'::text])))
constraint territory.body body_pkey PRIMARY KEY (territory_id, id)
constraint territory.body body_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory.territory(id)
constraint territory.body body_territory_id_key_key UNIQUE (territory_id, key)
constraint territory.boundary boundary_municipality_code_fkey FOREIGN KEY (municipality_code) REFERENCES territory.municipality(code)
constraint territory.boundary boundary_pkey PRIMARY KEY (municipality_code)
constraint territory.boundary boundary_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300)))
constraint territory.calendar calendar_pkey PRIMARY KEY (territory_id, key)
constraint territory.calendar calendar_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory.territory(id)
constraint territory.configuration configuration_changed_by_check CHECK (((length(changed_by) >= 1) AND (length(changed_by) <= 200)))
constraint territory.configuration configuration_pkey PRIMARY KEY (territory_id, version)
constraint territory.configuration configuration_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory.territory(id)
constraint territory.configuration configuration_version_check CHECK ((version > 0))
constraint territory.gazetteer gazetteer_check CHECK (((latitude IS NULL) = (longitude IS NULL)))
constraint territory.gazetteer gazetteer_kind_check CHECK ((kind = ANY (ARRAY['street'::text, 'landmark'::text])))
constraint territory.gazetteer gazetteer_latitude_check CHECK (((latitude >= (35)::double precision) AND (latitude <= (48)::double precision)))
constraint territory.gazetteer gazetteer_locality_check CHECK (((length(locality) >= 1) AND (length(locality) <= 200)))
constraint territory.gazetteer gazetteer_longitude_check CHECK (((longitude >= (6)::double precision) AND (longitude <= (19)::double precision)))
constraint territory.gazetteer gazetteer_municipality_code_fkey FOREIGN KEY (municipality_code) REFERENCES territory.municipality(code)
constraint territory.gazetteer gazetteer_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
constraint territory.gazetteer gazetteer_national_code_check CHECK (((length(national_code) >= 1) AND (length(national_code) <= 20)))
constraint territory.gazetteer gazetteer_pkey PRIMARY KEY (id)
constraint territory.gazetteer gazetteer_source_check CHECK (((length(source) >= 1) AND (length(source) <= 120)))
constraint territory.gazetteer_word gazetteer_word_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES territory.gazetteer(id) ON DELETE CASCADE
constraint territory.gazetteer_word gazetteer_word_pkey PRIMARY KEY (entry_id, word)
constraint territory.house_number house_number_check CHECK (((latitude IS NULL) = (longitude IS NULL)))
constraint territory.house_number house_number_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES territory.gazetteer(id) ON DELETE CASCADE
constraint territory.house_number house_number_latitude_check CHECK (((latitude >= (35)::double precision) AND (latitude <= (48)::double precision)))
constraint territory.house_number house_number_letter_check CHECK ((length(letter) <= 20))
constraint territory.house_number house_number_longitude_check CHECK (((longitude >= (6)::double precision) AND (longitude <= (19)::double precision)))
constraint territory.house_number house_number_national_code_check CHECK (((length(national_code) >= 1) AND (length(national_code) <= 20)))
constraint territory.house_number house_number_number_check CHECK (((number >= 0) AND (number <= 99999)))
constraint territory.house_number house_number_pkey PRIMARY KEY (entry_id, number, letter)
constraint territory.municipality municipality_check CHECK ((istat_to_on >= istat_from_on))
constraint territory.municipality municipality_code_check CHECK ((code ~ '^[A-Z][0-9]{3}$'::text))
constraint territory.municipality municipality_istat_check CHECK ((istat ~ '^[0-9]{6}$'::text))
constraint territory.municipality municipality_pkey PRIMARY KEY (code)
constraint territory.office office_kind_check CHECK ((kind = ANY (ARRAY['social-service'::text, 'social-desk'::text])))
constraint territory.office office_municipality_code_fkey FOREIGN KEY (municipality_code) REFERENCES territory.municipality(code)
constraint territory.office office_pkey PRIMARY KEY (territory_id, id)
constraint territory.office office_territory_id_body_id_fkey FOREIGN KEY (territory_id, body_id) REFERENCES territory.body(territory_id, id)
constraint territory.office office_territory_id_key_key UNIQUE (territory_id, key)
constraint territory.office_municipality office_municipality_municipality_code_fkey FOREIGN KEY (municipality_code) REFERENCES territory.municipality(code)
constraint territory.office_municipality office_municipality_pkey PRIMARY KEY (territory_id, municipality_code, office_id)
constraint territory.office_municipality office_municipality_territory_id_office_id_fkey FOREIGN KEY (territory_id, office_id) REFERENCES territory.office(territory_id, id)
constraint territory.territory territory_key_check CHECK ((key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
constraint territory.territory territory_key_key UNIQUE (key)
constraint territory.territory territory_pkey PRIMARY KEY (id)
constraint territory.territory territory_version_check CHECK ((version > 0))
constraint territory.territory_municipality territory_municipality_check CHECK ((to_on >= from_on))
constraint territory.territory_municipality territory_municipality_municipality_code_fkey FOREIGN KEY (municipality_code) REFERENCES territory.municipality(code)
constraint territory.territory_municipality territory_municipality_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES territory.territory(id)
constraint triage.emergency_call emergency_call_pkey PRIMARY KEY (territory_id, id)
constraint triage.emergency_call emergency_call_service_check CHECK ((service ~ '^[a-z0-9]{2,12}$'::text))
constraint triage.known known_pkey PRIMARY KEY (territory_id, intervention_id)
constraint triage.known known_territory_id_id_key UNIQUE (territory_id, id)
constraint triage.known known_version_check CHECK ((version > 0))
constraint triage.sheet sheet_check CHECK (((not_pertinent = 'proposed'::text) = (confirm_by IS NOT NULL)))
constraint triage.sheet sheet_check1 CHECK (((not_pertinent = 'no'::text) OR (offered_instead IS NOT NULL)))
constraint triage.sheet sheet_class_rank_check CHECK (((class_rank >= 1) AND (class_rank <= 5)))
constraint triage.sheet sheet_not_pertinent_check CHECK ((not_pertinent = ANY (ARRAY['no'::text, 'proposed'::text, 'confirmed'::text, 'rejected'::text, 'lapsed'::text])))
constraint triage.sheet sheet_pkey PRIMARY KEY (territory_id, intervention_id)
constraint triage.sheet sheet_territory_id_id_key UNIQUE (territory_id, id)
constraint triage.sheet sheet_version_check CHECK ((version > 0))

CREATE INDEX absence_staff ON oncall.absence USING btree (territory_id, staff_id, from_on) WHERE (withdrawn_at IS NULL)
CREATE INDEX attempt_age ON access.attempt USING btree (window_started_at)
CREATE INDEX attempt_message ON paging.attempt USING btree (message_id) WHERE (message_id IS NOT NULL)
CREATE INDEX attempt_page ON paging.attempt USING btree (territory_id, page_id, made_at)
CREATE INDEX bed_room ON places.bed USING btree (territory_id, room_id)
CREATE INDEX call_came ON switchboard.call USING btree (territory_id, came_at DESC)
CREATE INDEX call_intervention ON places.call USING btree (territory_id, intervention_id, called_at)
CREATE INDEX call_lost_file ON switchboard.call USING btree (territory_id, lost_file) WHERE (lost_file IS NOT NULL)
CREATE INDEX call_number ON switchboard.call USING btree (territory_id, number_fingerprint) WHERE (number_fingerprint IS NOT NULL)
CREATE INDEX call_open ON switchboard.call USING btree (answered_by) WHERE ((settled_at IS NULL) AND (answered_by IS NOT NULL))
CREATE INDEX carried_ask ON platform.carried USING btree (carrier, ask_at) WHERE (ask_at IS NOT NULL)
CREATE INDEX carried_message ON platform.carried USING btree (message_id)
CREATE INDEX claim_placement ON places.claim USING btree (territory_id, placement_id) WHERE (ended_at IS NULL)
CREATE INDEX contact_forget ON intake.contact USING btree (forget_at) WHERE (forget_at IS NOT NULL)
CREATE INDEX contact_night ON intake.contact USING btree (territory_id, logged_at DESC)
CREATE INDEX contact_phone ON intake.contact USING btree (territory_id, phone_fingerprint) WHERE (phone_fingerprint IS NOT NULL)
CREATE INDEX device_staff ON oncall.device USING btree (staff_id, made_at)
CREATE INDEX document_intervention ON documents.document USING btree (territory_id, intervention_id, issued_at)
CREATE INDEX draft_set_aside ON intake.draft USING btree (territory_id, set_aside_for) WHERE (set_aside_for IS NOT NULL)
CREATE INDEX draft_staff ON intake.draft USING btree (territory_id, staff_id, saved_at DESC)
CREATE INDEX drill_newest ON oncall.drill USING btree (territory_id, started_at DESC)
CREATE INDEX drill_try_message ON oncall.drill_try USING btree (message_id) WHERE (message_id IS NOT NULL)
CREATE INDEX drill_try_person ON oncall.drill_try USING btree (territory_id, staff_id, channel, changed_at DESC)
CREATE INDEX due_failing ON platform.due USING btree (failures) WHERE (failures > 0)
CREATE INDEX due_next ON platform.due USING btree (due_at)
CREATE INDEX emergency_call_file ON triage.emergency_call USING btree (territory_id, intervention_id, called_at)
CREATE INDEX event_intervention ON platform.event USING btree (intervention_id, at) WHERE (intervention_id IS NOT NULL)
CREATE INDEX facility_body ON places.facility USING btree (territory_id, body_id) WHERE (body_id IS NOT NULL)
CREATE INDEX gazetteer_municipality ON territory.gazetteer USING btree (municipality_code, kind)
CREATE INDEX gazetteer_word_start ON territory.gazetteer_word USING btree (word text_pattern_ops, municipality_code)
CREATE INDEX handover_chase ON handover.handover USING btree (territory_id, next_chase_at) WHERE (next_chase_at IS NOT NULL)
CREATE INDEX handover_intervention ON handover.handover USING btree (territory_id, intervention_id, sent_at)
CREATE INDEX idempotency_age ON platform.idempotency USING btree (created_at)
CREATE INDEX intervention_confirm ON interventions.intervention USING btree (territory_id, confirm_by) WHERE (state = 'to-confirm'::text)
CREATE INDEX intervention_late ON interventions.intervention USING btree (territory_id, late_at) WHERE ((late_at IS NOT NULL) AND (answered_by IS NULL) AND (state <> 'closed'::text))
CREATE INDEX intervention_open ON interventions.intervention USING btree (territory_id, ((answered_by IS NOT NULL)), class_rank, target_at) WHERE (state <> 'closed'::text)
CREATE INDEX intervention_owner ON interventions.intervention USING btree (territory_id, owner_id) WHERE (state <> 'closed'::text)
CREATE INDEX intervention_review ON interventions.intervention USING btree (territory_id, review_at) WHERE ((review_at IS NOT NULL) AND (state = 'closed'::text))
CREATE INDEX intervention_target ON interventions.intervention USING btree (territory_id, target_at) WHERE ((target_at IS NOT NULL) AND (target_missed_at IS NULL) AND ((answered_by IS NULL) OR is_followed) AND (state <> 'closed'::text))
CREATE INDEX invitation_staff ON access.invitation USING btree (staff_id) WHERE (used_at IS NULL)
CREATE INDEX journal_territory ON platform.journal USING btree (territory_id, "position" DESC)
CREATE INDEX letter_handover ON handover.letter USING btree (territory_id, handover_id)
CREATE INDEX link_key ON platform.link USING btree (kind, key) WHERE (ended_at IS NULL)
CREATE INDEX municipality_search ON territory.municipality USING btree (search_name text_pattern_ops)
CREATE INDEX neighbour_call_intervention ON places.neighbour_call USING btree (territory_id, intervention_id, called_at)
CREATE INDEX notes_newest ON shifts.notes USING btree (territory_id, change_at DESC)
CREATE INDEX observation_intervention ON interventions.observation USING btree (territory_id, intervention_id, happened_at)
CREATE INDEX outbox_failed ON platform.outbox USING btree (settled_at) WHERE (state = 'failed'::text)
CREATE INDEX outbox_waiting ON platform.outbox USING btree (channel, next_attempt_at) WHERE (state = 'waiting'::text)
CREATE INDEX page_intervention ON paging.page USING btree (territory_id, intervention_id, started_at)
CREATE INDEX person_intervention ON people.person USING btree (territory_id, intervention_id)
CREATE INDEX placement_facility ON places.placement USING btree (territory_id, facility_id) WHERE (state = ANY (ARRAY['held'::text, 'confirmed'::text, 'arrived'::text]))
CREATE INDEX placement_intervention ON places.placement USING btree (territory_id, intervention_id)
CREATE INDEX placement_ratify ON places.placement USING btree (territory_id) WHERE (authorisation = 'to-ratify'::text)
CREATE INDEX read_back_intervention ON interventions.read_back USING btree (territory_id, intervention_id)
CREATE INDEX report_intervention ON intake.report USING btree (territory_id, intervention_id)
CREATE INDEX role_grant_territory ON access.role_grant USING btree (territory_id, role) WHERE (ended_at IS NULL)
CREATE INDEX room_facility ON places.room USING btree (territory_id, facility_id)
CREATE INDEX service_call_message ON paging.service_call USING btree (message_id)
CREATE INDEX session_staff ON access.session USING btree (staff_id) WHERE (ended_at IS NULL)
CREATE INDEX sheet_of_staff ON shifts.sheet USING btree (territory_id, staff_id, number)
CREATE INDEX staff_home ON access.staff USING btree (home_territory_id)
CREATE INDEX support_file ON paging.support USING btree (territory_id, intervention_id, asked_at)
CREATE INDEX swap_open ON oncall.swap USING gist (territory_id, turn_id, tstzrange(from_at, until_at)) WHERE (state = ANY (ARRAY['asked'::text, 'accepted'::text]))
CREATE INDEX task_due ON interventions.task USING btree (territory_id, due_at) WHERE (done_at IS NULL)
CREATE INDEX task_intervention ON interventions.task USING btree (territory_id, intervention_id)
CREATE INDEX turn_drafted ON oncall.turn USING btree (territory_id) WHERE ((removed_at IS NULL) AND ((state = 'draft'::text) OR leaves))
CREATE INDEX turn_overlap ON oncall.turn USING gist (territory_id, role, level, tstzrange(starts_at, ends_at)) WHERE ((removed_at IS NULL) AND (NOT leaves))
CREATE INDEX turn_published_overlap ON oncall.turn USING gist (territory_id, role, level, tstzrange(starts_at, ends_at)) WHERE ((removed_at IS NULL) AND (state = 'published'::text))
CREATE INDEX turn_time ON oncall.turn USING btree (territory_id, ends_at) WHERE (removed_at IS NULL)
CREATE INDEX unmet_again ON places.unmet USING btree (territory_id, again_at) WHERE ((again_at IS NOT NULL) AND (told_at IS NULL))
CREATE INDEX unmet_intervention ON places.unmet USING btree (territory_id, intervention_id)
CREATE UNIQUE INDEX absence_id_key ON oncall.absence USING btree (id)
CREATE UNIQUE INDEX absence_pkey ON oncall.absence USING btree (territory_id, id)
CREATE UNIQUE INDEX accredited_reporter_pkey ON territory.accredited_reporter USING btree (territory_id, id)
CREATE UNIQUE INDEX accredited_reporter_territory_id_key_key ON territory.accredited_reporter USING btree (territory_id, key)
CREATE UNIQUE INDEX assessment_pkey ON interventions.assessment USING btree (territory_id, id)
CREATE UNIQUE INDEX assessment_territory_id_intervention_id_version_key ON interventions.assessment USING btree (territory_id, intervention_id, version)
CREATE UNIQUE INDEX attempt_id_key ON paging.attempt USING btree (id)
CREATE UNIQUE INDEX attempt_pkey ON access.attempt USING btree (bucket)
CREATE UNIQUE INDEX attempt_pkey ON paging.attempt USING btree (territory_id, id)
CREATE UNIQUE INDEX bed_id_key ON places.bed USING btree (id)
CREATE UNIQUE INDEX bed_pkey ON places.bed USING btree (territory_id, id)
CREATE UNIQUE INDEX body_lead ON territory.body USING btree (territory_id) WHERE (is_lead AND (ended_at IS NULL))
CREATE UNIQUE INDEX body_pkey ON territory.body USING btree (territory_id, id)
CREATE UNIQUE INDEX body_territory_id_key_key ON territory.body USING btree (territory_id, key)
CREATE UNIQUE INDEX boundary_pkey ON territory.boundary USING btree (municipality_code)
CREATE UNIQUE INDEX calendar_pkey ON territory.calendar USING btree (territory_id, key)
CREATE UNIQUE INDEX call_id_key ON switchboard.call USING btree (id)
CREATE UNIQUE INDEX call_of_exchange ON switchboard.call USING btree (territory_id, exchange_id)
CREATE UNIQUE INDEX call_pkey ON places.call USING btree (territory_id, id)
CREATE UNIQUE INDEX call_pkey ON switchboard.call USING btree (territory_id, id)
CREATE UNIQUE INDEX carried_pkey ON platform.carried USING btree (carrier, name)
CREATE UNIQUE INDEX claim_bed ON places.claim USING btree (territory_id, bed_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX claim_pkey ON places.claim USING btree (territory_id, id)
CREATE UNIQUE INDEX configuration_pkey ON territory.configuration USING btree (territory_id, version)
CREATE UNIQUE INDEX contact_pkey ON intake.contact USING btree (territory_id, id)
CREATE UNIQUE INDEX contact_test_id_key ON oncall.contact_test USING btree (id)
CREATE UNIQUE INDEX contact_test_in_force ON oncall.contact_test USING btree (territory_id, staff_id, channel) WHERE (state <> 'void'::text)
CREATE UNIQUE INDEX contact_test_pkey ON oncall.contact_test USING btree (territory_id, id)
CREATE UNIQUE INDEX counter_pkey ON documents.counter USING btree (territory_id, kind, year)
CREATE UNIQUE INDEX credential_pkey ON access.credential USING btree (staff_id)
CREATE UNIQUE INDEX device_mark ON oncall.device USING btree (mark) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX device_pkey ON oncall.device USING btree (id)
CREATE UNIQUE INDEX document_annulled_once ON documents.document USING btree (territory_id, annuls)
CREATE UNIQUE INDEX document_pkey ON documents.document USING btree (territory_id, id)
CREATE UNIQUE INDEX document_territory_id_kind_year_serial_key ON documents.document USING btree (territory_id, kind, year, serial)
CREATE UNIQUE INDEX draft_pkey ON intake.draft USING btree (territory_id, id)
CREATE UNIQUE INDEX drill_id_key ON oncall.drill USING btree (id)
CREATE UNIQUE INDEX drill_pkey ON oncall.drill USING btree (territory_id, id)
CREATE UNIQUE INDEX drill_plan_pkey ON oncall.drill_plan USING btree (territory_id)
CREATE UNIQUE INDEX drill_try_id_key ON oncall.drill_try USING btree (id)
CREATE UNIQUE INDEX drill_try_pkey ON oncall.drill_try USING btree (territory_id, id)
CREATE UNIQUE INDEX drill_try_territory_id_drill_id_staff_id_channel_key ON oncall.drill_try USING btree (territory_id, drill_id, staff_id, channel)
CREATE UNIQUE INDEX due_pkey ON platform.due USING btree (territory_id, kind, key)
CREATE UNIQUE INDEX emergency_call_pkey ON triage.emergency_call USING btree (territory_id, id)
CREATE UNIQUE INDEX event_aggregate_version ON platform.event USING btree (aggregate_id, version)
CREATE UNIQUE INDEX event_pkey ON platform.event USING btree (id)
CREATE UNIQUE INDEX facility_id_key ON places.facility USING btree (id)
CREATE UNIQUE INDEX facility_pkey ON places.facility USING btree (territory_id, id)
CREATE UNIQUE INDEX feed_id_key ON oncall.feed USING btree (id)
CREATE UNIQUE INDEX feed_in_force ON oncall.feed USING btree (territory_id, kind, staff_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX feed_pkey ON oncall.feed USING btree (territory_id, id)
CREATE UNIQUE INDEX gazetteer_pkey ON territory.gazetteer USING btree (id)
CREATE UNIQUE INDEX gazetteer_word_pkey ON territory.gazetteer_word USING btree (entry_id, word)
CREATE UNIQUE INDEX handover_id_key ON handover.handover USING btree (id)
CREATE UNIQUE INDEX handover_pkey ON handover.handover USING btree (territory_id, id)
CREATE UNIQUE INDEX house_number_pkey ON territory.house_number USING btree (entry_id, number, letter)
CREATE UNIQUE INDEX idempotency_pkey ON platform.idempotency USING btree (actor, key)
CREATE UNIQUE INDEX intervention_id_key ON interventions.intervention USING btree (id)
CREATE UNIQUE INDEX intervention_pkey ON interventions.intervention USING btree (territory_id, id)
CREATE UNIQUE INDEX intervention_territory_id_number_key ON interventions.intervention USING btree (territory_id, number)
CREATE UNIQUE INDEX invitation_pkey ON access.invitation USING btree (id)
CREATE UNIQUE INDEX invitation_token_hash_key ON access.invitation USING btree (token_hash)
CREATE UNIQUE INDEX journal_event_id_key ON platform.journal USING btree (event_id)
CREATE UNIQUE INDEX journal_pkey ON platform.journal USING btree ("position")
CREATE UNIQUE INDEX known_pkey ON triage.known USING btree (territory_id, intervention_id)
CREATE UNIQUE INDEX known_territory_id_id_key ON triage.known USING btree (territory_id, id)
CREATE UNIQUE INDEX letter_id_key ON handover.letter USING btree (id)
CREATE UNIQUE INDEX letter_pkey ON handover.letter USING btree (territory_id, id)
CREATE UNIQUE INDEX link_pkey ON platform.link USING btree (token_hash)
CREATE UNIQUE INDEX municipality_pkey ON territory.municipality USING btree (code)
CREATE UNIQUE INDEX need_id_key ON places.need USING btree (id)
CREATE UNIQUE INDEX need_pkey ON places.need USING btree (territory_id, intervention_id)
CREATE UNIQUE INDEX neighbour_call_pkey ON places.neighbour_call USING btree (territory_id, id)
CREATE UNIQUE INDEX notes_id_key ON shifts.notes USING btree (id)
CREATE UNIQUE INDEX notes_once ON shifts.notes USING btree (territory_id, role, change_at)
CREATE UNIQUE INDEX notes_pkey ON shifts.notes USING btree (territory_id, id)
CREATE UNIQUE INDEX observation_corrected_once ON interventions.observation USING btree (territory_id, corrects)
CREATE UNIQUE INDEX observation_pkey ON interventions.observation USING btree (territory_id, id)
CREATE UNIQUE INDEX office_municipality_pkey ON territory.office_municipality USING btree (territory_id, municipality_code, office_id)
CREATE UNIQUE INDEX office_pkey ON territory.office USING btree (territory_id, id)
CREATE UNIQUE INDEX office_territory_id_key_key ON territory.office USING btree (territory_id, key)
CREATE UNIQUE INDEX outbox_pkey ON platform.outbox USING btree (id)
CREATE UNIQUE INDEX page_id_key ON paging.page USING btree (id)
CREATE UNIQUE INDEX page_pending ON paging.page USING btree (territory_id, intervention_id) WHERE (state = 'pending'::text)
CREATE UNIQUE INDEX page_pkey ON paging.page USING btree (territory_id, id)
CREATE UNIQUE INDEX person_pkey ON people.person USING btree (territory_id, id, version)
CREATE UNIQUE INDEX placement_id_key ON places.placement USING btree (id)
CREATE UNIQUE INDEX placement_pkey ON places.placement USING btree (territory_id, id)
CREATE UNIQUE INDEX process_pkey ON platform.process USING btree (id)
CREATE UNIQUE INDEX proposal_id_key ON oncall.proposal USING btree (id)
CREATE UNIQUE INDEX proposal_open ON oncall.proposal USING btree (territory_id) WHERE (state <> ALL (ARRAY['applied'::text, 'discarded'::text]))
CREATE UNIQUE INDEX proposal_pkey ON oncall.proposal USING btree (territory_id, id)
CREATE UNIQUE INDEX publication_id_key ON oncall.publication USING btree (id)
CREATE UNIQUE INDEX publication_pkey ON oncall.publication USING btree (territory_id, id)
CREATE UNIQUE INDEX reach_id_key ON oncall.reach USING btree (id)
CREATE UNIQUE INDEX reach_pkey ON oncall.reach USING btree (territory_id, staff_id)
CREATE UNIQUE INDEX read_back_pkey ON interventions.read_back USING btree (territory_id, id)
CREATE UNIQUE INDEX reader_pkey ON platform.reader USING btree (name)
CREATE UNIQUE INDEX reading_pkey ON access.reading USING btree (territory_id, session_id, intervention_id)
CREATE UNIQUE INDEX report_draft ON intake.report USING btree (territory_id, draft_id)
CREATE UNIQUE INDEX report_pkey ON intake.report USING btree (territory_id, id)
CREATE UNIQUE INDEX report_territory_id_contact_id_key ON intake.report USING btree (territory_id, contact_id)
CREATE UNIQUE INDEX role_grant_once ON access.role_grant USING btree (staff_id, territory_id, role, body_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX role_grant_pkey ON access.role_grant USING btree (id)
CREATE UNIQUE INDEX room_id_key ON places.room USING btree (id)
CREATE UNIQUE INDEX room_pkey ON places.room USING btree (territory_id, id)
CREATE UNIQUE INDEX service_call_id_key ON paging.service_call USING btree (id)
CREATE UNIQUE INDEX service_call_pkey ON paging.service_call USING btree (territory_id, id)
CREATE UNIQUE INDEX service_call_ringing ON paging.service_call USING btree (territory_id, staff_id) WHERE (state = ANY (ARRAY['ringing'::text, 'calling'::text]))
CREATE UNIQUE INDEX service_call_third ON paging.service_call USING btree (territory_id, joins) WHERE ((joins IS NOT NULL) AND (state = ANY (ARRAY['ringing'::text, 'calling'::text, 'connected'::text])))
CREATE UNIQUE INDEX session_pkey ON access.session USING btree (id)
CREATE UNIQUE INDEX session_token_hash_key ON access.session USING btree (token_hash)
CREATE UNIQUE INDEX sheet_pkey ON shifts.sheet USING btree (territory_id, number)
CREATE UNIQUE INDEX sheet_pkey ON triage.sheet USING btree (territory_id, intervention_id)
CREATE UNIQUE INDEX sheet_territory_id_id_key ON triage.sheet USING btree (territory_id, id)
CREATE UNIQUE INDEX staff_email_print_key ON access.staff USING btree (email_print)
CREATE UNIQUE INDEX staff_id_key ON oncall.staff USING btree (id)
CREATE UNIQUE INDEX staff_pkey ON access.staff USING btree (id)
CREATE UNIQUE INDEX staff_pkey ON oncall.staff USING btree (territory_id, staff_id)
CREATE UNIQUE INDEX support_asked ON paging.support USING btree (territory_id, intervention_id, kind) WHERE (state <> 'over'::text)
CREATE UNIQUE INDEX support_busy ON paging.support USING btree (staff_id) WHERE (staff_id IS NOT NULL)
CREATE UNIQUE INDEX support_id_key ON paging.support USING btree (id)
CREATE UNIQUE INDEX support_pkey ON paging.support USING btree (territory_id, id)
CREATE UNIQUE INDEX swap_id_key ON oncall.swap USING btree (id)
CREATE UNIQUE INDEX swap_pkey ON oncall.swap USING btree (territory_id, id)
CREATE UNIQUE INDEX task_pkey ON interventions.task USING btree (territory_id, id)
CREATE UNIQUE INDEX territory_key_key ON territory.territory USING btree (key)
CREATE UNIQUE INDEX territory_municipality_once ON territory.territory_municipality USING btree (territory_id, municipality_code, from_on) NULLS NOT DISTINCT
CREATE UNIQUE INDEX territory_pkey ON territory.territory USING btree (id)
CREATE UNIQUE INDEX turn_id_key ON oncall.turn USING btree (id)
CREATE UNIQUE INDEX turn_pkey ON oncall.turn USING btree (territory_id, id)
CREATE UNIQUE INDEX unmet_pkey ON places.unmet USING btree (territory_id, id)
CREATE UNIQUE INDEX unsealed_event_id_key ON platform.unsealed USING btree (event_id)
CREATE UNIQUE INDEX unsealed_pkey ON platform.unsealed USING btree (seq)
CREATE UNIQUE INDEX watch_pkey ON shifts.watch USING btree (territory_id)

policy tenant_delete on access.reading for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on access.reading for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on access.reading for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on access.reading for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on documents.counter for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on documents.counter for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on documents.counter for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on documents.counter for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on documents.document for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on documents.document for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on documents.document for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on documents.document for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on handover.handover for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on handover.handover for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on handover.handover for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on handover.handover for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on handover.letter for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on handover.letter for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on handover.letter for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on handover.letter for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on intake.contact for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on intake.contact for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on intake.contact for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on intake.contact for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on intake.draft for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on intake.draft for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on intake.draft for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on intake.draft for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on intake.report for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on intake.report for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on intake.report for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on intake.report for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on interventions.assessment for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on interventions.assessment for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on interventions.assessment for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on interventions.assessment for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on interventions.intervention for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on interventions.intervention for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on interventions.intervention for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on interventions.intervention for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on interventions.observation for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on interventions.observation for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on interventions.observation for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on interventions.observation for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on interventions.read_back for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on interventions.read_back for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on interventions.read_back for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on interventions.read_back for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on interventions.task for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on interventions.task for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on interventions.task for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on interventions.task for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on oncall.absence for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on oncall.absence for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on oncall.absence for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on oncall.absence for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on oncall.contact_test for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on oncall.contact_test for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on oncall.contact_test for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on oncall.contact_test for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on oncall.drill for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on oncall.drill for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on oncall.drill for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on oncall.drill for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on oncall.drill_plan for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on oncall.drill_plan for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on oncall.drill_plan for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on oncall.drill_plan for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on oncall.drill_try for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on oncall.drill_try for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on oncall.drill_try for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on oncall.drill_try for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on oncall.feed for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on oncall.feed for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on oncall.feed for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on oncall.feed for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on oncall.proposal for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on oncall.proposal for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on oncall.proposal for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on oncall.proposal for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on oncall.publication for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on oncall.publication for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on oncall.publication for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on oncall.publication for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on oncall.reach for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on oncall.reach for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on oncall.reach for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on oncall.reach for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on oncall.staff for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on oncall.staff for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on oncall.staff for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on oncall.staff for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on oncall.swap for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on oncall.swap for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on oncall.swap for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on oncall.swap for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on oncall.turn for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on oncall.turn for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on oncall.turn for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on oncall.turn for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on paging.attempt for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on paging.attempt for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on paging.attempt for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on paging.attempt for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on paging.page for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on paging.page for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on paging.page for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on paging.page for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on paging.service_call for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on paging.service_call for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on paging.service_call for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on paging.service_call for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on paging.support for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on paging.support for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on paging.support for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on paging.support for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on people.person for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on people.person for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on people.person for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on people.person for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on places.bed for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on places.bed for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on places.bed for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on places.bed for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on places.call for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on places.call for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on places.call for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on places.call for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on places.claim for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on places.claim for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on places.claim for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on places.claim for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on places.facility for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on places.facility for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on places.facility for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on places.facility for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on places.need for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on places.need for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on places.need for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on places.need for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on places.neighbour_call for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on places.neighbour_call for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on places.neighbour_call for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on places.neighbour_call for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on places.placement for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on places.placement for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on places.placement for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on places.placement for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on places.room for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on places.room for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on places.room for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on places.room for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on places.unmet for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on places.unmet for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on places.unmet for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on places.unmet for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on platform.event for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on platform.event for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on platform.event for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on platform.event for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on shifts.notes for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on shifts.notes for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on shifts.notes for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on shifts.notes for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on shifts.sheet for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on shifts.sheet for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on shifts.sheet for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on shifts.sheet for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on shifts.watch for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on shifts.watch for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on shifts.watch for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on shifts.watch for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on switchboard.call for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on switchboard.call for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on switchboard.call for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on switchboard.call for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on territory.accredited_reporter for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on territory.accredited_reporter for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on territory.accredited_reporter for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on territory.accredited_reporter for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on territory.body for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on territory.body for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on territory.body for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on territory.body for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on territory.calendar for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on territory.calendar for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on territory.calendar for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on territory.calendar for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on territory.configuration for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on territory.configuration for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on territory.configuration for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on territory.configuration for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on territory.office for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on territory.office for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on territory.office for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on territory.office for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on territory.office_municipality for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on territory.office_municipality for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on territory.office_municipality for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on territory.office_municipality for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on territory.territory_municipality for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on territory.territory_municipality for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on territory.territory_municipality for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on territory.territory_municipality for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on triage.emergency_call for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on triage.emergency_call for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on triage.emergency_call for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on triage.emergency_call for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on triage.known for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on triage.known for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on triage.known for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on triage.known for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_delete on triage.sheet for d using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check 
policy tenant_insert on triage.sheet for a using  check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))
policy tenant_read on triage.sheet for r using (territory_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.territories'::text, true), ''::text), ','::text) AS string_to_array))::uuid[])) check 
policy tenant_update on triage.sheet for w using (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif")) check (territory_id = ( SELECT (NULLIF(current_setting('app.territory'::text, true), ''::text))::uuid AS "nullif"))

grant DELETE, INSERT, SELECT, UPDATE on access.attempt
grant INSERT, SELECT, UPDATE on access.credential
grant INSERT, SELECT, UPDATE on access.invitation
grant INSERT, SELECT, UPDATE on access.reading
grant INSERT, SELECT, UPDATE on access.role_grant
grant INSERT, SELECT, UPDATE on access.session
grant INSERT, SELECT, UPDATE on access.staff
grant SELECT on access.v_grant
grant INSERT, SELECT, UPDATE on documents.counter
grant INSERT, SELECT on documents.document
grant SELECT on documents.v_document
grant INSERT, SELECT, UPDATE on handover.handover
grant INSERT, SELECT, UPDATE on handover.letter
grant SELECT on handover.v_due
grant SELECT on handover.v_handover
grant INSERT, SELECT, UPDATE on intake.contact
grant DELETE, INSERT, SELECT, UPDATE on intake.draft
grant INSERT, SELECT, UPDATE on intake.report
grant SELECT on intake.v_due
grant INSERT, SELECT on interventions.assessment
grant INSERT, SELECT, UPDATE on interventions.intervention
grant INSERT, SELECT on interventions.observation
grant INSERT, SELECT on interventions.read_back
grant INSERT, SELECT, UPDATE on interventions.task
grant SELECT on interventions.v_assessment
grant SELECT on interventions.v_due
grant SELECT on interventions.v_intervention
grant SELECT on interventions.v_task
grant INSERT, SELECT, UPDATE on oncall.absence
grant INSERT, SELECT, UPDATE on oncall.contact_test
grant DELETE, INSERT, SELECT, UPDATE on oncall.device
grant INSERT, SELECT on oncall.drill
grant INSERT, SELECT, UPDATE on oncall.drill_plan
grant INSERT, SELECT, UPDATE on oncall.drill_try
grant INSERT, SELECT, UPDATE on oncall.feed
grant INSERT, SELECT, UPDATE on oncall.proposal
grant INSERT, SELECT on oncall.publication
grant INSERT, SELECT, UPDATE on oncall.reach
grant INSERT, SELECT, UPDATE on oncall.staff
grant INSERT, SELECT, UPDATE on oncall.swap
grant INSERT, SELECT, UPDATE on oncall.turn
grant SELECT on oncall.v_due
grant SELECT on oncall.v_turn
grant INSERT, SELECT, UPDATE on paging.attempt
grant INSERT, SELECT, UPDATE on paging.page
grant INSERT, SELECT, UPDATE on paging.service_call
grant INSERT, SELECT, UPDATE on paging.support
grant SELECT on paging.v_due
grant SELECT on paging.v_page
grant INSERT, SELECT on people.person
grant SELECT on people.v_person
grant INSERT, SELECT, UPDATE on places.bed
grant INSERT, SELECT on places.call
grant INSERT, SELECT, UPDATE on places.claim
grant INSERT, SELECT, UPDATE on places.facility
grant INSERT, SELECT, UPDATE on places.need
grant INSERT, SELECT on places.neighbour_call
grant INSERT, SELECT, UPDATE on places.placement
grant INSERT, SELECT, UPDATE on places.room
grant INSERT, SELECT on places.unmet
grant SELECT on places.v_due
grant SELECT on places.v_facility
grant SELECT on places.v_neighbour_call
grant SELECT on places.v_placement
grant SELECT on places.v_unmet
grant DELETE, INSERT, SELECT, UPDATE on platform.carried
grant DELETE, INSERT, SELECT, UPDATE on platform.due
grant INSERT, SELECT on platform.event
grant DELETE, INSERT, SELECT, UPDATE on platform.idempotency
grant INSERT, SELECT on platform.journal
grant INSERT, SELECT, UPDATE on platform.link
grant INSERT, SELECT, UPDATE on platform.outbox
grant DELETE, INSERT, SELECT, UPDATE on platform.process
grant INSERT, SELECT, UPDATE on platform.reader
grant DELETE, INSERT, SELECT on platform.unsealed
grant INSERT, SELECT, UPDATE on shifts.notes
grant INSERT, SELECT, UPDATE on shifts.sheet
grant SELECT on shifts.v_due
grant INSERT, SELECT, UPDATE on shifts.watch
grant INSERT, SELECT, UPDATE on switchboard.call
grant SELECT on switchboard.v_due
grant SELECT on switchboard.v_lost_file
grant INSERT, SELECT, UPDATE on territory.accredited_reporter
grant INSERT, SELECT, UPDATE on territory.body
grant INSERT, SELECT, UPDATE on territory.boundary
grant DELETE, INSERT, SELECT, UPDATE on territory.calendar
grant INSERT, SELECT on territory.configuration
grant DELETE, INSERT, SELECT on territory.gazetteer
grant DELETE, INSERT, SELECT on territory.gazetteer_word
grant DELETE, INSERT, SELECT on territory.house_number
grant INSERT, SELECT, UPDATE on territory.municipality
grant INSERT, SELECT, UPDATE on territory.office
grant DELETE, INSERT, SELECT on territory.office_municipality
grant INSERT, SELECT, UPDATE on territory.territory
grant DELETE, INSERT, SELECT on territory.territory_municipality
grant SELECT on territory.v_accredited_reporter
grant SELECT on territory.v_body
grant SELECT on territory.v_office
grant SELECT on territory.v_territory
grant INSERT, SELECT on triage.emergency_call
grant INSERT, SELECT, UPDATE on triage.known
grant INSERT, SELECT, UPDATE on triage.sheet
grant SELECT on triage.v_emergency_call
grant SELECT on triage.v_sheet

view access.v_grant
 SELECT g.staff_id,
    g.territory_id,
    g.role,
    g.body_id
   FROM access.role_grant g
     JOIN access.staff s ON s.id = g.staff_id
  WHERE g.ended_at IS NULL AND s.is_active;
view documents.v_document
 SELECT d.territory_id,
    d.id,
    d.intervention_id,
    d.kind,
    d.number,
    d.issued_at,
    d.issued_by,
    d.annuls,
    a.number AS annulled_by
   FROM documents.document d
     LEFT JOIN documents.document a ON a.territory_id = d.territory_id AND a.annuls = d.id;
view handover.v_due
 SELECT handover.territory_id,
    'handover-chase'::text AS kind,
    handover.id::text AS key,
    handover.next_chase_at AS due_at
   FROM handover.handover
  WHERE handover.next_chase_at IS NOT NULL
UNION ALL
 SELECT l.territory_id,
    'message-failed'::text AS kind,
    l.id::text AS key,
    o.settled_at AS due_at
   FROM handover.letter l
     JOIN platform.outbox o ON o.id = l.id
  WHERE o.state = 'failed'::text AND l.receipt IS NULL AND NOT (EXISTS ( SELECT 1
           FROM platform.event e
          WHERE e.aggregate_id = l.handover_id AND (e.type = ANY (ARRAY['HandoverUndelivered'::text, 'HandoverReceipt'::text])) AND (e.data ->> 'letterId'::text) = l.id::text));
view handover.v_handover
 SELECT territory_id,
    id,
    intervention_id,
    state,
    office_name,
    sent_at,
    step,
    next_chase_at,
    answered_at,
    ( SELECT min((one.value ->> 'dueAt'::text)::timestamp with time zone) AS min
           FROM jsonb_array_elements(handover.calls) one(value)) AS next_call_at,
    leads
   FROM handover.handover;
view intake.v_due
 SELECT contact.territory_id,
    'intake-forget'::text AS kind,
    contact.id::text AS key,
    contact.forget_at AS due_at
   FROM intake.contact
  WHERE contact.forget_at IS NOT NULL
UNION ALL
 SELECT contact.territory_id,
    'intake-tell-coordinator'::text AS kind,
    contact.id::text AS key,
    contact.tell_at AS due_at
   FROM intake.contact
  WHERE contact.tell_at IS NOT NULL
UNION ALL
 SELECT draft.territory_id,
    'intake-wipe-draft'::text AS kind,
    draft.set_aside_for::text AS key,
    draft.wipe_at AS due_at
   FROM intake.draft
  WHERE draft.wipe_at IS NOT NULL;
view interventions.v_assessment
 SELECT DISTINCT ON (territory_id, intervention_id) territory_id,
    intervention_id,
    version,
    needs_place,
    network,
    danger,
    assessed_by,
    role,
    assessed_at
   FROM interventions.assessment
  ORDER BY territory_id, intervention_id, version DESC;
view interventions.v_due
 SELECT intervention.territory_id,
    'intervention-target'::text AS kind,
    intervention.id::text AS key,
    intervention.target_at AS due_at
   FROM interventions.intervention
  WHERE intervention.target_at IS NOT NULL AND intervention.target_missed_at IS NULL AND (intervention.answered_by IS NULL OR intervention.is_followed) AND intervention.state <> 'closed'::text
UNION ALL
 SELECT intervention.territory_id,
    'not-pertinent-unconfirmed'::text AS kind,
    intervention.id::text AS key,
    intervention.confirm_by AS due_at
   FROM interventions.intervention
  WHERE intervention.state = 'to-confirm'::text
UNION ALL
 SELECT intervention.territory_id,
    'intervention-review'::text AS kind,
    intervention.id::text AS key,
    intervention.review_at AS due_at
   FROM interventions.intervention
  WHERE intervention.review_at IS NOT NULL AND intervention.state = 'closed'::text
UNION ALL
 SELECT intervention.territory_id,
    'intervention-reopened'::text AS kind,
    intervention.id::text AS key,
    intervention.late_at AS due_at
   FROM interventions.intervention
  WHERE intervention.late_at IS NOT NULL AND intervention.answered_by IS NULL AND intervention.state <> 'closed'::text
UNION ALL
 SELECT task.territory_id,
    'task-due'::text AS kind,
    task.id::text AS key,
    task.due_at
   FROM interventions.task
  WHERE task.due_at IS NOT NULL AND task.told_at IS NULL AND task.done_at IS NULL
UNION ALL
 SELECT task.territory_id,
    'task-late'::text AS kind,
    task.id::text AS key,
    task.late_at AS due_at
   FROM interventions.task
  WHERE task.late_at IS NOT NULL AND task.done_at IS NULL
UNION ALL
 SELECT o.territory_id,
    'notice-failed'::text AS kind,
    o.id::text AS key,
    o.settled_at AS due_at
   FROM platform.outbox o
  WHERE o.state = 'failed'::text AND o.notice_of IS NOT NULL AND NOT (EXISTS ( SELECT
           FROM interventions.task t
          WHERE t.territory_id = o.territory_id AND t.id = o.id));
view interventions.v_intervention
 SELECT territory_id,
    id,
    number,
    state,
    owner_id,
    received_at,
    class_key,
    class_rank,
    is_protected,
    municipality,
    outcome,
    closed_at,
    patrol_waiting_since,
    review_at
   FROM interventions.intervention;
view interventions.v_task
 SELECT territory_id,
    id,
    intervention_id,
    staff_id,
    due_at,
    done_at
   FROM interventions.task;
view oncall.v_due
 SELECT proposal.territory_id,
    'rota-search'::text AS kind,
    proposal.id::text AS key,
    proposal.asked_at AS due_at
   FROM oncall.proposal
  WHERE proposal.state = 'running'::text AND proposal.claim IS NULL
UNION ALL
 SELECT drill_plan.territory_id,
    'drill-week'::text AS kind,
    'week'::text AS key,
    drill_plan.next_at AS due_at
   FROM oncall.drill_plan
UNION ALL
 SELECT drill_try.territory_id,
    'drill-try'::text AS kind,
    drill_try.id::text AS key,
    drill_try.due_at
   FROM oncall.drill_try
  WHERE drill_try.due_at IS NOT NULL;
view oncall.v_turn
 SELECT territory_id,
    id,
    staff_id,
    role,
    level,
    starts_at,
    ends_at
   FROM oncall.turn
  WHERE removed_at IS NULL AND state = 'published'::text;
view paging.v_due
 SELECT page.territory_id,
    'paging-step'::text AS kind,
    page.id::text AS key,
    page.next_at AS due_at
   FROM paging.page
  WHERE page.state = 'pending'::text
UNION ALL
 SELECT service_call.territory_id,
    'service-call-silent'::text AS kind,
    service_call.id::text AS key,
    service_call.silent_at AS due_at
   FROM paging.service_call
  WHERE service_call.state = ANY (ARRAY['ringing'::text, 'calling'::text])
UNION ALL
 SELECT support.territory_id,
    'support-lapsed'::text AS kind,
    support.id::text AS key,
    support.next_at AS due_at
   FROM paging.support
  WHERE support.state <> 'over'::text;
view paging.v_page
 SELECT territory_id,
    id,
    intervention_id,
    state,
    step,
    round,
    next_at,
    started_at,
    answered_by,
    settled_at
   FROM paging.page;
view people.v_person
 SELECT DISTINCT ON (territory_id, id) territory_id,
    id,
    version,
    intervention_id,
    part,
    tie,
    sex,
    age,
    age_from,
    is_minor,
    document,
    language,
    needs,
    is_struck
   FROM people.person
  ORDER BY territory_id, id, version DESC;
view places.v_due
 SELECT placement.territory_id,
    'place-hold'::text AS kind,
    placement.id::text AS key,
    placement.hold_until AS due_at
   FROM places.placement
  WHERE placement.state = 'held'::text
UNION ALL
 SELECT placement.territory_id,
    'place-stay'::text AS kind,
    placement.id::text AS key,
        CASE
            WHEN placement.warned_at IS NULL THEN COALESCE(placement.warn_at, placement.stay_until)
            ELSE placement.stay_until
        END AS due_at
   FROM places.placement
  WHERE placement.state = 'arrived'::text AND placement.overrun_at IS NULL AND placement.stay_until IS NOT NULL
UNION ALL
 SELECT placement.territory_id,
    'place-arrival'::text AS kind,
    placement.id::text AS key,
    placement.arrival_due_at AS due_at
   FROM places.placement
  WHERE placement.state = 'confirmed'::text AND placement.arrival_due_at IS NOT NULL
UNION ALL
 SELECT placement.territory_id,
    'place-ratify'::text AS kind,
    placement.id::text AS key,
    placement.ratify_due_at AS due_at
   FROM places.placement
  WHERE placement.authorisation = 'to-ratify'::text AND placement.ratify_due_at IS NOT NULL AND (placement.state = ANY (ARRAY['held'::text, 'confirmed'::text, 'arrived'::text, 'ended'::text]))
UNION ALL
 SELECT unmet.territory_id,
    'place-again'::text AS kind,
    unmet.id::text AS key,
    unmet.again_at AS due_at
   FROM places.unmet
  WHERE unmet.again_at IS NOT NULL AND unmet.told_at IS NULL;
view places.v_facility
 SELECT territory_id,
    id,
    label AS facility,
    is_secret,
    is_active
   FROM places.facility;
view places.v_neighbour_call
 SELECT territory_id,
    id,
    intervention_id,
    result,
    called_at
   FROM places.neighbour_call;
view places.v_placement
 SELECT p.territory_id,
    p.id,
    p.intervention_id,
    p.facility_id,
    f.label AS facility,
    f.is_secret,
    p.state,
    p.people,
    p.minors,
    p.hold_until,
    p.confirmed_at,
    p.confirmed_by,
    p.confirmed_role,
    p.title,
    p.arrived_at,
    p.stay_until,
    p.ended_at,
    p.released_for,
    p.expected_at,
    p.late_level,
    p.warned_at,
    p.overrun_at
   FROM places.placement p
     JOIN places.facility f ON f.territory_id = p.territory_id AND f.id = p.facility_id;
view places.v_unmet
 SELECT territory_id,
    id,
    intervention_id,
    people,
    minors,
    asked,
    reasons,
    recorded_at,
    again_at
   FROM places.unmet;
view shifts.v_due
 SELECT w.territory_id,
    'shift-change'::text AS kind,
    w.territory_id::text AS key,
    min(t.ends_at) AS due_at
   FROM shifts.watch w
     JOIN oncall.v_turn t ON t.territory_id = w.territory_id AND t.level = 1 AND t.ends_at > w.looked_until
  GROUP BY w.territory_id
UNION ALL
 SELECT notes.territory_id,
    'shift-notes-late'::text AS kind,
    notes.id::text AS key,
    notes.late_at AS due_at
   FROM shifts.notes
  WHERE (notes.state = ANY (ARRAY['owed'::text, 'signed'::text])) AND notes.told_at IS NULL
UNION ALL
 SELECT notes.territory_id,
    'shift-files-left'::text AS kind,
    notes.id::text AS key,
    notes.look_at AS due_at
   FROM shifts.notes
  WHERE notes.look_at IS NOT NULL;
view switchboard.v_due
 SELECT call.territory_id,
    'switchboard-silence'::text AS kind,
    call.id::text AS key,
    call.due_at
   FROM switchboard.call
  WHERE call.due_at IS NOT NULL
UNION ALL
 SELECT call.territory_id,
    'switchboard-forget'::text AS kind,
    call.id::text AS key,
    call.forget_at AS due_at
   FROM switchboard.call
  WHERE call.forget_at IS NOT NULL;
view switchboard.v_lost_file
 SELECT territory_id,
    lost_file AS intervention_id,
    is_withheld,
    again_at
   FROM switchboard.call
  WHERE lost_file IS NOT NULL AND heard_at IS NULL;
view territory.v_accredited_reporter
 SELECT territory_id,
    id,
    key,
    name,
    category,
    phones,
    email,
    has_portal,
    protocol_reference,
    protocol_from_on,
    protocol_to_on
   FROM territory.accredited_reporter
  WHERE ended_at IS NULL;
view territory.v_body
 SELECT territory_id,
    id,
    key,
    name,
    kind,
    pec,
    phone,
    is_lead
   FROM territory.body
  WHERE ended_at IS NULL;
view territory.v_office
 SELECT territory_id,
    id,
    body_id,
    key,
    kind,
    name,
    municipality_code,
    address,
    phone,
    email,
    pec
   FROM territory.office o
  WHERE ended_at IS NULL;
view territory.v_territory
 SELECT t.id,
    t.key,
    t.name,
    t.version,
    c.data AS configuration,
    c.changed_at
   FROM territory.territory t
     JOIN territory.configuration c ON c.territory_id = t.id AND c.version = t.version;
view triage.v_emergency_call
 SELECT territory_id,
    intervention_id,
    id,
    service,
    called_at,
    stays_on_line
   FROM triage.emergency_call
  WHERE NOT is_present;
view triage.v_sheet
 SELECT territory_id,
    intervention_id,
    class_key,
    class_rank,
    proposed_key,
    authorities,
    decided_at,
    not_pertinent,
    confirm_by
   FROM triage.sheet;
