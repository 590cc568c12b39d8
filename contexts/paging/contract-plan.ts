import * as z from 'zod'
import { ConfigurationSchema } from '#contexts/territory/schema.ts'
import { ROLES } from '#platform/kernel/actor.ts'
import { STEP_CHANNELS } from './model.ts'
import { CARRIED_BY_PROVIDERS } from './model-uncovered.ts'

const InstantText = z.iso.datetime({ offset: false })
const { escalation, calendars, timeBands } = ConfigurationSchema.shape

/** Plans as they are being written, with the hours they name: nothing of them is saved. */
export const PlanDraft = z.strictObject({
  escalation: escalation.unwrap(),
  calendars,
  timeBands: timeBands.unwrap(),
})
export type PlanDraft = z.infer<typeof PlanDraft>

export const PlanParams = z.object({ territoryId: z.uuid() })

/** `POST /api/territories/:territoryId/plan/rehearsal`: a call of this class that begins at this hour on the clock of the wall. */
export const RehearsalBody = z.strictObject({
  classKey: z.string().min(1).max(80),
  day: z.iso.date(),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u),
  answers: z.enum(['nobody', 'second']),
  draft: PlanDraft.optional(),
})
export type RehearsalBody = z.infer<typeof RehearsalBody>

/** One person whom a step calls: by which ways, and what is missing; never a number. */
export const RehearsedCall = z.object({
  name: z.string(),
  channels: z.array(z.enum(STEP_CHANNELS)),
  missing: z.array(z.enum(STEP_CHANNELS)),
  /** What follows at once if one of the channels fails. */
  fallback: z.array(z.enum(STEP_CHANNELS)),
  mail: z.boolean(),
  byHand: z.boolean(),
  hasPhone: z.boolean(),
  /** A device of theirs shows notices. */
  hasDevice: z.boolean(),
  mayOwn: z.boolean(),
})
export type RehearsedCall = z.infer<typeof RehearsedCall>

/** What happens at one step: whom it calls, or that it is passed over because nobody is on call. */
export const RehearsedStep = z.object({
  at: InstantText,
  afterMinutes: z.int(),
  step: z.int(),
  role: z.enum(ROLES),
  isEmpty: z.boolean(),
  isLast: z.boolean(),
  calls: z.array(RehearsedCall),
})
export type RehearsedStep = z.infer<typeof RehearsedStep>

export const RehearsalReply = z.object({
  startsAt: InstantText,
  /** The place of the band whose plan it is; -1: the plan of the other hours; null: the class calls nobody. */
  band: z.int().nullable(),
  steps: z.array(RehearsedStep),
  /** Who answers, where it was asked and somebody does. */
  answeredBy: z.string().nullable(),
  /** Nobody answers: the last step calls again after so many minutes, until somebody does. */
  repeatMinutes: z.int().nullable(),
})
export type RehearsalReply = z.infer<typeof RehearsalReply>

/** `GET /api/territories/:territoryId/plan/uncovered`: hours without anybody of a role by the published rota. */
export const UncoveredReply = z.object({
  days: z.int(),
  /** The hours in which somebody has to answer: an office does in the others. */
  wanted: z.array(InstantText),
  roles: z.array(z.object({ role: z.enum(ROLES), hours: z.array(InstantText) })),
  /** What no provider carries here: whoever is called by it is called by hand. */
  byHand: z.array(z.enum(CARRIED_BY_PROVIDERS)),
})
export type UncoveredReply = z.infer<typeof UncoveredReply>
