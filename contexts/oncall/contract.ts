import * as z from 'zod'
import { phoneE164 } from '#platform/kernel/text.ts'
import { instant, notAfter } from '#platform/kernel/time.ts'
import { ROTA_ROLES } from './model.ts'
import { ROTA_RULES } from './model-rules.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })
const RotaRole = z.enum(ROTA_ROLES)
const Level = z.int().min(1).max(3)
const Hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, { error: 'invalid' })

/** A turn as the screen shows it. */
export const TurnView = z.object({
  id: Uuid,
  staffId: Uuid,
  name: z.string(),
  role: RotaRole,
  level: z.int(),
  startsAt: InstantText,
  endsAt: InstantText,
})
export type TurnView = z.infer<typeof TurnView>

/** Somebody who can be put on call; the telephone only for who may call. */
export const RotaPerson = z.object({
  id: Uuid,
  name: z.string(),
  roles: z.array(z.string()),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})
export type RotaPerson = z.infer<typeof RotaPerson>

/** `GET /api/rota`: the turns of the next 30 days, who can have one, and what is not covered. */
export const RotaReply = z.object({
  turns: z.array(TurnView),
  people: z.array(RotaPerson),
  /** Roles that the territory's steps call, with what nobody covers in the next 30 days. */
  needed: z.array(
    z.object({
      role: RotaRole,
      gaps: z.array(z.object({ startsAt: InstantText, endsAt: InstantText })),
    }),
  ),
  /** Rules of the territory that the turns of somebody break, from now on. */
  broken: z.array(
    z.object({
      rule: z.enum(ROTA_RULES),
      staffId: Uuid,
      name: z.string(),
      from: InstantText,
      until: InstantText,
      found: z.number(),
      limit: z.number(),
    }),
  ),
  can: z.object({ edit: z.boolean() }),
  now: InstantText,
})
export type RotaReply = z.infer<typeof RotaReply>

/** `POST /api/rota/turns`. */
export const AddTurnBody = z
  .strictObject({
    staffId: Uuid,
    role: RotaRole,
    level: Level,
    startsAt: InstantText,
    endsAt: InstantText,
  })
  .refine(isInOrder, { path: ['endsAt'], error: 'invalid' })

/** As instants: as texts `00.5Z` comes before `00Z`. What is no instant has its own fault already. */
function isInOrder({ startsAt, endsAt }: { startsAt: string; endsAt: string }): boolean {
  if (![startsAt, endsAt].every((text) => InstantText.safeParse(text).success)) return true
  return !notAfter(instant(endsAt), instant(startsAt))
}

/** `POST /api/rota/patterns`: people in turn, who change at these hours, for some days. */
export const PatternBody = z.strictObject({
  role: RotaRole,
  level: Level,
  from: z.iso.date(),
  days: z.int().min(1).max(62),
  changes: z
    .array(Hour)
    .min(1)
    .max(4)
    .refine((hours) => new Set(hours).size === hours.length, { error: 'repeated-hour' }),
  people: z.array(Uuid).min(1).max(20),
})

export const TurnParams = z.object({ turnId: Uuid })
export const AddedReply = z.object({ added: z.int() })
export const RemovedReply = z.object({ removed: z.literal(true) })

/** `PUT /api/rota/people/:staffId`: how a person is called. */
export const ReachParams = z.object({ staffId: Uuid })
export const ReachBody = z.strictObject({
  phone: z
    .string()
    .max(40)
    .transform((raw, context) => {
      if (raw.trim() === '') return null
      const phone = phoneE164(raw)
      if (phone !== undefined) return phone
      context.addIssue({ code: 'custom', message: 'phone' })
      return z.NEVER
    }),
  email: z.union([z.literal('').transform(() => null), z.email()]),
})
export const ReachReply = z.object({ saved: z.literal(true) })
