import { z } from 'zod'
import { ACCESS_MODES, CHANNEL_KINDS } from './access-policy.ts'
import { WEEKDAYS } from './calendar.ts'
import {
  ANSWERING,
  BODY_KINDS,
  type Configuration,
  OFFICE_KINDS,
  SERVICE_MODES,
} from './configuration.ts'
import {
  ChaseSchema,
  DrillSchema,
  EscalationSchema,
  InterpretingSchema,
  PlacesSchema,
  RetentionSchema,
  RotaSchema,
  ShiftNotesSchema,
  StayLimitSchema,
  SwitchboardSchema,
} from './schema-terms.ts'
import {
  Belfiore,
  Category,
  Day,
  DialPrefix,
  Email,
  Key,
  Minutes,
  Name,
  Phone,
  RoleName,
  Text,
  WindowText,
} from './schema-words.ts'
import { REQUEST_KINDS, YES_NO_FACTS } from './situation.ts'
import { AUTHORITIES, CLASS_COLOURS, CLASS_SIGNS } from './triage-classes.ts'

// The form of a territory's configuration: the same in the YAML file, on the wire and in the table.

const FeastDay = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fixed'),
    monthDay: z.string().regex(/^\d{2}-\d{2}$/u, 'month-day'),
  }),
  z.strictObject({
    kind: z.literal('weekday'),
    nth: z.int().min(-1).max(5),
    weekday: z.enum(WEEKDAYS),
    month: z.int().min(1).max(12),
  }),
  z.strictObject({ kind: z.literal('easter'), days: z.int().min(-60).max(100) }),
])

const Hours = z.array(WindowText).default([])
const Weekly = z.strictObject({
  monday: Hours,
  tuesday: Hours,
  wednesday: Hours,
  thursday: Hours,
  friday: Hours,
  saturday: Hours,
  sunday: Hours,
})

export const CalendarSchema = z.strictObject({
  key: Key,
  weekly: Weekly,
  openOnNationalHolidays: z.boolean().default(false),
  closings: z.array(z.strictObject({ from: Day, to: Day, why: Name })).default([]),
  openings: z.array(z.strictObject({ on: Day, hours: z.array(WindowText) })).default([]),
})

export const BodySchema = z.strictObject({
  key: Key,
  name: Name,
  kind: z.enum(BODY_KINDS),
  pec: Email.nullable().default(null),
  phone: Phone.nullable().default(null),
})

export const OfficeSchema = z.strictObject({
  key: Key,
  kind: z.enum(OFFICE_KINDS).default('social-service'),
  body: Key,
  name: Name,
  municipality: Belfiore,
  address: Name,
  phone: Phone,
  email: Email.nullable().default(null),
  pec: Email.nullable().default(null),
  calendar: Key,
  standIn: Key.nullable().default(null),
})

export const MunicipalitySchema = z.strictObject({
  code: Belfiore,
  name: Name,
  calendar: Key,
  office: Key,
  distance: Key.nullable().default(null),
  patron: z.strictObject({ name: Name, day: FeastDay }).nullable().default(null),
  lat: z.number().min(35).max(48),
  lon: z.number().min(6).max(19),
  from: Day.nullable().default(null),
  to: Day.nullable().default(null),
})

const Answerer = z.strictObject({
  kind: z.enum(ANSWERING),
  role: RoleName,
  label: Name,
  phone: Phone,
})

const ClockHour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, 'time')

export const ServiceSchema = z.strictObject({
  mode: z.enum(SERVICE_MODES),
  hours: Key.nullable().default(null),
  answers: Answerer,
  outside: Answerer.nullable().default(null),
  officeBy: z.enum(['found', 'residence']).default('found'),
  hasMobileUnit: z.boolean().default(false),
  shiftEnds: z.array(ClockHour).min(1).max(6).default(['08:00', '20:00']),
  answersUntil: ClockHour.default('10:00'),
  hidePrefix: DialPrefix.default('#31#'),
})

const Channel = z.strictObject({
  kind: z.enum(CHANNEL_KINDS),
  label: Name,
  value: Name,
  audience: z.array(Category).default([]),
})

export const AccessSchema = z.strictObject({
  mode: z.enum(ACCESS_MODES),
  entitled: z.array(Category).default([]),
  refusalScript: Text,
  guaranteedScript: Text,
  channels: z.array(Channel).min(1),
})

export const AccreditedSchema = z.strictObject({
  key: Key,
  name: Name,
  category: Category,
  phones: z.array(Phone).min(1),
  email: Email.nullable().default(null),
  portal: z.boolean().default(false),
  protocol: z
    .strictObject({ reference: Name, from: Day, to: Day.nullable().default(null) })
    .nullable()
    .default(null),
})

const ClassSchema = z.strictObject({
  key: Key,
  name: Name,
  meaning: z.enum(['emergency', 'urgency', 'not-pertinent']),
  rank: z.int().min(1).max(5),
  sign: z.enum(CLASS_SIGNS),
  colour: z.enum(CLASS_COLOURS),
  digit: z.int().min(0).max(9),
  atDesk: z.boolean().optional(),
  targets: z
    .array(
      z.strictObject({
        distance: Key.nullable().default(null),
        time: Key.nullable().default(null),
        acknowledgeMinutes: Minutes,
        arriveMinutes: Minutes.nullable().default(null),
      }),
    )
    .default([]),
})

const yesNo = Object.fromEntries(
  YES_NO_FACTS.map((fact) => [fact, z.boolean().optional()]),
) as Record<(typeof YES_NO_FACTS)[number], z.ZodOptional<z.ZodBoolean>>

/** Facts of a situation on the wire and in the rules; a fact that is absent is not known. */
export const SituationFactsSchema = z.strictObject({
  ...yesNo,
  network: z.enum(['yes', 'no', 'unknown']).optional(),
  requestKind: z.enum(REQUEST_KINDS).optional(),
})

export const TriageSchema = z.strictObject({
  protocol: Name,
  classes: z.array(ClassSchema).min(2).max(6),
  otherwise: Key,
  rules: z
    .array(
      z.strictObject({
        id: Key,
        when: SituationFactsSchema,
        class: Key,
        authorities: z.array(z.enum(AUTHORITIES)).default([]),
        reason: Text,
      }),
    )
    .min(1),
})

/** The whole configuration of one territory. Unknown keys are errors, so a slip of the pen is seen. */
export const ConfigurationSchema = z.strictObject({
  key: Key,
  name: Name,
  description: Text,
  leadBody: Key,
  bodies: z.array(BodySchema).min(1),
  calendars: z.array(CalendarSchema).min(1),
  offices: z.array(OfficeSchema).min(1),
  municipalities: z.array(MunicipalitySchema).min(1),
  service: ServiceSchema,
  access: AccessSchema,
  accredited: z.array(AccreditedSchema).default([]),
  timeBands: z.array(z.strictObject({ key: Key, windows: z.array(WindowText).min(1) })).default([]),
  triage: TriageSchema,
  stayLimits: z.array(StayLimitSchema).default([]),
  places: PlacesSchema,
  retention: RetentionSchema,
  chase: ChaseSchema,
  rota: RotaSchema,
  switchboard: SwitchboardSchema,
  shiftNotes: ShiftNotesSchema,
  drill: DrillSchema,
  escalation: z.array(EscalationSchema).default([]),
  languages: z.array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z]+)?$/u, 'language')).min(1),
  interpreting: InterpretingSchema,
}) satisfies z.ZodType<Configuration>

/** A person of the demonstration. Invented: names, addresses and numbers belong to nobody. */
export const PersonSchema = z.strictObject({
  key: Key,
  name: Name,
  email: Email,
  phone: Phone,
  roles: z.array(RoleName).min(1),
  body: Key,
  languages: z.array(z.string()).default(['it']),
  accredited: Key.nullable().default(null),
})
export type TerritoryPerson = z.infer<typeof PersonSchema>

/** A territory file: the configuration with its people. */
export const TerritoryFileSchema = ConfigurationSchema.extend({
  people: z.array(PersonSchema).default([]),
})
