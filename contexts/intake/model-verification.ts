import type { SourceCheck } from '#contexts/interventions/model.ts'
import type { AccreditedReporter, ReporterCategory } from '#contexts/territory/access-policy.ts'
import type { Role } from '#platform/kernel/actor.ts'
import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import { isForBody } from './model.ts'

/** How a caller was verified: called back on the listed number, or by the protocol's word of recognition. */
export const VERIFICATION_METHODS = ['call-back', 'word'] as const
export type VerificationMethod = (typeof VERIFICATION_METHODS)[number]

export const VERIFICATION_RESULTS = ['verified', 'denied', 'no-answer'] as const
export type VerificationResult = (typeof VERIFICATION_RESULTS)[number]

/** Beside triage, never before it (practice.md Q16): it only decides what may be said to the caller. */
export const VERIFICATIONS = ['not-needed', 'to-verify', 'listed', ...VERIFICATION_RESULTS] as const
export type VerificationState = (typeof VERIFICATIONS)[number]

/**
 * Where a report starts that its own reporter wrote, signed in: verified, because nobody lends a sign-in; but not as
 * another unit that they name. Undefined: it starts like a call.
 */
export function verificationBySignIn(asked: {
  readonly roles: readonly Role[]
  readonly worksHere: boolean
  readonly claimedReporter: string | null
}): VerificationState | undefined {
  const isOwn = asked.roles.includes('accredited-reporter') && !asked.worksHere
  return isOwn && asked.claimedReporter === null ? 'verified' : undefined
}

/** Where a call starts: a body on a listed number is recognised, which is not yet verified: numbers can be forged. */
export function verificationAtStart(
  accredited: readonly AccreditedReporter[],
  category: ReporterCategory | null,
  phone: string | null,
): VerificationState {
  if (!isForBody(category)) return 'not-needed'
  const listed = accredited.some(
    (one) => one.category === category && phone !== null && one.phones.includes(phone),
  )
  return listed ? 'listed' : 'to-verify'
}

/** What the file says of it on the board. Practice Q16: beside triage. */
export function sourceCheckOf(state: VerificationState): SourceCheck | null {
  if (state === 'denied') return 'denied'
  return state === 'verified' || state === 'not-needed' ? null : 'to-verify'
}

/** What an operator records of a verification. `reporter` is a key of the territory's list. */
export type VerificationAttempt = {
  readonly method: VerificationMethod
  readonly result: VerificationResult
  readonly reporter: string
  /** E.164, the number that was called back. */
  readonly calledNumber: string | null
}

export type VerificationRefusal = 'reporter-not-listed' | 'number-not-listed' | 'no-protocol'

export type CallerVerified = {
  readonly type: 'CallerVerified'
  readonly data: {
    readonly method: VerificationMethod
    readonly result: VerificationResult
    readonly reporter: string
    readonly isProtocolExpired: boolean
  }
}

/**
 * Records how a caller was verified. A call-back counts only on a number of the territory's list; a word
 * only with a body that has a protocol. An expired protocol warns and never refuses. `on` is the day in Italy.
 */
export function verifyCaller(
  accredited: readonly AccreditedReporter[],
  attempt: VerificationAttempt,
  on: Temporal.PlainDate,
): Decision<CallerVerified, VerificationRefusal> {
  const reporter = accredited.find((one) => one.key === attempt.reporter)
  if (!reporter) return refuse('reporter-not-listed')
  const number = attempt.calledNumber
  if (attempt.method === 'call-back' && (number === null || !reporter.phones.includes(number))) {
    return refuse('number-not-listed', { reporter: reporter.name })
  }
  if (attempt.method === 'word' && reporter.protocol === null) {
    return refuse('no-protocol', { reporter: reporter.name })
  }
  const to = reporter.protocol?.to ?? null
  return accept({
    type: 'CallerVerified',
    data: {
      method: attempt.method,
      result: attempt.result,
      reporter: reporter.key,
      isProtocolExpired: to !== null && to < on.toString(),
    },
  })
}

/** What somebody on the telephone wants to be told. */
export const DISCLOSURES = [
  'where-person-is',
  'who-reported',
  'what-was-done',
  'personal-data',
] as const
export type Disclosure = (typeof DISCLOSURES)[number]

/** `refused`: said no, with the script. `by-person`: a social worker decides what may be said; a secret place never. */
export type DisclosureOutcome = 'refused' | 'by-person'

/**
 * Answers a request to be told something: refused until the caller is verified by call-back or word. A number
 * on the list is not enough. Where a person is placed is never answered by rule: a person decides, and a secret
 * address is not disclosed to anybody (mission I7).
 */
export function judgeDisclosure(verification: VerificationState): DisclosureOutcome {
  return verification === 'verified' ? 'by-person' : 'refused'
}

/** True when it is known who asks to be told something: a name or role, or the body. A category alone is nobody. */
export function isCallerNamed(asked: {
  readonly caller?: string | undefined
  readonly unit: string
}): boolean {
  return (asked.caller ?? '').trim() !== '' || asked.unit.trim() !== ''
}
