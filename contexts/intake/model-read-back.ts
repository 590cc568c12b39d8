import type { AccreditedReporter, ReporterCategory } from '#contexts/territory/access-policy.ts'
import type { CallBack, ReportContent } from './model.ts'
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

/** To whom the script speaks: a patrol, the health service, another service, the person herself, or anybody else. */
export const LISTENER_KINDS = ['officer', 'health', 'service', 'person', 'citizen'] as const
export type ListenerKind = (typeof LISTENER_KINDS)[number]

/**
 * What is chosen while the script is read: never a free word, so that no name of a person can leave with it. What is
 * not chosen (null) is not said: nothing is a fact because nobody touched it.
 */
export type ReadBackChoices = {
  /** To whom it is read. Not chosen: no more is said than to a citizen. */
  readonly kind: ListenerKind | null
  readonly comes: (typeof COMES)[number] | null
  /** In how many minutes; null: not known. */
  readonly minutes: number | null
  readonly stays: (typeof STAYS)[number] | null
  readonly escorts: (typeof ESCORTS)[number] | null
  readonly acts: readonly (typeof ACTS)[number][]
  readonly informs: (typeof INFORMS)[number] | null
}

const KIND_OF: Readonly<Record<ReporterCategory, ListenerKind>> = {
  'person-in-need': 'person',
  citizen: 'citizen',
  police: 'officer',
  'municipal-police': 'officer',
  'emergency-services': 'health',
  hospital: 'health',
  'health-service': 'health',
  'social-service': 'service',
  school: 'service',
  judicial: 'service',
  mayor: 'service',
  'third-sector': 'service',
  'anti-violence-centre': 'service',
  facility: 'service',
  'own-detection': 'service',
}

/** Who listens, by who reported; null where nobody said who it was: whoever reads chooses. */
export function listenerKind(category: ReporterCategory | null | undefined): ListenerKind | null {
  return category ? KIND_OF[category] : null
}

const CHOSEN = ['comes', 'stays', 'escorts', 'acts', 'informs'] as const
/** What is chosen while the script is read; the minutes go with who comes. */
export type Chosen = (typeof CHOSEN)[number]

/**
 * What each kind is told (Q17). Acts are asked of officers alone; who informs the magistrate is agreed with bodies. The
 * person hears who comes and who takes her. A citizen hears that it is seen to: nothing of the class, of who comes or where.
 */
const TOLD_TO: Readonly<Record<ListenerKind, readonly Chosen[]>> = {
  officer: CHOSEN,
  health: ['comes', 'stays', 'escorts', 'informs'],
  service: ['comes', 'stays', 'escorts', 'informs'],
  person: ['comes', 'escorts'],
  citizen: [],
}

/** Of people who have arrived nobody is told who comes, who stays or who takes them there. */
const BEFORE_ARRIVAL: readonly Chosen[] = ['comes', 'stays', 'escorts']

/** True where this kind of listener is told such a choice, before the people arrive or after. */
export function isToldTo(kind: ListenerKind | null, chosen: Chosen, hasArrived: boolean): boolean {
  if (hasArrived && BEFORE_ARRIVAL.includes(chosen)) return false
  return TOLD_TO[kind ?? 'citizen'].includes(chosen)
}

/** The choices as the listener hears them: what is not for such a one, or is over, was not chosen. */
export function heardOf(choices: ReadBackChoices, hasArrived: boolean): ReadBackChoices {
  const kind = choices.kind ?? 'citizen'
  const heard = <V>(one: Chosen, value: V): V | null =>
    isToldTo(kind, one, hasArrived) ? value : null
  return {
    kind,
    comes: heard('comes', choices.comes),
    minutes: heard('comes', choices.minutes),
    stays: heard('stays', choices.stays),
    escorts: heard('escorts', choices.escorts),
    acts: heard('acts', choices.acts) ?? [],
    informs: heard('informs', choices.informs),
  }
}

/** What is asked of who reads, in the order in which it is told. */
const ASKED = ['comes', 'minutes', 'stays', 'escorts', 'informs'] as const

/** The choices that this listener would hear and that are still open; acts are any number, none too. */
export function openChoices(choices: ReadBackChoices, hasArrived: boolean) {
  const isComing = choices.comes === 'crew' || choices.comes === 'social-worker'
  return ASKED.filter((one) => {
    if (choices[one] !== null) return false
    // When they come is asked of who comes.
    return one === 'minutes'
      ? isComing && isToldTo(choices.kind, 'comes', hasArrived)
      : isToldTo(choices.kind, one, hasArrived)
  })
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

/** Nobody can be told: no patrol waits, no mailbox is listed, and there is no number, or it must not be called. */
export function isNobodyToTell(ask: {
  readonly phone: string | null
  readonly callBack: CallBack | null
  readonly hasMailbox: boolean
  readonly isPatrolWaiting: boolean
}): boolean {
  if (ask.isPatrolWaiting || ask.hasMailbox) return false
  return ask.phone === null || ask.callBack === 'never'
}

/** What may be said of the place to who reported. */
export type PlaceSaid =
  | 'told'
  | 'meeting-point'
  | 'not-verified'
  | 'no-place'
  | 'not-sought'
  | 'not-needed'

/**
 * What may be said of the place: of a secret facility or a protected file a meeting point, never the place; to a
 * listener who is not verified now nothing (who reported may be somebody else); else where they go.
 */
export function placeSaid(ask: {
  readonly hasPlace: boolean
  readonly needsPlace: boolean | null
  /** It was written that none is looked for any more. */
  readonly isGivenUp: boolean
  readonly isSecret: boolean
  readonly isProtected: boolean
  readonly isVerified: boolean
}): PlaceSaid {
  if (!ask.hasPlace && ask.needsPlace === false) return 'not-needed'
  if (!ask.hasPlace) return ask.isGivenUp ? 'not-sought' : 'no-place'
  if (ask.isSecret || ask.isProtected) return 'meeting-point'
  return ask.isVerified ? 'told' : 'not-verified'
}
