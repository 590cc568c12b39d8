import * as z from 'zod'
import { REPORTER_CATEGORIES } from '#contexts/territory/access-policy.ts'
import {
  InstantText,
  ListenerUnitView,
  line,
  PersonRef,
  Phone,
  ReporterKey,
  Uuid,
  words,
} from './contract.ts'
import { CALL_ENDINGS, CHANNELS, CONTACT_KINDS, OFFERS } from './model-contact.ts'
import {
  DISCLOSURES,
  VERIFICATION_METHODS,
  VERIFICATION_RESULTS,
  VERIFICATIONS,
} from './model-verification.ts'

// Contacts that are not reports, verification of who calls, requests to be told something.

/** The endings that say something: advice to who works, a message for somebody. */
const WORDED: readonly string[] = ['advice', 'message']

/** `POST /api/contacts`: a call that is not a report. `question` and `given` are the two fields of advice; the first is needed. */
export const LogContactBody = z
  .strictObject({
    territoryId: Uuid.optional(),
    draftId: Uuid.optional(),
    kind: z.enum(CALL_ENDINGS),
    channel: z.enum(CHANNELS).default('phone'),
    startedAt: InstantText.optional(),
    category: z.enum(REPORTER_CATEGORIES).nullable().default(null),
    unit: line(200).default(''),
    phone: Phone.nullable().default(null),
    offers: z.array(z.enum(OFFERS)).max(OFFERS.length).default([]),
    question: words(2000).default(''),
    given: words(2000).default(''),
  })
  .refine(({ kind, question }) => !WORDED.includes(kind) || question.trim() !== '', {
    path: ['question'],
    error: 'required',
  })

/** One line of the log of contacts. Never a telephone number or a name of who called. */
export const ContactView = z.object({
  id: Uuid,
  kind: z.enum(CONTACT_KINDS),
  channel: z.enum(CHANNELS),
  at: InstantText,
  takenBy: PersonRef,
  category: z.enum(REPORTER_CATEGORIES).nullable(),
  verification: z.enum(VERIFICATIONS),
  offers: z.array(z.enum(OFFERS)),
  question: z.string(),
  given: z.string(),
  withdrawn: z.boolean(),
  interventionId: Uuid.nullable(),
  can: z.object({ withdraw: z.boolean(), verify: z.boolean() }),
})
export type ContactView = z.infer<typeof ContactView>

export const ContactReply = z.object({ contact: ContactView })
/** `draftId`: one's own draft that the ending had wiped and that is there again. */
export const WithdrawalReply = ContactReply.extend({ draftId: Uuid.nullable() })
export const ContactsQuery = z.strictObject({ territory: Uuid.optional() })
export const ContactsReply = z.object({
  sinceAt: InstantText,
  contacts: z.array(ContactView),
})

/** `POST /api/verifications`: what came of calling back, or of the word. */
export const VerificationBody = z.strictObject({
  contactId: Uuid,
  method: z.enum(VERIFICATION_METHODS),
  result: z.enum(VERIFICATION_RESULTS),
  reporter: ReporterKey,
  calledNumber: Phone.nullable().default(null),
})
export const VerificationReply = z.object({
  verification: z.enum(VERIFICATIONS),
  isProtocolExpired: z.boolean(),
})

/** `POST /api/disclosure-requests`: somebody wants to be told something. Without a contact one is logged. */
export const DisclosureBody = z.strictObject({
  territoryId: Uuid.optional(),
  contactId: Uuid.optional(),
  asks: z.enum(DISCLOSURES),
  category: z.enum(REPORTER_CATEGORIES).nullable().default(null),
  unit: line(200).default(''),
  /** Who asks: name, rank or role. This or the unit is needed, unless the contact says it already. */
  caller: line(200).default(''),
  phone: Phone.nullable().default(null),
  claimedReporter: ReporterKey.nullable().default(null),
})
export const DisclosureReply = z.object({
  contactId: Uuid,
  outcome: z.enum(['refused', 'by-person']),
  script: z.string(),
  /** Who is claimed, else all of that kind: which listed numbers to call back, or who has a word. */
  callBack: z.array(ListenerUnitView),
  coordinatorToldAt: InstantText.nullable(),
})
