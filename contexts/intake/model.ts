import type { ReporterCategory } from '#contexts/territory/access-policy.ts'
import type { PointSource, Precision } from '#contexts/territory/contract-where.ts'
import type { Network, RequestKind, YesNoFact } from '#contexts/territory/situation.ts'

/** An answer as it was given. A question that was not asked has none (null), which is never a no. */
export const ANSWERS = ['yes', 'no', 'unknown'] as const
export type Answer = (typeof ANSWERS)[number]

/** May we ring this number? `call`: safe to call back; `text`: messages only; `never`: do not use it. */
export const CALL_BACKS = ['call', 'text', 'never'] as const
export type CallBack = (typeof CALL_BACKS)[number]

/** Who is in danger, in the words used on the telephone. */
export const INVOLVED = [
  'woman',
  'man',
  'minor',
  'children',
  'family',
  'elderly',
  'homeless',
  'disability',
  'pregnant',
  'group',
] as const
export type Involved = (typeof INVOLVED)[number]

/** What must not happen with what is written here (mission I7, practice.md 1.5). */
export const PROTECTIONS = [
  'address-secret',
  'violent-relative',
  'reads-her-messages',
  'known-in-offices',
  'network-controls',
] as const
export type Protection = (typeof PROTECTIONS)[number]

/** Who is already on the way or there. */
export const ALREADY_CALLED = ['police', '118', '115'] as const
export type AlreadyCalled = (typeof ALREADY_CALLED)[number]

/** A report as it is taken. Empty text and null mean "not said yet": nothing here ever blocks saving. */
export type ReportContent = {
  readonly freeToSpeak: Answer | null
  /** E.164. */
  readonly phone: string | null
  readonly callBack: CallBack | null
  /** When, whom to ask for, what to say if somebody else answers. */
  readonly callBackNote: string

  readonly placeText: string
  readonly placeUnknown: boolean
  /** Belfiore code of the municipality where the person is. */
  readonly municipality: string | null
  readonly landmark: string
  readonly latitude: number | null
  readonly longitude: number | null
  /** How near the point is to the place, and who says it; null without a point. */
  readonly placePrecision: Precision | null
  readonly placeSource: PointSource | null
  /** National code of the street or house number, where the register has it. */
  readonly placeCode: string | null
  /** Belfiore code of the municipality of residence. */
  readonly residence: string | null

  readonly happening: string
  readonly alreadyCalled: readonly AlreadyCalled[]

  readonly involved: readonly Involved[]
  readonly peopleCount: number | null
  readonly minorsCount: number | null
  readonly names: string
  readonly ages: string

  readonly answers: Readonly<Partial<Record<YesNoFact, Answer>>>
  /** *Rete presente?* (practice.md Q46). */
  readonly network: Network | null
  readonly requestKind: RequestKind | null

  readonly category: ReporterCategory | null
  readonly reporterBody: string
  readonly reporterUnit: string
  readonly reporterName: string
  readonly reporterRole: string
  /** Which accredited reporter of the territory the caller says to be. */
  readonly claimedReporter: string | null
  readonly patrolWaiting: boolean

  readonly language: string | null
  readonly interpreter: Answer | null
  readonly health: string
  readonly animals: string
  readonly protection: readonly Protection[]

  /** *Informativa data*: yes, or no and why. Its absence never blocks (practice.md Q28). */
  readonly noticeGiven: 'yes' | 'no' | null
  readonly noticeReason: string
  /** *Adesione all'intervento*: can be withdrawn. */
  readonly joins: Answer | null
  /** *Accordo a contattare* a CAV, the family, the network against trafficking. */
  readonly mayContact: 'yes' | 'no' | null
  readonly mayContactWhom: string

  /** Script lines said, with the instant (ISO). */
  readonly said: Readonly<Record<string, string>>
}

/** A report of which nothing is known yet. */
export const EMPTY_REPORT: ReportContent = {
  freeToSpeak: null,
  phone: null,
  callBack: null,
  callBackNote: '',
  placeText: '',
  placeUnknown: false,
  municipality: null,
  landmark: '',
  latitude: null,
  longitude: null,
  placePrecision: null,
  placeSource: null,
  placeCode: null,
  residence: null,
  happening: '',
  alreadyCalled: [],
  involved: [],
  peopleCount: null,
  minorsCount: null,
  names: '',
  ages: '',
  answers: {},
  network: null,
  requestKind: null,
  category: null,
  reporterBody: '',
  reporterUnit: '',
  reporterName: '',
  reporterRole: '',
  claimedReporter: null,
  patrolWaiting: false,
  language: null,
  interpreter: null,
  health: '',
  animals: '',
  protection: [],
  noticeGiven: null,
  noticeReason: '',
  joins: null,
  mayContact: null,
  mayContactWhom: '',
  said: {},
}

/** The parts of a report: the units of change and of conflict. */
export type ReportField = keyof ReportContent
export const REPORT_FIELDS = Object.keys(EMPTY_REPORT) as readonly ReportField[]

/** How one field may stand: asked and answered, said to be unknown, or not asked. */
export const MISSING = [
  'free-to-speak',
  'phone',
  'call-back',
  'place',
  'municipality',
  'happening',
  'who',
  'count',
  'danger',
  'network',
  'category',
  'reporter-unit',
  'notice',
  'joins',
  'language',
] as const
export type Missing = (typeof MISSING)[number]

const BODIES: readonly (ReporterCategory | null)[] = [
  null,
  'person-in-need',
  'citizen',
  'own-detection',
]

/** True when somebody calls for a body, so that body and unit are asked. */
export function isForBody(category: ReporterCategory | null): boolean {
  return !BODIES.includes(category)
}

/** The point of a place; null when it has none. */
export function pointOf({ latitude, longitude }: ReportContent) {
  return latitude === null || longitude === null ? null : { latitude, longitude }
}

/** Where somebody is, whichever way it was said; `placeUnknown` is an answer too. */
export function hasPlace(report: ReportContent): boolean {
  return (
    report.placeText !== '' ||
    report.landmark !== '' ||
    pointOf(report) !== null ||
    report.placeUnknown
  )
}

/** The four questions on danger now, in spoken order. */
export const DANGER_NOW = ['immediateDanger', 'violence', 'weapons', 'healthNeed'] as const

/** What is still not known, in the order of asking: a list to work through, never an obstacle. */
export function missingOf(report: ReportContent): readonly Missing[] {
  const asked: Readonly<Record<Missing, boolean>> = {
    'free-to-speak': report.freeToSpeak !== null,
    phone: report.phone !== null || report.category === 'own-detection',
    'call-back': report.phone === null || report.callBack !== null,
    place: hasPlace(report),
    municipality: report.municipality !== null,
    happening: report.happening !== '',
    who: report.involved.length > 0,
    count: report.peopleCount !== null,
    danger: DANGER_NOW.every((fact) => report.answers[fact] !== undefined),
    network: report.network !== null,
    category: report.category !== null,
    'reporter-unit': !isForBody(report.category) || report.reporterUnit !== '',
    notice: report.noticeGiven !== null,
    joins: report.joins !== null,
    language: report.language !== null,
  }
  return MISSING.filter((part) => !asked[part])
}

/** The call back is never made on its own: when is it allowed at all. */
export function mayCallBack(report: ReportContent): boolean {
  return report.freeToSpeak !== 'no' && report.callBack === 'call'
}

/** True when the file must be masked on every list: violence, trafficking, or a protection asked for. */
export function asksProtection(report: ReportContent): boolean {
  return (
    report.protection.length > 0 ||
    report.freeToSpeak === 'no' ||
    report.answers.violence === 'yes' ||
    report.answers.strangulation === 'yes' ||
    report.answers.trafficking === 'yes'
  )
}
