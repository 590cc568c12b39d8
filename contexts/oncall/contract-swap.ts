import * as z from 'zod'
import { BrokenView, TurnView } from './contract.ts'
import { LEVELS, ROTA_ROLES } from './model.ts'
import { SWAP_ACTS } from './model-swap.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })
const Person = z.object({ id: Uuid, name: z.string() })

/** An exchange that is not decided, as the one who looks may act on it. */
export const SwapView = z.object({
  id: Uuid,
  state: z.enum(['asked', 'accepted']),
  owner: Person,
  role: z.enum(ROTA_ROLES),
  level: z.int(),
  from: InstantText,
  until: InstantText,
  /** Null: whoever holds the role. */
  askedOf: Person.nullable(),
  taker: Person.nullable(),
  /** The turn that is taken in return. */
  back: TurnView.nullable(),
  /** Rules that it would break, for who takes it or is about to. */
  broken: z.array(BrokenView),
  can: z.array(z.enum(SWAP_ACTS)),
})
export type SwapView = z.infer<typeof SwapView>

/** `GET /api/rota/swaps`. */
export const SwapsReply = z.object({ swaps: z.array(SwapView) })
export type SwapsReply = z.infer<typeof SwapsReply>

/** `POST /api/rota/swaps`: a turn of one's own, whole or in part. */
export const AskSwapBody = z.strictObject({
  turnId: Uuid,
  from: InstantText.nullable().default(null),
  until: InstantText.nullable().default(null),
  askedOf: Uuid.nullable(),
  backTurnId: Uuid.nullable().default(null),
})

/** `GET /api/rota/swaps/preview`: what an exchange would break, before it is asked. */
export const SwapPreviewQuery = z.object({
  turnId: Uuid,
  from: InstantText.optional(),
  until: InstantText.optional(),
  askedOf: Uuid.optional(),
  backTurnId: Uuid.optional(),
})

export const SwapPreviewReply = z.object({ broken: z.array(BrokenView) })

export const SwapParams = z.object({ swapId: Uuid })

/** `POST /api/rota/swaps/:swapId`. */
export const SwapActBody = z.strictObject({
  act: z.enum(SWAP_ACTS),
  /** Why it is approved although it breaks a rule. */
  reason: z.string().trim().min(3).max(300).nullable().default(null),
})

/** `POST /api/rota/take`. */
export const TakeBody = z.strictObject({
  role: z.enum(ROTA_ROLES),
  level: z.literal([...LEVELS]),
  /** Who had it on the screen; null: nobody. */
  from: Uuid.nullable().optional(),
})

export const SwapAskedReply = z.object({ id: Uuid })
export const SwapDoneReply = z.object({ done: z.literal(true) })
