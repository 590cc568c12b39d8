import * as z from 'zod'
import { wordsOf } from '#contexts/triage/contract.ts'
import { Colleague, PersonRef } from './contract.ts'
import { ANSWERS, OBSERVATION_KINDS } from './model-work.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })

export const FileParams = z.object({ id: Uuid })
export const ObservationParams = z.object({ id: Uuid, observationId: Uuid })
export const NoteParams = z.object({ id: Uuid, noteId: Uuid })
export const TaskParams = z.object({ id: Uuid, taskId: Uuid })

/** A first assessment, or a newer one; `version` is the newest that was read, 0 when there is none. */
export const AssessmentBody = z.strictObject({
  version: z.int().min(0),
  needsPlace: z.boolean(),
  network: z.enum(ANSWERS),
  danger: z.enum(ANSWERS),
  need: wordsOf(3, 4000),
  risk: wordsOf(0, 4000),
  resources: wordsOf(0, 4000),
  safeContact: wordsOf(0, 1000),
})
export type AssessmentBody = z.infer<typeof AssessmentBody>

/** What was seen, said or evaluated; without `happenedAt` it is now. */
export const ObservationBody = z.strictObject({
  kind: z.enum(OBSERVATION_KINDS),
  text: wordsOf(1, 4000),
  whose: wordsOf(0, 200),
  happenedAt: InstantText.optional(),
})
export type ObservationBody = z.infer<typeof ObservationBody>

export const CorrectionBody = z.strictObject({ text: wordsOf(1, 4000) })

export const TaskBody = z.strictObject({
  what: wordsOf(3, 500),
  staffId: Uuid,
  dueAt: InstantText.nullable(),
})
export type TaskBody = z.infer<typeof TaskBody>

const Signed = { by: z.string(), role: z.string().nullable() }

export const AssessmentView = z.object({
  version: z.int(),
  needsPlace: z.boolean(),
  network: z.enum(ANSWERS),
  danger: z.enum(ANSWERS),
  need: z.string(),
  risk: z.string(),
  resources: z.string(),
  safeContact: z.string(),
  at: InstantText,
  ...Signed,
})
export type AssessmentView = z.infer<typeof AssessmentView>

export const ObservationView = z.object({
  id: Uuid,
  kind: z.enum(OBSERVATION_KINDS),
  text: z.string(),
  whose: z.string(),
  happenedAt: InstantText,
  writtenAt: InstantText,
  ...Signed,
  /** What was written before, newest first: struck, and kept. */
  before: z.array(z.object({ text: z.string(), writtenAt: InstantText, ...Signed })),
})
export type ObservationView = z.infer<typeof ObservationView>

export const TaskView = z.object({
  id: Uuid,
  what: z.string(),
  who: PersonRef,
  dueAt: InstantText.nullable(),
  isLate: z.boolean(),
  /** Empty where the service itself gave it. */
  madeBy: z.string(),
  madeAt: InstantText,
  doneBy: z.string().nullable(),
  doneAt: InstantText.nullable(),
})
export type TaskView = z.infer<typeof TaskView>

/** What the report already says of a first assessment: nobody types it twice. Undefined: the report does not say. */
export const Reported = z.object({
  place: z.enum(['yes', 'no']).optional(),
  danger: z.enum(ANSWERS).optional(),
  network: z.enum(ANSWERS).optional(),
  need: z.string(),
  risk: z.string(),
})
export type Reported = z.infer<typeof Reported>

/** `GET /api/interventions/:id/work`: assessments newest first, observations in their order, tasks by their hour. */
export const WorkReply = z.object({
  assessments: z.array(AssessmentView),
  reported: Reported,
  observations: z.array(ObservationView),
  tasks: z.array(TaskView),
  colleagues: z.array(Colleague),
  can: z.object({ write: z.boolean(), sign: z.boolean() }),
})
export type WorkReply = z.infer<typeof WorkReply>

export const Written = z.object({ id: Uuid })
export type Written = z.infer<typeof Written>
