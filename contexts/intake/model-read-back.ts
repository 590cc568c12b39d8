import type { AccreditedReporter } from '#contexts/territory/access-policy.ts'
import type { ReportContent } from './model.ts'
import type { VerificationMethod } from './model-verification.ts'

/** Who comes to the person, or how they are followed. */
export const COMES = ['crew', 'social-worker', 'nobody', 'they-go'] as const
/** Who stays with the person meanwhile. */
export const STAYS = ['patrol', 'ambulance', 'relative', 'facility', 'nobody'] as const
/** Who takes the person to the place. */
export const ESCORTS = ['patrol', 'crew', 'ambulance', 'not-needed'] as const
/** What the officer has to give us. */
export const ACTS = ['note', 'entrustment', 'article-403', 'complaint'] as const
/** Who informs the magistrate, so that none is called twice. */
export const INFORMS = ['them', 'us', 'not-due'] as const

/**
 * What is chosen while the script is read: never a free word, so that no name of a person can leave with it. What is
 * not chosen (null) is not said: nothing is a fact because nobody touched it.
 */
export type ReadBackChoices = {
  readonly comes: (typeof COMES)[number] | null
  /** In how many minutes; null: not known. */
  readonly minutes: number | null
  readonly stays: (typeof STAYS)[number] | null
  readonly escorts: (typeof ESCORTS)[number] | null
  readonly acts: readonly (typeof ACTS)[number][]
  readonly informs: (typeof INFORMS)[number] | null
}

/** The choices that are still open; acts are any number, none too. */
export function openChoices(choices: ReadBackChoices) {
  return (['comes', 'stays', 'escorts', 'informs'] as const).filter((one) => choices[one] === null)
}

/** Who listens now, as a unit of the list: called back on its number, or by its word. Null: not verified. */
export type Listener = {
  readonly how: VerificationMethod
  /** The key of the unit. */
  readonly reporter: string
} | null

/** A unit that may be told: the one that is said to have reported, else those of its kind. */
export type ListenerUnit = {
  readonly reporter: string
  readonly name: string
  readonly phones: readonly string[]
  readonly hasWord: boolean
}

/** The units of the list to which a read-back can be given as verified. */
export function listenersOf(
  accredited: readonly AccreditedReporter[],
  report: Pick<ReportContent, 'claimedReporter' | 'category'> | undefined,
): readonly ListenerUnit[] {
  const claimed = accredited.filter((one) => one.key === report?.claimedReporter)
  const kin = accredited.filter((one) => one.category === report?.category)
  return (claimed.length > 0 ? claimed : kin).map(({ key, name, phones, protocol }) => ({
    ...{ reporter: key, name, phones },
    hasWord: protocol !== null,
  }))
}

/** What may be said of the place to who reported. */
export type PlaceSaid = 'told' | 'meeting-point' | 'not-verified' | 'no-place' | 'not-needed'

/**
 * What may be said of the place: of a secret facility or a protected file a meeting point, never the place; to a
 * listener who is not verified now nothing (who reported may be somebody else); else where they go.
 */
export function placeSaid(ask: {
  readonly hasPlace: boolean
  readonly needsPlace: boolean | null
  readonly isSecret: boolean
  readonly isProtected: boolean
  readonly isVerified: boolean
}): PlaceSaid {
  if (!ask.hasPlace) return ask.needsPlace === false ? 'not-needed' : 'no-place'
  if (ask.isSecret || ask.isProtected) return 'meeting-point'
  return ask.isVerified ? 'told' : 'not-verified'
}
