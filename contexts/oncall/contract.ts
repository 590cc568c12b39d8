import * as z from 'zod'
import { phoneE164 } from '#platform/kernel/text.ts'
import { instant, notAfter } from '#platform/kernel/time.ts'
import { ROTA_ROLES } from './model.ts'
import { type JudgedRules, ROTA_RULES } from './model-rules.ts'
import { ABSENCE_KINDS, CONTACT_STATES } from './model-staff.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })
const RotaRole = z.enum(ROTA_ROLES)
const Level = z.int().min(1).max(3)
export const Hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, { error: 'invalid-hour' })

/** A turn as the screen shows it. */
export const TurnView = z.object({
  id: Uuid,
  staffId: Uuid,
  name: z.string(),
  role: RotaRole,
  level: z.int(),
  startsAt: InstantText,
  endsAt: InstantText,
  /** `leaves`: in force until the next publication. */
  standing: z.enum(['draft', 'published', 'leaves']),
  /** Rules that it breaks, and why it stands; who said so and when, for whoever makes the rota. */
  setAside: z
    .object({
      reason: z.string(),
      rules: z.array(z.enum(ROTA_RULES)),
      by: z.string().nullable(),
      at: InstantText.nullable(),
    })
    .nullable(),
})
export type TurnView = z.infer<typeof TurnView>

const Stretch = z.object({ startsAt: InstantText, endsAt: InstantText })

/** A rule that somebody's turns break. */
export const BrokenView = z.object({
  rule: z.enum(ROTA_RULES),
  staffId: Uuid,
  name: z.string(),
  from: InstantText,
  until: InstantText,
  found: z.number(),
  limit: z.number(),
})
export type BrokenView = z.infer<typeof BrokenView>

/** Somebody who can be put on call; the telephone only for who may call. */
export const RotaPerson = z.object({
  id: Uuid,
  name: z.string(),
  roles: z.array(z.string()),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})
export type RotaPerson = z.infer<typeof RotaPerson>

/** What a change by hand is judged with before it is sent: for whoever makes the rota. */
export const Making = z.object({
  rules: z.custom<JudgedRules>((value) => typeof value === 'object' && value !== null),
  absences: z.array(
    z.object({
      staffId: Uuid,
      kind: z.enum(ABSENCE_KINDS),
      from: z.iso.date(),
      until: z.iso.date().nullable(),
    }),
  ),
  /** The rota as it will be, with what has gone, as far as it is known. */
  turns: z.array(TurnView),
  from: InstantText,
  until: InstantText,
})
export type Making = z.infer<typeof Making>

/** `GET /api/rota`: the turns of the next 30 days, who can have one, and what is not covered. */
export const RotaReply = z.object({
  turns: z.array(TurnView),
  people: z.array(RotaPerson),
  /** Levels of roles that have to be covered, with what nobody covers in the next 30 days by the published rota. */
  needed: z.array(
    z.object({
      role: RotaRole,
      level: Level,
      gaps: z.array(Stretch),
    }),
  ),
  /** Professions of the territory's minimum of which nobody is on call in whatever role, and when. */
  unskilled: z.array(z.object({ role: RotaRole, gaps: z.array(Stretch) })),
  /** Rules of the territory that the turns of somebody break, from now on, in the rota as it will be. */
  broken: z.array(BrokenView),
  /** Who is on call by the rota in force, or will be, and has no telephone that can ring; for who makes the rota. */
  unreachable: z.array(
    z.object({ staffId: Uuid, name: z.string(), state: z.enum(CONTACT_STATES), from: InstantText }),
  ),
  /** Who answers now, until when, and who comes next on the first level of each role: nobody who is away then. */
  duty: z.object({
    now: z.array(z.object({ turnId: Uuid, until: InstantText })),
    next: z.array(
      z.object({ role: RotaRole, staffId: Uuid, name: z.string(), startsAt: InstantText }),
    ),
  }),
  /** How many turns wait for the next publication; 0 for who does not make the rota. */
  drafted: z.int(),
  making: Making.nullable(),
  can: z.object({ edit: z.boolean() }),
  now: InstantText,
})
export type RotaReply = z.infer<typeof RotaReply>

/** Why a turn stands although it breaks a rule; null: it breaks none. */
const Reason = z.string().trim().min(3).max(300).nullable().default(null)

/** `POST /api/rota/turns`. */
export const AddTurnBody = z
  .strictObject({
    staffId: Uuid,
    role: RotaRole,
    level: Level,
    startsAt: InstantText,
    endsAt: InstantText,
    reason: Reason,
  })
  .refine(isInOrder, { path: ['endsAt'], error: 'end-before-start' })
  .refine(isTurn, { path: ['endsAt'], error: 'endless-turn' })

/** Longer than any turn: a year that was typed wrong. What is shorter, and too long, is for the rules of the territory. */
const ENDLESS_HOURS = 93 * 24

function isTurn({ startsAt, endsAt }: { startsAt: string; endsAt: string }): boolean {
  if (![startsAt, endsAt].every((text) => InstantText.safeParse(text).success)) return true
  return instant(endsAt).since(instant(startsAt)).total('hours') <= ENDLESS_HOURS
}

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
  reason: Reason,
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
  /** The telephone of somebody who is on call, or will be, is meant to change. */
  isSure: z.boolean().default(false),
})
export const ReachReply = z.object({ saved: z.literal(true) })
