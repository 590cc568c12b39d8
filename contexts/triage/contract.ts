import * as z from 'zod'
import { SituationFactsSchema } from '#contexts/territory/schema.ts'
import { cleanLine, cleanText } from '#platform/kernel/text.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })

/** Words that a person writes, as they are kept: well formed, clean, of the given length after cleaning. */
export const wordsOf = (min: number, max: number) =>
  z
    .string()
    .max(max, { error: 'too-long' })
    .transform((raw) => cleanText(raw.toWellFormed()))
    .pipe(z.string().min(min, { error: min > 1 ? 'too-short' : 'required' }))

const Words = wordsOf(3, 1000)

/** One class of the territory's own scale: word, sign, colour token and the key that chooses it. */
export const ClassView = z.object({
  key: z.string(),
  name: z.string(),
  meaning: z.enum(['emergency', 'urgency', 'not-pertinent']),
  rank: z.int(),
  sign: z.string(),
  token: z.string(),
  digit: z.int(),
})
export type ClassView = z.infer<typeof ClassView>

/** The protocol's proposal, with every rule that spoke and why. */
export const Evaluation = z.object({
  proposed: ClassView,
  reasons: z.array(z.object({ rule: z.string(), text: z.string(), decides: z.boolean() })),
  authorities: z.array(z.string()),
  guaranteedNeeds: z.array(z.string()),
  classes: z.array(ClassView),
})
export type Evaluation = z.infer<typeof Evaluation>

/** `POST /api/triage/evaluations`. */
export const EvaluationBody = z.strictObject({
  territoryId: Uuid.optional(),
  facts: SituationFactsSchema,
})

/** A person's decision; `reason` and `offeredInstead` where the model asks for them. */
export const DecisionBody = z.strictObject({
  classKey: z.string().min(1).max(60),
  facts: SituationFactsSchema.default({}),
  reason: Words.optional(),
  offeredInstead: Words.optional(),
})
export type DecisionInput = z.infer<typeof DecisionBody>

/** Handing on to 112, 118 or another service, or that they are there already since `calledAt`. `calledAt` missing = now. */
export const EmergencyCallBody = z.strictObject({
  service: z.enum(['112', '118', '113', '114', '115', '1522', 'antitratta', '116000']),
  calledAt: InstantText.optional(),
  reference: z
    .string()
    .max(60, { error: 'too-long' })
    .transform((raw) => cleanLine(raw.toWellFormed()))
    .optional(),
  staysOnLine: z.boolean().default(false),
  isPresent: z.boolean().optional(),
})
export type EmergencyCallInput = z.infer<typeof EmergencyCallBody>

/** Sending a proposed not-pertinent back to the queue. */
export const RejectionBody = z.strictObject({ reason: Words })

export const EmergencyCallView = z.object({
  id: Uuid,
  service: z.string(),
  calledAt: InstantText,
  reference: z.string().nullable(),
  staysOnLine: z.boolean(),
  isPresent: z.boolean(),
})
export type EmergencyCallView = z.infer<typeof EmergencyCallView>

/** The decision in force, for the file. */
export const SheetView = z.object({
  class: ClassView,
  proposed: ClassView.nullable(),
  reasons: z.array(z.string()),
  facts: z.record(z.string(), z.unknown()),
  authorities: z.array(z.string()),
  calls: z.array(EmergencyCallView),
  reason: z.string().nullable(),
  offeredInstead: z.string().nullable(),
  notPertinent: z.enum(['no', 'proposed', 'confirmed', 'rejected', 'lapsed']),
  confirmBy: InstantText.nullable(),
  decidedBy: z.string(),
  decidedAt: InstantText,
})
export type SheetView = z.infer<typeof SheetView>
