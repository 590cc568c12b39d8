import * as z from 'zod'
import { AbsenceView, Weekdays } from './contract-staff.ts'
import { ROTA_ROLES } from './model.ts'

const InstantText = z.iso.datetime({ offset: false })

/** `GET /api/rota/staff/:staffId/days`: the turns that an absence of this person could open. */
export const PersonDaysReply = z.object({
  /** Their published turns of the year to come: what an absence opens asks for a substitute. */
  turns: z.array(
    z.object({ role: z.enum(ROTA_ROLES), startsAt: InstantText, endsAt: InstantText }),
  ),
  today: z.iso.date(),
  now: InstantText,
})
export type PersonDaysReply = z.infer<typeof PersonDaysReply>

/** `GET /api/own/days`: when whoever asks cannot, or would rather not, be on call, and which turns they have. */
export const OwnDaysReply = PersonDaysReply.extend({
  absences: z.array(AbsenceView),
  ratherWeekdays: z.array(z.int()),
})
export type OwnDaysReply = z.infer<typeof OwnDaysReply>

/** `PUT /api/own/weekdays`. */
export const OwnWeekdaysBody = z.strictObject({ ratherWeekdays: Weekdays })
