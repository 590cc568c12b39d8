import * as z from 'zod'
import { THING_STATES } from '../model.ts'

const Kept = z.object({
  lines: z.record(z.string(), z.string()),
  stays: z.record(z.string(), z.boolean()),
  things: z.record(z.string(), z.object({ state: z.enum(THING_STATES), note: z.string() })),
  words: z.string(),
})
/** What who leaves has under way, on this machine until it is signed. */
export type UnderWay = z.infer<typeof Kept>
/** Nothing is written yet. */
export const START: UnderWay = { lines: {}, stays: {}, things: {}, words: '' }
/** What was kept, while it still fits. */
export const readUnderWay = (value: unknown): UnderWay | undefined => Kept.safeParse(value).data
