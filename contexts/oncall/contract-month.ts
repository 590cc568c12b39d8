import * as z from 'zod'
import { BrokenView, Making, RotaPerson, RotaReply, TurnView } from './contract.ts'
import { ROTA_ROLES } from './model.ts'

const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/u, { error: 'invalid' })

/** `GET /api/rota/month?month=2026-12`; without it, this month. */
export const MonthQuery = z.object({ month: Month.optional() })

/** A month of the rota: for whoever makes it as it will be, for the others as it is published. */
export const MonthReply = z.object({
  month: Month,
  days: z.array(z.object({ day: z.iso.date(), isFestive: z.boolean() })),
  turns: z.array(TurnView),
  /** Those who hold a role of the rota, without how they are reached. */
  people: z.array(RotaPerson),
  /** Roles that have turns in the month or that some class calls, in the order of the screen. */
  roles: z.array(z.enum(ROTA_ROLES)),
  /** Hours to come of the month that nobody covers. */
  needed: RotaReply.shape.needed,
  unskilled: RotaReply.shape.unskilled,
  /** What each person has in the year of the month, role by role: the whole team sees it. */
  balance: z.array(
    z.object({
      role: z.enum(ROTA_ROLES),
      staffId: z.uuid(),
      name: z.string(),
      tally: z.object({ turns: z.int(), nights: z.int(), festive: z.int() }),
    }),
  ),
  /** Days on which somebody cannot have turns, for whoever makes the rota. */
  away: z.array(z.object({ staffId: z.uuid(), day: z.iso.date() })),
  broken: z.array(BrokenView),
  drafted: z.int(),
  making: Making.nullable(),
  can: z.object({ edit: z.boolean() }),
  now: z.iso.datetime({ offset: false }),
})
export type MonthReply = z.infer<typeof MonthReply>
