import { z } from 'zod'
import { RATIFIERS } from './configuration.ts'
import { ESCALATION_CHANNELS } from './escalation.ts'
import { Day, Key, Minutes, Name, Phone, RoleName } from './schema-words.ts'

// How long things wait and who is called: stays, places, chase, rota, escalation.

export const StayLimitSchema = z.strictObject({
  key: Key,
  label: Name,
  maxHours: z.int().min(1),
  extendedToHours: z.int().min(1).nullable().default(null),
  extendedBy: RoleName.nullable().default(null),
  warnHoursBefore: z.int().min(0).default(24),
})

/** A configuration written before a territory could say it has the usual waits. */
export const PlacesSchema = z
  .strictObject({
    holdMinutes: z.int().min(5).max(480).default(45),
    arrivalMinutes: z.int().min(5).max(1440).default(90),
    coordinatorMinutes: z.int().min(5).max(480).default(30),
    ratifiedBy: z.enum(RATIFIERS).default('coordinator'),
    neighbours: z
      .array(
        z.strictObject({
          key: Key,
          name: Name,
          phone: Phone,
          checkedOn: Day.nullable().default(null),
        }),
      )
      .default([]),
  })
  .prefault({})

/** A configuration written before terms were set has the usual ones. */
export const RetentionSchema = z
  .strictObject({ contactDays: z.int().min(1).max(3650) })
  .default({ contactDays: 30 })

/** A configuration written before the chase was data has the waits of then. */
export const ChaseSchema = z
  .strictObject({
    officeMinutes: Minutes.default(120),
    standInMinutes: Minutes.default(120),
    leadMinutes: Minutes.default(240),
    coordinatorMinutes: Minutes.default(240),
    callMinutes: Minutes.default(30),
    callAgainMinutes: Minutes.default(60),
  })
  .prefault({})

/** A configuration written before the rules of the rota were data has the usual ones. */
export const RotaSchema = z
  .strictObject({
    turnsPerMonth: z.int().min(1).max(62).nullable().default(6),
    restHours: z.number().min(1).max(48).nullable().default(11),
    cooperativeRestHours: z.number().min(1).max(48).nullable().default(null),
    weeklyRestHours: z.number().min(12).max(96).nullable().default(35),
    longestTurnHours: z.number().min(2).max(72).nullable().default(24),
    averageWeekHours: z.number().min(20).max(60).nullable().default(48),
    workedRoles: z.array(RoleName).default(['operator']),
    nightsAboveMean: z.number().min(1).max(100).nullable().default(6),
    festiveAboveMean: z.number().min(1).max(100).nullable().default(4),
    minimum: z.array(RoleName).default(['social-worker']),
    cover: z.array(z.strictObject({ role: RoleName, levels: z.int().min(1).max(3) })).default([]),
  })
  .prefault({})

const HourOfDay = z.string().regex(/^(?:0[89]|1\d):[0-5]\d$/u)

/** A configuration written before contacts were tried by themselves has it on a weekday morning. */
export const DrillSchema = z
  .strictObject({
    on: z.boolean().default(true),
    weekday: z.int().min(1).max(6).default(2),
    from: HourOfDay.default('09:30'),
    until: HourOfDay.default('12:30'),
    againHours: z.int().min(1).max(24).default(4),
  })
  .refine(({ from, until }) => from < until, { path: ['until'] })
  .prefault({})

/** A configuration written before calls were rung from here rings nobody. */
export const SwitchboardSchema = z
  .strictObject({
    rings: z.boolean().default(false),
    roles: z.array(RoleName).min(1).max(4).default(['social-worker', 'coordinator']),
    ringSeconds: z.int().min(10).max(120).default(25),
    lostSeconds: z.int().min(0).max(120).default(5),
  })
  .prefault({})

/** A configuration written before shifts were handed on asks nobody for it. */
export const ShiftNotesSchema = z
  .strictObject({
    roles: z.array(RoleName).default([]),
    writeHours: z.int().min(1).max(24).default(6),
    confirmMinutes: z.int().min(5).max(480).default(30),
    inventory: z
      .array(z.strictObject({ key: Key, label: Name }))
      .max(30)
      .default([]),
  })
  .prefault({})

/** A configuration written before interpreters were data has none under contract. */
export const InterpretingSchema = z
  .array(
    z.strictObject({
      key: Key,
      name: Name,
      phone: Phone,
      languages: z.array(z.string()).default([]),
      hours: Name,
      cost: Name,
    }),
  )
  .max(10)
  .default([])

const Channels = z.array(z.enum(ESCALATION_CHANNELS))
const PLAN = {
  steps: z
    .array(
      z.strictObject({
        role: RoleName,
        afterMinutes: z.int().min(0).max(1440),
        channels: Channels.min(1),
        fallback: Channels.default([]),
      }),
    )
    .min(1),
  repeatMinutes: z.int().min(2).max(120).default(10),
}

/** A configuration written before plans had hours has one plan for each class, at every hour. */
export const EscalationSchema = z.strictObject({
  class: Key,
  ...PLAN,
  bands: z
    .array(
      z.strictObject({
        when: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('clock'), band: Key }),
          z.strictObject({ kind: z.literal('festive') }),
          z.strictObject({ kind: z.enum(['open', 'closed']), calendar: Key }),
        ]),
        ...PLAN,
      }),
    )
    .max(6)
    .default([]),
})
