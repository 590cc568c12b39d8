import * as z from 'zod'
import { wordsOf } from '#contexts/triage/contract.ts'
import { ListenerUnitView, ReporterKey } from './contract.ts'
import { CALL_BACKS } from './model.ts'
import {
  ACTS,
  COMES,
  ESCORTS,
  INFORMS,
  isToldTo,
  LISTENER_KINDS,
  STAYS,
} from './model-read-back.ts'
import { VERIFICATION_METHODS } from './model-verification.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })

export const FileParams = z.object({ id: Uuid })

/** Who listens now: without it nobody is verified. */
export const ListenerQuery = z.object({
  how: z.enum(VERIFICATION_METHODS).optional(),
  reporter: ReporterKey.optional(),
})

/** What the script is made of, without what is chosen while it is read. `place` only where it may be told. */
export const ReadBackFacts = z.object({
  me: z.string(),
  role: z.string(),
  territory: z.string(),
  phone: z.string(),
  number: z.string(),
  className: z.string().nullable(),
  decidedAt: InstantText.nullable(),
  placeSaid: z.enum([
    'told',
    'meeting-point',
    'not-verified',
    'no-place',
    'not-sought',
    'not-needed',
  ]),
  place: z.string().nullable(),
  /** Since when all of them are in the place; null while somebody is still to arrive. */
  arrivedAt: InstantText.nullable(),
  /** Of a class that goes to a walk-in desk: its name, address, days and hours. */
  desk: z.string().nullable(),
})
export type ReadBackFacts = z.infer<typeof ReadBackFacts>

const Tries = z
  .object({ count: z.int(), triedAt: InstantText.nullable(), againAt: InstantText.nullable() })
  .nullable()

/** `POST /api/interventions/:id/call-backs`: called back, and nobody answered. */
export const TriedReply = z.object({ tries: Tries })

/** `GET /api/interventions/:id/read-back`. */
export const ReadBackReply = z.object({
  facts: ReadBackFacts,
  /** Who listens, as far as it is known who reported. */
  kind: z.enum(LISTENER_KINDS).nullable(),
  /** Who reported, to ask for them on the telephone. */
  reporter: z.object({
    name: z.string(),
    role: z.string(),
    phone: z.string().nullable(),
    /** How that telephone may be used, as they answered. */
    callBack: z.enum(CALL_BACKS).nullable(),
  }),
  /** The units that can be verified now, by a call back or by their word. */
  listeners: z.array(ListenerUnitView),
  /** The contact whose caller is not verified yet: what comes of a call back is recorded there. */
  toVerify: Uuid.nullable(),
  hasMailbox: z.boolean(),
  /** Whether it may be recorded that there is nobody to tell. */
  nobodyToTell: z.boolean(),
  isProtected: z.boolean(),
  patrolWaitingSince: InstantText.nullable(),
  /** Of a lost call whose caller was called back in vain: how often, when last and when again. */
  tries: Tries,
  given: z.array(
    z.object({
      at: InstantText,
      by: z.string(),
      officer: z.string(),
      lines: z.array(z.string()),
      isMailed: z.boolean(),
    }),
  ),
  can: z.object({ write: z.boolean() }),
})
export type ReadBackReply = z.infer<typeof ReadBackReply>

const Told = z.strictObject({
  /** What was read aloud. What has changed since is refused, and read again. */
  seen: ReadBackFacts,
  listener: z
    .strictObject({ how: z.enum(VERIFICATION_METHODS), reporter: ReporterKey })
    .nullable()
    .default(null),
  officer: wordsOf(2, 200),
  kind: z.enum(LISTENER_KINDS),
  comes: z.enum(COMES).nullable(),
  minutes: z.int().min(0).max(600).nullable(),
  meetingPoint: wordsOf(0, 200),
  /** What was not chosen was not said. */
  stays: z.enum(STAYS).nullable(),
  escorts: z.enum(ESCORTS).nullable(),
  acts: z.array(z.enum(ACTS)).max(ACTS.length),
  informs: z.enum(INFORMS).nullable(),
  /** Also to the unit's institutional mailbox, without the place. */
  mail: z.boolean(),
  /** The patrol that waits can go. */
  release: z.boolean(),
})

/** Who comes is always said to whoever may hear it, until they have arrived. */
export const ReadBackBody = Told.refine(
  ({ kind, comes, seen }) => comes !== null || !isToldTo(kind, 'comes', seen.arrivedAt !== null),
  { path: ['comes'], error: 'required' },
)
export type ReadBackBody = z.infer<typeof ReadBackBody>

export const ReadBackGiven = z.object({ id: Uuid })
