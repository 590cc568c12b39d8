import * as z from 'zod'
import { ROTA_ROLES } from './model.ts'

const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/u, { error: 'invalid' })

/** `GET /api/rota/counts?month=2026-11`. */
export const CountsQuery = z.object({ month: Month })

/** What is paid for of the published turns of a month; calls are those of the person, in whatever role. */
export const CountsReply = z.object({
  month: Month,
  counts: z.array(
    z.object({
      name: z.string(),
      role: z.enum(ROTA_ROLES),
      turns: z.int(),
      hours: z.number(),
      nights: z.int(),
      festive: z.int(),
      calls: z.int(),
      answered: z.int(),
      /** For which they helped with files, as mediator or psychologist: for the invoice. */
      minutes: z.int(),
    }),
  ),
})
export type CountsReply = z.infer<typeof CountsReply>
