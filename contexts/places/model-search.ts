import { type Instant, minutesBetween, wallClock } from '#platform/kernel/time.ts'
import { type Admission, type Capacity, type Fit, fitRooms, type Room } from './model-facility.ts'
import { type Household, isMinor, minorsIn } from './model-household.ts'

/** A facility as the search sees it: no name, no address. */
export type Candidate = {
  readonly id: string
  readonly admission: Admission
  readonly capacity: Capacity
  readonly isSecret: boolean
  readonly hasAgreement: boolean
  readonly municipality: string | null
  /** Where a secret facility is, for those who may know; absent for all others. */
  readonly secretMunicipality?: string | null
  /** `HH:MM` between which one may come in; null both: always. */
  readonly opensAt: string | null
  readonly closesAt: string | null
  readonly declaredAt: Instant | null
  /** It said no to this file a short while ago; absent: it did not. */
  readonly saidNo?: boolean
  readonly rooms: readonly Room[]
}

export const EXCLUSIONS = [
  'women',
  'men',
  'minors-with-parent',
  'minors-alone',
  'age-low',
  'age-high',
  'boy-age',
  'pets',
  'intoxicated',
  'steps',
  'care',
  'not-secret',
  'only-secret',
  'avoid',
  'location',
  'no-room',
] as const
/** Why a facility cannot take these people. */
export type Exclusion = (typeof EXCLUSIONS)[number]

export const CAUTIONS = [
  'no-agreement',
  'by-phone',
  'door-closed',
  'stale',
  'location',
  'minor-age',
] as const
/** What must be settled on the telephone before they can go there. */
export type Caution = (typeof CAUTIONS)[number]

/** `refused`: nothing excludes it, and it said no. */
export const VERDICTS = ['fits', 'exception', 'refused', 'excluded'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What the search says of one facility. `missing`: beds that the best room lacks. */
export type Ranked = {
  readonly id: string
  readonly verdict: Verdict
  readonly exclusions: readonly Exclusion[]
  readonly cautions: readonly Caution[]
  readonly fit: Fit | null
  readonly missing: number
  readonly freeBeds: number
  /** The excluded facility that lacks least: the first to argue with. */
  readonly isNearestMiss: boolean
}

/** Hours after which a declared availability, or a no, is only a memory. */
export const STALE_HOURS = 12

type Says = (admission: Admission, household: Household) => boolean

const adults = (household: Household) => household.people.filter((one) => !isMinor(one))
const isAlone = (household: Household) => adults(household).length === 0

// One line per rule of admission: true when it excludes.
const RULES: readonly (readonly [Exclusion, Says])[] = [
  ['women', (a, h) => !a.women && adults(h).some(({ sex }) => sex === 'female')],
  ['men', (a, h) => !a.men && adults(h).some(({ sex }) => sex === 'male')],
  ['minors-with-parent', (a, h) => !a.minorsWithParent && minorsIn(h) > 0 && !isAlone(h)],
  ['minors-alone', (a, h) => !a.minorsAlone && minorsIn(h) > 0 && isAlone(h)],
  [
    'age-low',
    ({ minAge }, h) => minAge !== null && adults(h).some(({ age }) => below(age, minAge)),
  ],
  [
    'age-high',
    ({ maxAge }, h) => maxAge !== null && adults(h).some(({ age }) => above(age, maxAge)),
  ],
  [
    'boy-age',
    ({ maxBoyAge }, h) =>
      maxBoyAge !== null &&
      h.people.some((one) => isMinor(one) && one.sex === 'male' && above(one.age, maxBoyAge)),
  ],
  ['pets', (a, h) => h.pets && !a.pets],
  ['intoxicated', (a, h) => h.intoxicated && !a.intoxicated],
  ['steps', (a, h) => h.stepFree && !a.stepFree],
  ['care', (a, h) => h.care && !a.care],
]

function below(age: number | null, limit: number): boolean {
  return age !== null && age < limit
}

function above(age: number | null, limit: number): boolean {
  return age !== null && age > limit
}

/**
 * Every facility with what it says to these people: first those that fit, then those to settle by telephone, then
 * those excluded, each with all its reasons, the nearest miss first. The order depends on nothing else.
 */
export function rank(
  candidates: readonly Candidate[],
  household: Household,
  now: Instant,
): readonly Ranked[] {
  const judged = candidates
    .map((one) => ({ one, said: judge(one, household, now) }))
    .toSorted((a, b) => compare(a, b))
    .map(({ said }) => said)
  const nearest = judged.find((said) => said.verdict === 'excluded')
  return judged.map((said) => ({ ...said, isNearestMiss: said === nearest }))
}

/** What one facility says to these people at `now`. */
export function judge(candidate: Candidate, household: Household, now: Instant): Ranked {
  const found = candidate.capacity === 'by-phone' ? undefined : fitRooms(candidate.rooms, household)
  const exclusions = exclusionsOf(candidate, household)
  if (found && 'missing' in found) exclusions.push('no-room')
  const cautions = cautionsOf(candidate, household, now)
  return {
    id: candidate.id,
    verdict: verdictOf(candidate, exclusions, cautions),
    exclusions,
    cautions,
    fit: found && 'fit' in found ? found.fit : null,
    missing: found && 'missing' in found ? found.missing : 0,
    freeBeds: candidate.rooms.reduce((sum, room) => sum + room.free.length, 0),
    isNearestMiss: false,
  }
}

function verdictOf(
  { saidNo }: Candidate,
  exclusions: readonly Exclusion[],
  cautions: readonly Caution[],
): Verdict {
  if (exclusions.length > 0) return 'excluded'
  if (saidNo === true) return 'refused'
  return cautions.length === 0 ? 'fits' : 'exception'
}

function exclusionsOf(candidate: Candidate, household: Household): Exclusion[] {
  const { admission, isSecret, municipality } = candidate
  const found = RULES.filter(([, says]) => says(admission, household)).map(([code]) => code)
  if (household.secret && !isSecret) found.push('not-secret')
  if (!household.secret && isSecret) found.push('only-secret')
  if (municipality !== null && household.avoid.includes(municipality)) found.push('avoid')
  // Of a secret facility no word says in which municipality it is.
  if (household.avoid.includes(candidate.secretMunicipality ?? '')) found.push('location')
  return found
}

function cautionsOf(candidate: Candidate, household: Household, now: Instant): Caution[] {
  const { avoid } = household
  const { capacity, declaredAt } = candidate
  const cautions: Caution[] = []
  if (!candidate.hasAgreement) cautions.push('no-agreement')
  if (capacity === 'by-phone') cautions.push('by-phone')
  if (!isOpenAt(candidate, now)) cautions.push('door-closed')
  if (capacity === 'beds' && isStale(declaredAt, now)) cautions.push('stale')
  // Said of every secret facility alike to who may not know where it is: its silence must not tell.
  const { isSecret, secretMunicipality = null } = candidate
  if (isSecret && avoid.length > 0 && secretMunicipality === null) cautions.push('location')
  if (isBoyAgeOpen(candidate, household)) cautions.push('minor-age')
  return cautions
}

/** A minor who may be a boy above the age that is still admitted: nobody knows it yet. */
function isBoyAgeOpen({ admission }: Candidate, { people }: Household): boolean {
  if (admission.maxBoyAge === null) return false
  return people.some((one) => one.age === null && isMinor(one) && one.sex !== 'female')
}

/** True when availability was declared so long ago that it must be asked again. */
export function isStale(declaredAt: Instant | null, now: Instant): boolean {
  return declaredAt === null || minutesBetween(declaredAt, now) > STALE_HOURS * 60
}

/** True when one may come in at this hour; the hours may run over midnight. */
export function isOpenAt(
  { opensAt, closesAt }: Pick<Candidate, 'opensAt' | 'closesAt'>,
  now: Instant,
): boolean {
  if (opensAt === null || closesAt === null) return true
  const time = wallClock(now).toPlainTime().toString({ smallestUnit: 'minute' })
  return opensAt <= closesAt
    ? opensAt <= time && time < closesAt
    : opensAt <= time || time < closesAt
}

type Judged = { readonly one: Candidate; readonly said: Ranked }

const ORDER = { fits: 0, exception: 1, refused: 2, excluded: 3 } as const

function compare(a: Judged, b: Judged): number {
  return (
    ORDER[a.said.verdict] - ORDER[b.said.verdict] ||
    a.said.exclusions.length - b.said.exclusions.length ||
    a.said.missing - b.said.missing ||
    a.said.cautions.length - b.said.cautions.length ||
    left(a) - left(b) ||
    freshness(b.one) - freshness(a.one) ||
    a.one.id.localeCompare(b.one.id)
  )
}

/** Beds that stay empty in the rooms taken: a big room is kept for who needs it. */
function left({ said }: Judged): number {
  return said.fit?.bedIds.length ?? 0
}

function freshness({ declaredAt }: Candidate): number {
  return declaredAt?.epochMilliseconds ?? 0
}
