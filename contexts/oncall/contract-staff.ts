import * as z from 'zod'
import { ABSENCE_KINDS, CONTACT_STATES, CONTRACTS, QUALIFICATIONS, SEXES } from './model-staff.ts'

const Uuid = z.uuid()
const Day = z.iso.date()
const Unique = <T>(list: readonly T[]) => new Set(list).size === list.length

/** 1 is Monday; all seven would be no wish. */
export const Weekdays = z
  .array(z.int().min(1).max(7))
  .max(6, { error: 'whole-week' })
  .refine(Unique)

const Record = z.strictObject({
  qualifications: z.array(z.enum(QUALIFICATIONS)).refine(Unique),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z]+)?$/u))
    .max(20)
    .refine(Unique),
  contract: z.enum(CONTRACTS).nullable(),
  ratherWeekdays: Weekdays,
  /** Of a mediator or a psychologist alone. */
  sex: z.enum(SEXES).nullable().default(null),
})

/** `PUT /api/rota/staff/:staffId`; `version`: of the record as it was read, when somebody reads it before they write it. */
export const RecordBody = Record.extend({ version: z.int().min(0).optional() })

/** An absence as the screen shows it. */
export const AbsenceView = z.object({
  id: Uuid,
  kind: z.enum(ABSENCE_KINDS),
  from: Day,
  until: Day.nullable(),
})
export type AbsenceView = z.infer<typeof AbsenceView>

const ContactView = z.object({
  value: z.string().nullable(),
  state: z.enum(CONTACT_STATES),
  /** It has been proven, and a newer message waits for its answer. */
  isAsked: z.boolean(),
})

/** Somebody of the rota, as the coordinator sees them. */
export const StaffView = Record.extend({
  id: Uuid,
  /** Of the record; 0: nothing is written yet. */
  version: z.int(),
  name: z.string(),
  roles: z.array(z.string()),
  phone: ContactView,
  mail: ContactView,
  absences: z.array(AbsenceView),
})
export type StaffView = z.infer<typeof StaffView>

/** `GET /api/rota/staff`. */
export const StaffReply = z.object({
  people: z.array(StaffView),
  /** Those of the territory. */
  languages: z.array(z.string()),
  /** False where nobody carries messages to telephones: a number is tried by calling it. */
  hasTelephone: z.boolean(),
  today: Day,
})
export type StaffReply = z.infer<typeof StaffReply>

export const StaffParams = z.object({ staffId: Uuid })
export const AbsenceParams = z.object({ absenceId: Uuid })

/** `POST /api/rota/staff/:staffId/absences`. */
export const AbsenceBody = z
  .strictObject({ kind: z.enum(ABSENCE_KINDS), from: Day, until: Day.nullable() })
  .refine(({ from, until }) => until === null || from <= until, {
    path: ['until'],
    error: 'last-before-first',
  })
export type AbsenceBody = z.infer<typeof AbsenceBody>

/** `POST /api/rota/absences/:absenceId/end`: its last day; null: it was written by mistake. */
export const EndAbsenceBody = z.strictObject({ until: Day.nullable() })

/** `POST /api/rota/staff/:staffId/contact-tests`. `hand`: somebody was called and answered. */
export const ContactTestBody = z.strictObject({
  channel: z.enum(['phone', 'mail']),
  how: z.enum(['message', 'hand']),
})

export const SavedReply = z.object({ saved: z.literal(true) })
