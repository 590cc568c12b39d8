import * as z from 'zod'
import { cleanText } from '#platform/kernel/text.ts'
import { NeighboursView } from './contract-neighbour.ts'
import { Age, Belfiore, InstantText, line, Uuid } from './contract-parts.ts'
import { CAPACITIES, FACILITY_KINDS, NIGHT_AUTHORITIES } from './model-facility.ts'
import { SEXES } from './model-household.ts'
import { CAUTIONS, EXCLUSIONS, VERDICTS } from './model-search.ts'
import {
  AUTHORISATIONS,
  CALL_RESULTS,
  ENDINGS,
  LATE_LEVELS,
  NO_REASONS,
  PLACEMENT_STATES,
  RELEASES,
  TITLES,
} from './model-words.ts'

const Words = z
  .string()
  .max(1000, { error: 'too-long' })
  .transform((raw) => cleanText(raw.toWellFormed()))
  .default('')

/** `isMinor` counts only where the age is not known. */
export const GuestBody = z.strictObject({
  sex: z.enum(SEXES),
  age: Age.nullable().default(null),
  isMinor: z.boolean().default(false),
})

/** Whom a place is looked for; `words`: the eight things a facility asks, as far as the facts do not say them. */
export const NeedBody = z.strictObject({
  people: z.array(GuestBody).min(1, { error: 'required' }).max(30),
  pets: z.boolean().default(false),
  stepFree: z.boolean().default(false),
  intoxicated: z.boolean().default(false),
  care: z.boolean().default(false),
  secret: z.boolean().default(false),
  mayBeSplit: z.boolean().default(false),
  avoid: z.array(Belfiore).max(20).default([]),
  words: z
    .strictObject({
      ties: Words,
      health: Words,
      therapies: Words,
      behaviour: Words,
      documents: Words,
      language: Words,
      arrival: Words,
      payer: Words,
    })
    .prefault({}),
})
export type NeedInput = z.output<typeof NeedBody>

const NeedOut = z.object({
  people: z.array(
    z.object({
      sex: z.enum(SEXES),
      age: z.int().nullable(),
      isMinor: z.boolean().optional(),
    }),
  ),
  pets: z.boolean(),
  stepFree: z.boolean(),
  intoxicated: z.boolean(),
  care: z.boolean(),
  secret: z.boolean(),
  mayBeSplit: z.boolean(),
  avoid: z.array(z.string()),
  words: z.record(z.string(), z.string()),
})
export type NeedView = z.infer<typeof NeedOut>
/** The part of a need that the people of the file already say. */
export type SuggestedNeed = Pick<
  NeedView,
  'people' | 'pets' | 'stepFree' | 'intoxicated' | 'care' | 'secret' | 'words'
>

/** A facility as whoever looks for a place sees it; `contact` is null where it must be asked for, with its logging. */
export const FacilityView = z.object({
  id: Uuid,
  label: z.string(),
  kind: z.enum(FACILITY_KINDS),
  isSecret: z.boolean(),
  capacity: z.enum(CAPACITIES),
  hasAgreement: z.boolean(),
  municipality: z.string().nullable(),
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  nightAuthority: z.enum(NIGHT_AUTHORITIES),
  isActive: z.boolean(),
  declaredAt: InstantText.nullable(),
  beds: z.int(),
  freeBeds: z.int(),
  freeRooms: z.int(),
  contact: z.object({ address: z.string(), phone: z.string(), headPhone: z.string() }).nullable(),
})
export type FacilityView = z.infer<typeof FacilityView>

/** One line of the search: the facility and what it says to these people. */
export const CandidateView = z.object({
  facility: FacilityView,
  verdict: z.enum(VERDICTS),
  /** The last no of this facility to this file, while it is fresh. */
  refusal: z.object({ reason: z.enum(NO_REASONS), at: InstantText }).nullable(),
  exclusions: z.array(z.enum(EXCLUSIONS)),
  cautions: z.array(z.enum(CAUTIONS)),
  rooms: z.array(z.string()),
  missing: z.int(),
  isNearestMiss: z.boolean(),
})
export type CandidateView = z.infer<typeof CandidateView>

export const PlacementView = z.object({
  id: Uuid,
  facilityId: Uuid,
  facility: z.string(),
  isSecret: z.boolean(),
  state: z.enum(PLACEMENT_STATES),
  people: z.int(),
  minors: z.int(),
  holdUntil: InstantText,
  saidName: z.string(),
  saidRole: z.string(),
  title: z.enum(TITLES).nullable(),
  needsAuthorisation: z.boolean(),
  authorisation: z.enum(AUTHORISATIONS).nullable(),
  /** The act of who ratified, or why not. */
  ratification: z.string(),
  missing: z.enum(['title-missing', 'authorisation-missing']).nullable(),
  askedAt: InstantText.nullable(),
  confirmedAt: InstantText.nullable(),
  confirmedBy: z.string().nullable(),
  confirmedRole: z.string().nullable(),
  confirmedWay: z.enum(['link', 'voice']).nullable(),
  expectedAt: InstantText.nullable(),
  lateLevel: z.enum(LATE_LEVELS).nullable(),
  noReason: z.enum(NO_REASONS).nullable(),
  arrivedAt: InstantText.nullable(),
  stayUntil: InstantText.nullable(),
  /** How many hours they may stay from their arrival; null: as long as it takes. */
  stayHours: z.int().nullable(),
  isWarned: z.boolean(),
  isOverrun: z.boolean(),
  endedAt: InstantText.nullable(),
})
export type PlacementView = z.infer<typeof PlacementView>

export const CallView = z.object({
  id: Uuid,
  facility: z.string(),
  facilityId: Uuid,
  result: z.enum(CALL_RESULTS),
  reason: z.enum(NO_REASONS).nullable(),
  saidName: z.string(),
  saidRole: z.string(),
  note: z.string(),
  calledAt: InstantText,
  by: z.string(),
})
export type CallView = z.infer<typeof CallView>

const UnmetView = z.object({
  id: Uuid,
  recordedAt: InstantText,
  asked: z.int(),
  reasons: z.array(z.string()),
  note: z.string(),
  by: z.string(),
  againAt: InstantText.nullable(),
})

/** Everything of the tab *Posto*. */
export const PlacesView = z.object({
  need: NeedOut.nullable(),
  /** What the people of the file say of it, before anybody wrote it here. */
  suggested: NeedOut.pick({
    people: true,
    pets: true,
    stepFree: true,
    intoxicated: true,
    care: true,
    secret: true,
    words: true,
  }),
  candidates: z.array(CandidateView),
  placements: z.array(PlacementView),
  calls: z.array(CallView),
  unmet: z.array(UnmetView),
  neighbours: NeighboursView,
  municipalities: z.array(z.object({ code: z.string(), name: z.string() })),
  /** The service that accepted the file: from then on the stay is its own. */
  followedBy: z.string().nullable(),
  can: z.object({ work: z.boolean(), disclose: z.boolean() }),
  now: InstantText,
})
export type PlacesView = z.infer<typeof PlacesView>

/** A telephone call to a facility. With *yes* the place is held at once. */
export const CallBody = z.strictObject({
  facilityId: Uuid,
  result: z.enum(CALL_RESULTS),
  name: line(0, 120).default(''),
  role: line(0, 120).default(''),
  reason: z.enum(NO_REASONS).optional(),
  note: Words,
  minutes: z.int().min(5).max(480).optional(),
  /** True when the people of the file are divided over several places. */
  alongside: z.boolean().default(false),
})
export type CallInput = z.output<typeof CallBody>

export const FileParams = z.strictObject({ id: Uuid })
export const PlacementParams = z.strictObject({ id: Uuid, placementId: Uuid })
export const FacilityOfFileParams = z.strictObject({ id: Uuid, facilityId: Uuid })
export const FacilityParams = z.strictObject({ facilityId: Uuid })

export const ExtendHoldBody = z.strictObject({ minutes: z.int().min(5).max(480).optional() })
export const ReleaseBody = z.strictObject({ reason: z.enum(RELEASES) })
export const TitleBody = z.strictObject({ title: z.enum(TITLES) })
export const AuthorisationBody = z.strictObject({
  mode: z.enum(['authorised', 'to-ratify']),
  /** Who authorised, and in which office; or why nobody could be asked. */
  words: line(3, 300),
})
const ArrivesIn = z.int().min(5).max(1440)
export const VoiceBody = z.strictObject({
  name: line(2, 120),
  role: line(2, 120),
  /** How long until they arrive; without it, the usual wait of the territory. */
  arrivesIn: ArrivesIn.optional(),
})
export const ExpectBody = z.strictObject({ arrivesIn: ArrivesIn })
export const RefusalBody = z.strictObject({
  name: line(2, 120),
  role: line(2, 120),
  reason: z.enum(NO_REASONS),
})
export const ArrivalBody = z.strictObject({ arrivedAt: InstantText.optional() })
export const StayBody = z.strictObject({ hours: z.int().min(1).max(720) })
export const EndBody = z.strictObject({ reason: z.enum(ENDINGS) })
export const UnmetBody = z.strictObject({
  /** What is done meanwhile: nobody is left without a word on it. */
  note: Words.pipe(z.string().min(3, { error: 'required' })),
  /** In how many minutes a place is looked for again; null: it is not. */
  againIn: z.int().min(5).max(1440).nullable(),
})
export type UnmetInput = z.output<typeof UnmetBody>

/** The sealed part of a facility, shown on request. */
export const Disclosure = z.object({
  name: z.string(),
  address: z.string(),
  phone: z.string(),
  headPhone: z.string(),
})

export const Done = z.object({ done: z.literal(true) })
