import { z } from 'zod'
import {
  ACCESS_MODES,
  CHANNEL_KINDS,
  REPORTER_CATEGORIES,
  type ReporterCategory,
} from './access-policy.ts'
import { ANSWERING, SERVICE_MODES } from './configuration.ts'
import { AccessSchema, ConfigurationSchema, OfficeSchema, TriageSchema } from './schema.ts'
import { REQUEST_KINDS, YES_NO_FACTS, type YesNoFact } from './situation.ts'
import { CLASS_COLOURS, CLASS_SIGNS } from './triage-classes.ts'

const Uuid = z.uuid()
const InstantText = z.iso.datetime({ offset: false })
const Belfiore = z.string().regex(/^[A-Z]\d{3}$/u, 'belfiore')
const Phone = z.string()

/** A territory in the list of mine. */
export const TerritoryView = z.object({
  id: Uuid,
  key: z.string(),
  name: z.string(),
  mode: z.enum(SERVICE_MODES),
  access: z.enum(ACCESS_MODES),
  version: z.int(),
})
export type TerritoryView = z.infer<typeof TerritoryView>
export const TerritoryList = z.object({ territories: z.array(TerritoryView) })

const shape = ConfigurationSchema.shape

/** What every screen of a territory needs, and the rules in force to be read. No listed numbers of reporters. */
export const TerritoryProfile = TerritoryView.extend({
  description: z.string(),
  serviceNumber: z.object({ label: z.string(), phone: Phone, answering: z.enum(ANSWERING) }),
  hasMobileUnit: z.boolean(),
  accessPolicy: AccessSchema,
  classes: TriageSchema.shape.classes,
  languages: z.array(z.string()),
  municipalities: z.array(
    z.object({
      code: Belfiore,
      name: z.string(),
      office: z.string(),
      distance: z.string().nullable(),
      lat: z.number(),
      lon: z.number(),
    }),
  ),
  offices: z.array(OfficeSchema),
  service: shape.service,
  calendars: shape.calendars,
  timeBands: shape.timeBands.unwrap(),
  stayLimits: shape.stayLimits.unwrap(),
  places: shape.places.unwrap(),
  chase: shape.chase.unwrap(),
  rota: shape.rota.unwrap(),
  switchboard: shape.switchboard.unwrap(),
  escalation: shape.escalation.unwrap(),
})
export type TerritoryProfile = z.infer<typeof TerritoryProfile>

export const TerritoryParams = z.object({ territoryId: Uuid })

const flags = z
  .string()
  .transform((text) => text.split(',').filter((fact) => fact !== ''))
  .pipe(z.array(z.enum(YES_NO_FACTS)))

/** `GET .../in-charge`: `yes` and `no` list the facts known as such, comma-separated; others are not known. */
export const InChargeQuery = z.strictObject({
  at: z.iso.datetime({ offset: true }).optional(),
  foundIn: Belfiore.optional(),
  residence: Belfiore.optional(),
  reporter: z.enum(REPORTER_CATEGORIES).default('person-in-need' satisfies ReporterCategory),
  yes: flags.optional(),
  no: flags.optional(),
  network: z.enum(['yes', 'no', 'unknown']).optional(),
  requestKind: z.enum(REQUEST_KINDS).optional(),
})
export type InChargeQuery = z.output<typeof InChargeQuery>

/** The facts of a query as the model wants them. */
export function factsOfQuery(query: InChargeQuery) {
  const known = (facts: readonly YesNoFact[] | undefined, value: boolean) =>
    Object.fromEntries((facts ?? []).map((fact) => [fact, value]))
  return {
    ...known(query.no, false),
    ...known(query.yes, true),
    network: query.network,
    requestKind: query.requestKind,
  }
}

const OfficeView = z.object({
  key: z.string(),
  name: z.string(),
  address: z.string(),
  phone: Phone,
  email: z.string().nullable(),
  pec: z.string().nullable(),
  opensOrClosesAt: InstantText.nullable(),
})
export type OfficeView = z.infer<typeof OfficeView>

/** Who is in charge, as an answer on the wire. Reasons carry codes; `text` is the Italian sentence. */
export const InChargeView = z.object({
  at: InstantText,
  who: z.object({
    kind: z.enum([...ANSWERING, 'office']),
    label: z.string(),
    phone: Phone,
    role: z.string().nullable(),
    office: OfficeView.nullable(),
  }),
  until: InstantText.nullable(),
  access: z.object({
    taken: z.boolean(),
    outcome: z.string(),
    script: z.string().nullable(),
    mayReport: z.array(z.enum(REPORTER_CATEGORIES)),
    channels: z.array(
      z.object({ kind: z.enum(CHANNEL_KINDS), label: z.string(), value: z.string() }),
    ),
    verification: z.enum(['not-required', 'listed-number', 'call-back']),
  }),
  class: z.object({
    key: z.string(),
    name: z.string(),
    rank: z.int(),
    sign: z.enum(CLASS_SIGNS),
    colour: z.enum(CLASS_COLOURS),
  }),
  target: z
    .object({ acknowledgeMinutes: z.number(), arriveMinutes: z.number().nullable() })
    .nullable(),
  recipient: z.object({
    purpose: z.enum(['handover', 'orientation']),
    office: OfficeView.nullable(),
    outsideMunicipality: Belfiore.nullable(),
    meanwhile: OfficeView.nullable(),
  }),
  handOn: z.array(z.string()),
  reasons: z.array(z.object({ about: z.string(), code: z.string(), text: z.string() })),
})
export type InChargeView = z.infer<typeof InChargeView>

/** `GET .../coverage`: a municipality and a day in Italy. */
export const CoverageQuery = z.strictObject({ municipality: Belfiore, day: z.iso.date() })

/** Hour by hour of a day (23, 24 or 25 of them), who answers the two needs that are always guaranteed. */
export const CoverageView = z.object({
  hours: z.array(
    z.object({
      at: InstantText,
      who: z.object({ kind: z.enum([...ANSWERING, 'office']), label: z.string(), phone: Phone }),
      reasons: z.array(z.string()),
    }),
  ),
})
export type CoverageView = z.infer<typeof CoverageView>

export const SettingsFault = z.object({ path: z.string(), code: z.string(), text: z.string() })

/** The settings as the administrator sees them. */
export const SettingsView = z.object({
  version: z.int(),
  configuration: ConfigurationSchema,
  warnings: z.array(SettingsFault),
})
export type SettingsView = z.infer<typeof SettingsView>

/** `PUT .../settings`: the version the person saw and the sections that change, each whole. */
export const SettingsBody = z.strictObject({
  version: z.int().min(1),
  changes: z.strictObject({
    name: shape.name.optional(),
    description: shape.description.optional(),
    service: shape.service.optional(),
    access: shape.access.optional(),
    timeBands: shape.timeBands.unwrap().optional(),
    triage: shape.triage.optional(),
    stayLimits: shape.stayLimits.unwrap().optional(),
    places: shape.places.unwrap().optional(),
    chase: shape.chase.unwrap().optional(),
    rota: shape.rota.unwrap().optional(),
    switchboard: shape.switchboard.unwrap().optional(),
    escalation: shape.escalation.unwrap().optional(),
    languages: shape.languages.optional(),
    calendars: shape.calendars.optional(),
  }),
})

export const MunicipalityQuery = z.strictObject({
  q: z.string().trim().min(1).max(80),
  territoryId: Uuid.optional(),
})

/**
 * A municipality found by name; `inTerritory` true when it belongs to the territory that was named. `answers`: of another
 * one, the territory of this installation that answers there.
 */
export const MunicipalityView = z.object({
  code: Belfiore,
  name: z.string(),
  province: z.string(),
  istat: z.string(),
  inTerritory: z.boolean(),
  answers: z.string().nullable(),
})
export const MunicipalityList = z.object({ municipalities: z.array(MunicipalityView) })
export type MunicipalityView = z.infer<typeof MunicipalityView>
