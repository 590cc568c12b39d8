import type { GuaranteedNeed } from './situation.ts'

export const REPORTER_CATEGORIES = [
  'person-in-need',
  'citizen',
  'police',
  'municipal-police',
  'emergency-services',
  'hospital',
  'health-service',
  'social-service',
  'school',
  'judicial',
  'mayor',
  'third-sector',
  'anti-violence-centre',
  'facility',
  'own-detection',
] as const
export type ReporterCategory = (typeof REPORTER_CATEGORIES)[number]

export const ACCESS_MODES = ['police-only', 'closed-list', 'open'] as const
export type AccessMode = (typeof ACCESS_MODES)[number]

export const CHANNEL_KINDS = ['number', 'portal', 'form', 'email', 'desk'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** One way to report. `audience` empty = whoever the policy entitles. */
export type ReportingChannel = {
  readonly kind: ChannelKind
  readonly label: string
  readonly value: string
  readonly audience: readonly ReporterCategory[]
}

/** Who may report to this service, how, and what is said to the others. */
export type AccessPolicy = {
  readonly mode: AccessMode
  readonly entitled: readonly ReporterCategory[]
  readonly refusalScript: string
  readonly guaranteedScript: string
  readonly channels: readonly ReportingChannel[]
}

/** A unit, ward or association known by name, with the numbers on which it may be called back. */
export type AccreditedReporter = {
  readonly key: string
  readonly name: string
  readonly category: ReporterCategory
  readonly phones: readonly string[]
  readonly email: string | null
  readonly portal: boolean
  readonly protocol: {
    readonly reference: string
    readonly from: string
    readonly to: string | null
  } | null
}

export type AccessOutcome =
  | 'entitled'
  | 'guaranteed-need'
  | 'immediate-danger'
  | 'not-entitled'
  | 'office-open-to-all'

/** The answer to "may this reporter report here?". `taken` false means the script is read and the call logged. */
export type AccessAnswer = {
  readonly taken: boolean
  readonly outcome: AccessOutcome
  readonly script: string | null
  readonly handOn: readonly ('112' | '118')[]
}

/**
 * Applies the access policy. A guaranteed need or a danger is taken whoever calls, with 112 handed on:
 * no configuration can turn it away. Others who are not entitled hear the script of the territory.
 */
export function accessFor(
  policy: AccessPolicy,
  category: ReporterCategory,
  needs: readonly GuaranteedNeed[],
  inDanger: boolean,
): AccessAnswer {
  if (isEntitled(policy, category)) {
    return { taken: true, outcome: 'entitled', script: null, handOn: [] }
  }
  if (inDanger || needs.length > 0) {
    return {
      taken: true,
      outcome: needs.length > 0 ? 'guaranteed-need' : 'immediate-danger',
      script: policy.guaranteedScript,
      handOn: ['112'],
    }
  }
  return { taken: false, outcome: 'not-entitled', script: policy.refusalScript, handOn: [] }
}

/** True when the policy lists the category, is open, or the service itself detected the situation. */
export function isEntitled(policy: AccessPolicy, category: ReporterCategory): boolean {
  if (category === 'own-detection' || policy.mode === 'open') return true
  return policy.entitled.includes(category)
}

/** The categories a policy lets report: for an open one, all. */
export function entitledCategories(policy: AccessPolicy): readonly ReporterCategory[] {
  return REPORTER_CATEGORIES.filter((category) => isEntitled(policy, category))
}

/** The ways open to one category. */
export function channelsFor(
  policy: AccessPolicy,
  category: ReporterCategory,
): readonly ReportingChannel[] {
  if (!isEntitled(policy, category)) return []
  return policy.channels.filter(
    (channel) => channel.audience.length === 0 || channel.audience.includes(category),
  )
}

/** How a caller is known: verification never delays triage, it only bars disclosure until done. */
export type Verification =
  | { readonly status: 'not-required' }
  | {
      readonly status: 'listed-number'
      readonly reporter: AccreditedReporter
      readonly protocolExpired: boolean
    }
  | {
      readonly status: 'call-back'
      readonly numbers: readonly { readonly name: string; readonly phone: string }[]
    }

const PRIVATE: readonly ReporterCategory[] = ['person-in-need', 'citizen', 'own-detection']

/**
 * What must be verified before anything is disclosed. A listed number shows who calls; a body that calls
 * from another number is called back on a listed one. An expired protocol is only a warning.
 * `phone` in E.164; `on` is the day in Italy.
 */
export function verificationOf(
  accredited: readonly AccreditedReporter[],
  category: ReporterCategory,
  phone: string | undefined,
  on: Temporal.PlainDate,
): Verification {
  const caller = accredited.find((one) => phone !== undefined && one.phones.includes(phone))
  if (caller && (caller.category === category || PRIVATE.includes(category))) {
    const to = caller.protocol?.to ?? null
    return {
      status: 'listed-number',
      reporter: caller,
      protocolExpired: to !== null && to < on.toString(),
    }
  }
  if (PRIVATE.includes(category)) return { status: 'not-required' }
  const numbers = accredited
    .filter((one) => one.category === category)
    .flatMap((one) => one.phones.map((listed) => ({ name: one.name, phone: listed })))
  return { status: 'call-back', numbers }
}
