import * as z from 'zod'
import { ROLES } from '#platform/kernel/actor.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })

export const ATTEMPT_CHANNELS = ['board', 'mail', 'voice', 'sms', 'push', 'hand'] as const
export type AttemptChannel = (typeof ATTEMPT_CHANNELS)[number]

export const ATTEMPT_STATES = [
  'queued',
  'by-hand',
  'delivered',
  'opened',
  'seen',
  'answered',
  'no-answer',
  'failed',
  'declined',
  'passed-on',
  'cannot-own',
  'cancelled',
] as const
export type AttemptState = (typeof ATTEMPT_STATES)[number]

/** One try to reach somebody. */
export const AttemptView = z.object({
  id: Uuid,
  name: z.string(),
  channel: z.enum(ATTEMPT_CHANNELS),
  state: z.enum([...ATTEMPT_STATES, 'sent']),
  /** Of one that was cancelled because somebody answered, how far it had come. */
  cameTo: z.enum(['sent', 'delivered', 'opened', 'seen']).nullable(),
  at: InstantText,
})
export type AttemptView = z.infer<typeof AttemptView>

/** One step of the plan: who was called, or that nobody is on call. */
export const StepView = z.object({
  role: z.enum(ROLES),
  state: z.enum(['done', 'now', 'next', 'later', 'unneeded', 'empty']),
  people: z.array(z.string()),
  /** Who was called before them and handed the call on to them. */
  from: z.string().nullable(),
  /** Whoever is called in this role cannot keep the file: the next step is called with it. */
  mayOwn: z.boolean(),
})
export type StepView = z.infer<typeof StepView>

/** Somebody to call by hand, in the order of the plan. */
export const ToCall = z.object({
  staffId: Uuid,
  name: z.string(),
  role: z.enum(ROLES),
  phone: z.string().nullable(),
})
export type ToCall = z.infer<typeof ToCall>

/** The newest page of a file. */
export const PageView = z.object({
  id: Uuid,
  isPending: z.boolean(),
  startedAt: InstantText,
  nextAt: InstantText,
  nextRole: z.enum(ROLES),
  /** How often somebody was called: sent with *Passa al successivo*, so that two who press skip one. */
  round: z.int().min(0),
  /** The last step repeats: the board gives alarm. */
  isAtTheTop: z.boolean(),
  /** Everybody was called, also when the file was handed on since: it must not look calmer. */
  hasAskedEverybody: z.boolean(),
  answeredBy: z.string().nullable(),
  steps: z.array(StepView),
  attempts: z.array(AttemptView),
})
export type PageView = z.infer<typeof PageView>

/** `GET /api/interventions/:id/page`. */
export const FilePageReply = z.object({
  page: PageView.nullable(),
  toCall: z.array(ToCall),
  /** Nobody carries calls: whoever is on call is called by hand. */
  isByHand: z.boolean(),
  /** Who asks is one of those called now: *Rispondi tu?* */
  asksMe: z.boolean(),
  can: z.object({ start: z.boolean(), work: z.boolean() }),
})
export type FilePageReply = z.infer<typeof FilePageReply>

export const FileParams = z.object({ id: Uuid })
export const PageParams = z.object({ pageId: Uuid })

/** `POST /api/interventions/:id/page/next`: what was on screen when it was pressed. */
export const SkipBody = z.strictObject({ pageId: Uuid, round: z.int().min(0) })
export type SkipBody = z.infer<typeof SkipBody>

/** `POST /api/interventions/:id/page/calls`: a call made by hand and what came of it. */
export const CallBody = z.strictObject({
  staffId: Uuid,
  result: z.enum(['answers', 'no-answer', 'cannot']),
})
export type CallBody = z.infer<typeof CallBody>

export const DoneReply = z.object({ done: z.literal(true) })

/** One page that calls who asks: enough to say yes. */
export const CallForMe = z.object({
  pageId: Uuid,
  interventionId: Uuid,
  number: z.string(),
  className: z.string().nullable(),
  municipality: z.string().nullable(),
  people: z.string().nullable(),
  need: z.string().nullable(),
  startedAt: InstantText,
  /** The step that is taken now asks them; otherwise it was passed on, and they may still answer. */
  ringsNow: z.boolean(),
  mayDecline: z.boolean(),
})
export type CallForMe = z.infer<typeof CallForMe>

/** Somebody to whom a call can be handed on, and what they can be reached by: whoever is on call comes first. */
export const PassTo = z.object({
  staffId: Uuid,
  name: z.string(),
  role: z.enum(ROLES),
  isOnCall: z.boolean(),
  hasPhone: z.boolean(),
  hasMail: z.boolean(),
})
export type PassTo = z.infer<typeof PassTo>

/** `GET /api/pages/:pageId/colleagues`. */
export const ColleaguesReply = z.object({ people: z.array(PassTo) })

/** `POST /api/pages/:pageId/passing`. */
export const PassBody = z.strictObject({ to: Uuid })

/** `GET /api/pages/mine`. */
export const MyPagesReply = z.object({ pages: z.array(CallForMe), now: InstantText })

/** What the provider of calls reports, signed: `POST /api/gateways/telephone`. */
export const TelephoneReportBody = z.strictObject({
  key: Uuid,
  event: z.enum([
    'delivered',
    'pressed',
    'no-answer',
    'busy',
    'failed',
    'own-answered',
    'own-no-answer',
    'answered',
    'ended',
  ]),
  digit: z.string().max(1),
  at: z.iso.datetime(),
  signature: z.string().max(200),
})
/** `POST /api/gateways/notices`: a receipt that a notice carried to a device. */
export const ReceiptBody = z.strictObject({ receipt: z.string().regex(/^[\w-]{43}$/u) })

/** What is to be said to whoever is on the line; null: nothing more. */
export const TelephoneReportReply = z.object({ say: z.string().nullable() })
