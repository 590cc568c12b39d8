import * as z from 'zod'
import { ACCESS_MODES, REPORTER_CATEGORIES } from '#contexts/territory/access-policy.ts'
import { POINT_SOURCES, PRECISIONS } from '#contexts/territory/contract-where.ts'
import { REQUEST_KINDS, YES_NO_FACTS } from '#contexts/territory/situation.ts'
import { ClassView, DecisionBody, EmergencyCallBody } from '#contexts/triage/contract.ts'
import { cleanLine, cleanText, phoneE164 } from '#platform/kernel/text.ts'
import {
  ALREADY_CALLED,
  ANSWERS,
  CALL_BACKS,
  INVOLVED,
  MISSING,
  PROTECTIONS,
  type ReportContent,
} from './model.ts'
import { ACCESS_OUTCOMES } from './model-access.ts'
import type { ReportChanges } from './model-changes.ts'
import { CHANNELS } from './model-contact.ts'
import { SCRIPT_LINES } from './model-script.ts'
import { VERIFICATIONS } from './model-verification.ts'

// What crosses the wire. Texts are cleaned here, telephones become E.164 here, nowhere else.

export const Uuid = z.uuid()
export const InstantText = z.iso.datetime({ offset: false })
// Half a surrogate pair is no text: the database would refuse it on the log.
export const line = (max: number) =>
  z
    .string()
    .max(max, { error: 'too-long' })
    .transform((raw) => cleanLine(raw.toWellFormed()))
export const words = (max: number) =>
  z
    .string()
    .max(max, { error: 'too-long' })
    .transform((raw) => cleanText(raw.toWellFormed()))
const people = z.int().min(0).max(500)
const Belfiore = z.string().regex(/^[A-Z]\d{3}$/u, { error: 'invalid-choice' })
export const ReporterKey = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u)
  .max(80)

export const Phone = z
  .string()
  .max(40, { error: 'too-long' })
  .transform((raw, ctx) => {
    const phone = phoneE164(raw)
    if (phone !== undefined) return phone
    ctx.addIssue({ code: 'custom', message: 'invalid-phone' })
    return z.NEVER
  })

const Answers = z.partialRecord(z.enum(YES_NO_FACTS), z.enum(ANSWERS))
const Said = z.partialRecord(z.enum(SCRIPT_LINES), InstantText)

const FIELDS = {
  freeToSpeak: z.enum(ANSWERS).nullable(),
  phone: Phone.nullable(),
  callBack: z.enum(CALL_BACKS).nullable(),
  callBackNote: line(300),
  placeText: line(300),
  placeUnknown: z.boolean(),
  municipality: Belfiore.nullable(),
  landmark: line(200),
  latitude: z.number().min(35).max(48).nullable(),
  longitude: z.number().min(6).max(19).nullable(),
  placePrecision: z.enum(PRECISIONS).nullable(),
  placeSource: z.enum(POINT_SOURCES).nullable(),
  placeCode: line(20).nullable(),
  residence: Belfiore.nullable(),
  happening: words(8000),
  alreadyCalled: z.array(z.enum(ALREADY_CALLED)).max(ALREADY_CALLED.length),
  involved: z.array(z.enum(INVOLVED)).max(INVOLVED.length),
  peopleCount: people.nullable(),
  minorsCount: people.nullable(),
  names: line(500),
  ages: line(200),
  answers: Answers,
  network: z.enum(['yes', 'no', 'unknown']).nullable(),
  requestKind: z.enum(REQUEST_KINDS).nullable(),
  category: z.enum(REPORTER_CATEGORIES).nullable(),
  reporterBody: line(200),
  reporterUnit: line(200),
  reporterName: line(200),
  reporterRole: line(200),
  claimedReporter: ReporterKey.nullable(),
  patrolWaiting: z.boolean(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z]{2,8})?$/u, { error: 'invalid-choice' })
    .nullable(),
  interpreter: z.enum(ANSWERS).nullable(),
  health: words(2000),
  animals: line(300),
  protection: z.array(z.enum(PROTECTIONS)).max(PROTECTIONS.length),
  noticeGiven: z.enum(['yes', 'no']).nullable(),
  noticeReason: line(300),
  joins: z.enum(ANSWERS).nullable(),
  mayContact: z.enum(['yes', 'no']).nullable(),
  mayContactWhom: line(300),
  said: Said,
} as const

/** A whole report as it is read. */
export const ReportContentSchema = z.strictObject(FIELDS) satisfies z.ZodType<ReportContent>

/** The fields that are given; the others are not touched. */
export const ReportChangesSchema = z.strictObject(FIELDS).partial()

/** The given fields without those that JSON cannot say (`undefined`). */
export function givenFields(changes: z.output<typeof ReportChangesSchema>): ReportChanges {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given)
}

export const IdParams = z.object({ id: Uuid })
export const PersonRef = z.object({ id: Uuid, name: z.string() })

/** `POST /api/reports`: everything known at the end of the call, in one command. */
export const RegisterBody = z.strictObject({
  territoryId: Uuid.optional(),
  /** The draft that this was: it is wiped, and sending it twice finds the first. */
  draftId: Uuid.optional(),
  channel: z.enum(CHANNELS).default('phone'),
  /** When the call began; missing or in the future: now. */
  startedAt: InstantText.optional(),
  isDropped: z.boolean().default(false),
  content: ReportChangesSchema,
  decision: DecisionBody.optional(),
  /** Ctrl+Maiusc+E: the territory's gravest class, with what is there. */
  emergencyNow: z.boolean().default(false),
  emergencyCalls: z.array(EmergencyCallBody).max(8).default([]),
  /** Of a draft sent before: the version of its report that the last reply told. */
  seen: z.int().min(1).default(1),
})

export const ReportCan = z.object({ read: z.boolean(), edit: z.boolean() })
export const RegisterReply = z.object({
  reportId: Uuid,
  contactId: Uuid,
  interventionId: Uuid,
  number: z.string(),
  access: z.enum(ACCESS_OUTCOMES),
  /** Up to which version the writer knows the report: the `seen` of the next letter of this draft. */
  version: z.int(),
  /** True when a class came with a draft sent before, and the file keeps the one that it has. */
  isClassKept: z.boolean(),
  /** `page`: may see whom the file calls. */
  can: ReportCan.extend({ page: z.boolean() }),
})

/** A report for who may read it. `content` null: its personal data were wiped after their term. */
export const ReportView = z.object({
  id: Uuid,
  contactId: Uuid,
  interventionId: Uuid,
  version: z.int(),
  receivedAt: InstantText,
  channel: z.enum(CHANNELS),
  takenBy: PersonRef,
  /** Nobody took the call: it was lost, and `takenBy` is who received its file. */
  isLost: z.boolean(),
  access: z.enum(ACCESS_OUTCOMES),
  verification: z.enum(VERIFICATIONS),
  content: ReportContentSchema.nullable(),
  missing: z.array(z.enum(MISSING)),
  previousContacts: z.int(),
  can: ReportCan,
})
export type ReportView = z.infer<typeof ReportView>

export const ReportsQuery = z.strictObject({ intervention: Uuid })
export const ReportsReply = z.object({ reports: z.array(ReportView) })

/** What who reported may know of their report: not the file, only whether somebody answers. */
export const OWN_STATES = ['received', 'answered', 'closed'] as const
export const Responder = z.object({ label: z.string(), phone: z.string() })
export const OwnReport = z.object({
  interventionId: Uuid,
  number: z.string(),
  receivedAt: InstantText,
  state: z.enum(OWN_STATES),
  /** Who answers for it now: office and number, never a person. */
  responder: Responder,
})
export type OwnReport = z.infer<typeof OwnReport>

/** `GET /api/own-reports`: newest first, at most 100. */
export const OwnReportsReply = z.object({ reports: z.array(OwnReport) })

/** `GET /api/intake/responders`: whom to call now, one for each territory of who asks. */
export const RespondersReply = z.object({ responders: z.array(Responder) })

/** `PATCH /api/reports/:id`: `version` is the one the writer saw. */
/** With what the caller of a lost call says comes its class, and what was handed on. */
export const CompleteBody = z.strictObject({
  version: z.int().min(1),
  fields: ReportChangesSchema,
  decision: DecisionBody.optional(),
  emergencyNow: z.boolean().default(false),
  emergencyCalls: z.array(EmergencyCallBody).max(8).default([]),
})
export type CompleteBody = z.output<typeof CompleteBody>

/** Characters of a draft as JSON. */
export const DRAFT_LIMIT = 60_000
const DraftContent = z
  .record(z.string(), z.unknown())
  .refine((content) => JSON.stringify(content).length <= DRAFT_LIMIT, { error: 'too-long' })

/** `PUT /api/drafts/:id`. `version` is the last one acknowledged, 0 for a new draft. */
export const KeepDraftBody = z.strictObject({
  territoryId: Uuid.optional(),
  version: z.int().min(0),
  startedAt: InstantText,
  content: DraftContent,
})
export const KeptDraft = z.object({ id: Uuid, version: z.int(), savedAt: InstantText })

/** A draft of the person who asks; nobody else can see it. */
export const DraftView = z.object({
  id: Uuid,
  territoryId: Uuid,
  version: z.int(),
  startedAt: InstantText,
  savedAt: InstantText,
  content: z.record(z.string(), z.unknown()),
})
export type DraftView = z.infer<typeof DraftView>
export const DraftsReply = z.object({ drafts: z.array(DraftView) })
export const DeletedReply = z.object({ deleted: z.boolean() })

/** `POST /api/intake/previous-contacts`: a POST, because a telephone number never stands in an address. */
/** A unit of the list: its numbers to call back, and whether it has a word of recognition. */
export const ListenerUnitView = z.object({
  reporter: z.string(),
  name: z.string(),
  phones: z.array(z.string()),
  hasWord: z.boolean(),
})

export const PreviousContactsBody = z.strictObject({ territoryId: Uuid.optional(), phone: Phone })
export const PreviousContactsReply = z.object({ count: z.int() })

/** `GET /api/intake/context`: what the form needs of the territory, for one municipality or none yet. */
export const ContextQuery = z.strictObject({
  territory: Uuid.optional(),
  municipality: Belfiore.optional(),
})
export const ContextReply = z.object({
  territory: z.object({ id: Uuid, name: z.string() }),
  inCharge: z.object({
    kind: z.enum(['operations-room', 'on-call', 'office']),
    label: z.string(),
    phone: z.string(),
    untilAt: InstantText.nullable(),
  }),
  access: z.object({
    mode: z.enum(ACCESS_MODES),
    entitled: z.array(z.enum(REPORTER_CATEGORIES)),
    refusalScript: z.string(),
    guaranteedScript: z.string(),
  }),
  municipalities: z.array(z.object({ code: z.string(), name: z.string() })),
  accredited: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      category: z.enum(REPORTER_CATEGORIES),
      phones: z.array(z.string()),
      hasWord: z.boolean(),
    }),
  ),
  classes: z.array(ClassView),
  languages: z.array(z.string()),
  numbers: z.array(z.object({ label: z.string(), value: z.string() })),
  now: InstantText,
})
export type Context = z.infer<typeof ContextReply>
