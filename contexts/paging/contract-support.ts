import * as z from 'zod'
import {
  FAMILY_MEMBERS,
  FITS,
  NECESSITIES,
  SUPPORT_KINDS,
  SUPPORT_MODES,
  SUPPORT_RESULTS,
  WANTED_SEXES,
} from './model-support.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })
const Language = z.string().regex(/^[a-z]{2,3}$/u, { error: 'invalid' })
const MAX_LINES = 20

export const SupportParams = z.object({ id: Uuid, supportId: Uuid })

/** `GET /api/interventions/:id/support/people`. */
export const CandidatesQuery = z.object({
  kind: z.enum(SUPPORT_KINDS),
  language: Language.optional(),
  sex: z.enum(WANTED_SEXES).default('any'),
})

/** Who is to be called: of the staff, or a service of the territory's settings. */
const CalleeBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('staff'), staffId: Uuid }),
  z.strictObject({ kind: z.literal('remote'), key: z.string().max(100) }),
])

/** Somebody who can be called; `phone` only where no provider carries the call and it is dialled by hand. */
export const CandidateView = z.object({
  callee: CalleeBody,
  name: z.string(),
  phone: z.string().nullable(),
  isOnCall: z.boolean(),
  languages: z.array(z.string()),
  fits: z.enum(FITS).nullable(),
  hours: z.string().nullable(),
  cost: z.string().nullable(),
  /** Called for this request before, and not to be called again. */
  isSpent: z.boolean(),
})
export type CandidateView = z.infer<typeof CandidateView>
export const CandidatesReply = z.object({ people: z.array(CandidateView) })

/** One line of the briefing, without name and place. */
export const BriefingLine = z.object({ key: z.string(), text: z.string() })
export type BriefingLine = z.infer<typeof BriefingLine>

/** One who was called for a request. */
const TryView = z.object({
  name: z.string(),
  at: InstantText,
  result: z.enum([...SUPPORT_RESULTS, 'helped']),
  minutes: z.int().nullable(),
})

/** One request as screens show it. */
export const SupportView = z.object({
  id: Uuid,
  kind: z.enum(SUPPORT_KINDS),
  language: z.string().nullable(),
  sex: z.enum(WANTED_SEXES),
  mode: z.enum(SUPPORT_MODES),
  state: z.enum(['open', 'calling', 'talking', 'over']),
  briefing: z.array(BriefingLine),
  tries: z.array(TryView),
  /** Who is called now. */
  callee: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
})
export type SupportView = z.infer<typeof SupportView>

/** `GET /api/interventions/:id/support`. */
export const SupportReply = z.object({
  requests: z.array(SupportView),
  /** What could be said of the file, for who asks to choose from. */
  lines: z.array(BriefingLine),
  /** The language of who is helped, where it is known and one of the list. */
  language: z.string().nullable(),
  can: z.object({ ask: z.boolean() }),
})
export type SupportReply = z.infer<typeof SupportReply>

/** `POST /api/interventions/:id/support`. */
export const AskSupportBody = z.strictObject({
  kind: z.enum(SUPPORT_KINDS),
  language: Language.nullable(),
  sex: z.enum(WANTED_SEXES),
  mode: z.enum(SUPPORT_MODES),
  lines: z.array(z.string().max(40)).max(MAX_LINES),
})
export type AskSupportBody = z.infer<typeof AskSupportBody>

/** `POST /api/interventions/:id/support/:supportId/calls`. */
export const CallSupportBody = z.strictObject({ callee: CalleeBody })
export type CallSupportBody = z.infer<typeof CallSupportBody>

/** `POST /api/interventions/:id/support/:supportId/results`. `nobody`: there is nobody left to call; `withdrawn`: nobody is wanted any more. */
export const SaySupportBody = z.discriminatedUnion('result', [
  z.strictObject({ result: z.enum([...SUPPORT_RESULTS, 'begins', 'nobody', 'withdrawn']) }),
  z.strictObject({ result: z.literal('ends'), minutes: z.int().min(1).max(600).optional() }),
])
export type SaySupportBody = z.infer<typeof SaySupportBody>

/** `POST /api/interventions/:id/family-interpreting`. */
export const FamilyBody = z.strictObject({
  interpreter: z.enum(FAMILY_MEMBERS),
  necessity: z.enum(NECESSITIES),
})
export type FamilyBody = z.infer<typeof FamilyBody>
