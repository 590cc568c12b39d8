import * as z from 'zod'
import { InstantText, line, Uuid } from './contract-parts.ts'
import { PLACEMENT_STATES, RATIFICATIONS } from './model-words.ts'

/** A place that waits for who answers for its cost: no name and no words, of a secret facility the alias. */
export const ToRatifyView = z.object({
  id: Uuid,
  interventionId: Uuid,
  number: z.string(),
  facility: z.string(),
  state: z.enum(PLACEMENT_STATES),
  people: z.int(),
  minors: z.int(),
  since: InstantText,
  stayUntil: InstantText.nullable(),
  can: z.object({ ratify: z.boolean() }),
})
export type ToRatifyView = z.infer<typeof ToRatifyView>

export const ToRatifyReply = z.object({ rows: z.array(ToRatifyView), now: InstantText })

/** Why nobody could be asked, as it was written that night: shown of one place, which is a reading of its file. */
export const RatifyWordsReply = z.object({ why: z.string() })

export const RatifyBody = z.strictObject({
  decision: z.enum(RATIFICATIONS),
  /** The act and its date, or why it is not ratified. */
  words: line(3, 300),
})
export type RatifyInput = z.output<typeof RatifyBody>
