import * as z from 'zod'
import { FacilityView } from './contract.ts'
import { Age, Belfiore, InstantText, line, Phone, Uuid } from './contract-parts.ts'
import { CAPACITIES, FACILITY_KINDS, NIGHT_AUTHORITIES } from './model-facility.ts'
import { SEXES } from './model-household.ts'
import { PLACEMENT_STATES } from './model-words.ts'

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, { error: 'wrong-format' })

const RoomBody = z.strictObject({
  id: Uuid.optional(),
  name: line(1, 60),
  beds: z.int().min(0).max(60),
  cots: z.int().min(0).max(10).default(0),
  shared: z.boolean().default(false),
  sex: z.enum(SEXES).default('unknown'),
})
export type RoomInput = z.output<typeof RoomBody>

const AdmissionBody = z.strictObject({
  women: z.boolean(),
  men: z.boolean(),
  minorsWithParent: z.boolean(),
  minorsAlone: z.boolean(),
  pets: z.boolean(),
  intoxicated: z.boolean(),
  stepFree: z.boolean(),
  care: z.boolean(),
  minAge: Age.nullable().default(null),
  maxAge: Age.nullable().default(null),
  maxBoyAge: Age.nullable().default(null),
})

/** A facility as the coordinator writes it; the whole of it each time. */
export const FacilityBody = z.strictObject({
  version: z.int().min(0).default(0),
  name: line(2, 120),
  /** What everybody reads instead of the name, when the facility is secret. */
  alias: line(0, 120).default(''),
  kind: z.enum(FACILITY_KINDS),
  bodyId: Uuid.nullable().default(null),
  isSecret: z.boolean().default(false),
  capacity: z.enum(CAPACITIES).default('beds'),
  hasAgreement: z.boolean().default(true),
  municipality: Belfiore.nullable().default(null),
  admission: AdmissionBody,
  opensAt: Clock.nullable().default(null),
  closesAt: Clock.nullable().default(null),
  nightAuthority: z.enum(NIGHT_AUTHORITIES).default('anyone-on-duty'),
  stayLimit: z.string().max(60).nullable().default(null),
  /** Null: as long as the territory says. */
  holdMinutes: z.int().min(5).max(480).nullable().default(null),
  isActive: z.boolean().default(true),
  address: line(0, 200).default(''),
  phone: Phone,
  headPhone: Phone.default(''),
  email: z.union([z.literal(''), z.email({ error: 'wrong-format' })]).default(''),
  rooms: z.array(RoomBody).max(60).default([]),
})
export type FacilityInput = z.output<typeof FacilityBody>

/** A facility as its editor reads it: of a secret one the sealed part only after it was asked for. */
export const FacilityEditView = z.object({
  version: z.int(),
  id: Uuid,
  name: z.string(),
  alias: z.string(),
  kind: z.enum(FACILITY_KINDS),
  bodyId: z.string().nullable(),
  isSecret: z.boolean(),
  capacity: z.enum(CAPACITIES),
  hasAgreement: z.boolean(),
  municipality: z.string().nullable(),
  admission: AdmissionBody,
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  nightAuthority: z.enum(NIGHT_AUTHORITIES),
  stayLimit: z.string().nullable(),
  holdMinutes: z.int().nullable(),
  isActive: z.boolean(),
  address: z.string(),
  phone: z.string(),
  headPhone: z.string(),
  email: z.string(),
  rooms: z.array(
    z.object({
      id: Uuid,
      name: z.string(),
      beds: z.int(),
      cots: z.int(),
      shared: z.boolean(),
      sex: z.enum(SEXES),
    }),
  ),
})
export type FacilityEditView = z.infer<typeof FacilityEditView>

/** `/posti`: every facility of the desk at this hour, and whether this person keeps them. */
export const TonightView = z.object({
  facilities: z.array(FacilityView),
  /** Stays that are ending or over, of open and of closed files. */
  stays: z.array(
    z.object({
      id: Uuid,
      interventionId: Uuid,
      number: z.string(),
      facility: z.string(),
      stayUntil: InstantText,
      isOverrun: z.boolean(),
      followedBy: z.string().nullable(),
    }),
  ),
  can: z.object({ manage: z.boolean() }),
  bodies: z.array(z.object({ id: Uuid, name: z.string() })),
  stayLimits: z.array(z.object({ key: z.string(), label: z.string() })),
  municipalities: z.array(z.object({ code: z.string(), name: z.string() })),
  now: InstantText,
})
export type TonightView = z.infer<typeof TonightView>

/** What a facility sees of its own: who is there and who is expected, without names. */
export const OwnView = z.object({
  facilities: z.array(
    z.object({
      id: Uuid,
      label: z.string(),
      declaredAt: InstantText.nullable(),
      beds: z.int(),
      freeBeds: z.int(),
      guests: z.array(
        z.object({
          id: Uuid,
          number: z.string(),
          state: z.enum(PLACEMENT_STATES),
          people: z.int(),
          minors: z.int(),
          holdUntil: InstantText,
          arrivedAt: InstantText.nullable(),
          stayUntil: InstantText.nullable(),
        }),
      ),
    }),
  ),
  now: InstantText,
})
export type OwnView = z.infer<typeof OwnView>

export const Saved = z.object({ id: Uuid })
