import * as z from 'zod'
import { BrokenView } from './contract.ts'
import { LEVELS, ROTA_ROLES } from './model.ts'
import { IMPORT_FAULTS } from './model-import.ts'

/** The longest spreadsheet that is read at once. */
export const MOST_LETTERS = 100_000
const InstantText = z.iso.datetime({ offset: false })

/** `POST /api/rota/import`: looked at first (`take` false), then put in the draft. */
export const ImportBody = z.strictObject({
  text: z.string().max(MOST_LETTERS),
  take: z.boolean(),
  reason: z.string().trim().min(3).max(300).nullable().default(null),
})

/** What each line means, or what is wrong with it; and which rules the turns would break. */
export const ImportReply = z.object({
  turns: z.array(
    z.object({
      line: z.int(),
      name: z.string(),
      role: z.enum(ROTA_ROLES),
      level: z.literal([...LEVELS]),
      startsAt: InstantText,
      endsAt: InstantText,
    }),
  ),
  faults: z.array(z.object({ line: z.int(), fault: z.enum(IMPORT_FAULTS) })),
  broken: z.array(BrokenView),
  taken: z.boolean(),
})
export type ImportReply = z.infer<typeof ImportReply>
