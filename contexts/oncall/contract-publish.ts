import * as z from 'zod'
import { BrokenView, TurnView } from './contract.ts'
import { CONTACT_STATES } from './model-staff.ts'

/** `GET /api/rota/draft`: what the next publication changes, and what there is to look at before. */
export const DraftReply = z.object({
  added: z.array(TurnView),
  removed: z.array(TurnView),
  /** Of those with new turns: whose telephone is not known to work. */
  contacts: z.array(
    z.object({ staffId: z.uuid(), name: z.string(), state: z.enum(CONTACT_STATES) }),
  ),
  /** Rules that the turns which come break, beside those that were broken before. */
  broken: z.array(BrokenView),
  /** Hours of the next 30 days that nobody of a role that is called covers, once it is published; to a tenth. */
  gapHours: z.number(),
  /** What was looked at: another draft is not published by it. */
  mark: z.string(),
})
export type DraftReply = z.infer<typeof DraftReply>

/** `POST /api/rota/publish`. */
export const PublishBody = z.strictObject({
  mark: z.string(),
  /** Why, although somebody cannot be reached; null: everybody can, or it is not known. */
  despite: z.string().trim().min(3).max(300).nullable().default(null),
})

export const PublishedReply = z.object({ added: z.int(), removed: z.int() })
export const DraftDiscardedReply = z.object({ discarded: z.literal(true) })
export const KeptReply = z.object({ kept: z.literal(true) })
