import * as z from 'zod'
import { ROTA_ROLES } from './model.ts'

const InstantText = z.iso.datetime({ offset: false })
export const FEED_KINDS = ['calendar', 'exchange'] as const
export type FeedKind = (typeof FEED_KINDS)[number]

/** `GET /api/rota/feeds`: since when each secret address holds; null: there is none. */
export const FeedsReply = z.object({
  calendar: InstantText.nullable(),
  exchange: InstantText.nullable(),
  can: z.object({ exchange: z.boolean() }),
})

/** `POST /api/rota/feeds`. */
export const FeedBody = z.strictObject({ kind: z.enum(FEED_KINDS) })
/** The secret is shown once. */
export const FeedMadeReply = z.object({ secret: z.string() })
export const FeedParams = z.object({ kind: z.enum(FEED_KINDS) })
export const FeedEndedReply = z.object({ ended: z.literal(true) })

/** `POST /api/exchange/on-call`: the token stands in the body, so that no address and no log of a proxy has it. */
export const ExchangeBody = z.strictObject({ token: z.string().max(100) })

const Callee = z.object({
  role: z.enum(ROTA_ROLES),
  /** 1 is called first. */
  level: z.int(),
  name: z.string(),
  /** E.164; null: not known. */
  phone: z.string().nullable(),
  from: InstantText,
  until: InstantText,
})

/** A level of a role that somebody has to cover and nobody does, in these hours. */
const Open = Callee.pick({ role: true, level: true, from: true, until: true })

/** Who is on call by the published rota, who comes next in each role and level, and what nobody covers within the week. */
export const ExchangeReply = z.object({
  at: InstantText,
  now: z.array(Callee),
  next: z.array(Callee),
  open: z.array(Open),
})
export type ExchangeReply = z.infer<typeof ExchangeReply>
