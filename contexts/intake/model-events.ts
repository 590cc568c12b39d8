import type { ReporterCategory } from '#contexts/territory/access-policy.ts'
import type { DomainEvent, RecordedEvent } from '#platform/kernel/event.ts'
import type {
  ContactId,
  InterventionId,
  ReportId,
  SessionId,
  StaffId,
} from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import type { AccessOutcome } from './model-access.ts'
import type { FieldVersions } from './model-changes.ts'
import type { Channel, ContactKind, ContactWithdrawn, Offer } from './model-contact.ts'
import type { CallerVerified, Disclosure, VerificationState } from './model-verification.ts'

// Personal data stand on the log only inside `sealed`: base64, encrypted with the contact's own key.
// Forgetting destroys that key, so rows, log and backups of the log become unreadable together.

/** Somebody contacted the service, for whatever reason. */
export type ContactLogged = {
  readonly kind: ContactKind
  readonly channel: Channel
  readonly startedAt: string
  readonly takenBy: StaffId
  readonly category: ReporterCategory | null
  readonly claimedReporter: string | null
  readonly verification: VerificationState
  readonly offers: readonly Offer[]
  readonly isProtected: boolean
  /** When its personal data are wiped; null while a file needs them. */
  readonly forgetAt: string | null
  readonly sealed: string
}

/** A report was taken: its content, and how the access policy let it in. */
export type ReportRegistered = {
  readonly contactId: ContactId
  readonly draftId: string | null
  readonly receivedAt: string
  readonly access: AccessOutcome
  readonly inCharge: 'operations-room' | 'on-call' | 'office'
  readonly municipality: string | null
  readonly isProtected: boolean
  readonly sealed: string
}

export type ReportCompleted = {
  readonly paths: readonly string[]
  readonly municipality: string | null
  readonly isProtected: boolean
  readonly sealed: string
}

export type IntakeEvent =
  | DomainEvent<'ContactLogged', ContactLogged>
  | ContactWithdrawn
  | CallerVerified
  | DomainEvent<'DisclosureRefused', { readonly asks: Disclosure; readonly tellAt: string }>
  | DomainEvent<'DisclosureReferred', { readonly asks: Disclosure }>
  | DomainEvent<'CoordinatorTold', { readonly recipients: number }>
  | DomainEvent<'ForgetTermSet', { readonly forgetAt: string | null }>
  | DomainEvent<'ContactForgotten', { readonly reason: 'term' }>
  | DomainEvent<'ReportRegistered', ReportRegistered>
  | DomainEvent<'ReportCompleted', ReportCompleted>
  | LookUpEvent

/** Somebody asked how many contacts came from a telephone: like a reading of a file, with no word of the number. */
export type LookUpEvent = DomainEvent<
  'PreviousContactsCounted',
  { readonly sessionId: SessionId; readonly count: number }
>

type ReportEventType = 'ReportRegistered' | 'ReportCompleted'
export type ReportEvent = Extract<IntakeEvent, { type: ReportEventType }>
export type ContactEvent = Exclude<IntakeEvent, { type: ReportEventType | LookUpEvent['type'] }>

/** A contact as it stands. */
export type Contact = {
  readonly id: ContactId
  readonly interventionId: InterventionId | null
  readonly version: number
  readonly kind: ContactKind
  readonly channel: Channel
  readonly startedAt: Instant
  readonly loggedAt: Instant
  readonly takenBy: StaffId
  readonly category: ReporterCategory | null
  readonly claimedReporter: string | null
  readonly verification: VerificationState
  readonly offers: readonly Offer[]
  readonly isProtected: boolean
  readonly withdrawnAt: Instant | null
  readonly forgetAt: Instant | null
  readonly forgottenAt: Instant | null
  /** When the coordinator is to be told of a refused disclosure; null when told, or nothing to tell. */
  readonly tellAt: Instant | null
}

/** A report as it stands, its content sealed. */
export type Report = {
  readonly id: ReportId
  readonly contactId: ContactId
  readonly interventionId: InterventionId
  readonly draftId: string | null
  readonly version: number
  readonly receivedAt: Instant
  readonly access: AccessOutcome
  readonly inCharge: ReportRegistered['inCharge']
  readonly municipality: string | null
  readonly isProtected: boolean
  readonly fieldVersions: FieldVersions
  readonly sealed: string
}

type Envelope = Pick<RecordedEvent, 'aggregateId' | 'interventionId' | 'version' | 'at'>

function orNull(text: string | null): Instant | null {
  return text === null ? null : instant(text)
}

/** Folds one event into the contact: rows and replays are made by this alone. */
export function evolveContact(
  contact: Contact | undefined,
  event: Envelope & ContactEvent,
): Contact {
  if (event.type === 'ContactLogged') return loggedContact(event)
  if (!contact) throw new RangeError(`${event.type} before the contact was logged`)
  const next = { ...contact, version: event.version }
  switch (event.type) {
    case 'ContactWithdrawn':
      return { ...next, withdrawnAt: event.at }
    case 'CallerVerified':
      return { ...next, verification: event.data.result, claimedReporter: event.data.reporter }
    case 'DisclosureRefused':
      return { ...next, tellAt: instant(event.data.tellAt) }
    case 'DisclosureReferred':
      return next
    case 'CoordinatorTold':
      return { ...next, tellAt: null }
    case 'ForgetTermSet':
      return { ...next, forgetAt: orNull(event.data.forgetAt) }
    case 'ContactForgotten':
      return { ...next, forgetAt: null, forgottenAt: event.at }
  }
}

function loggedContact(event: Envelope & { type: 'ContactLogged'; data: ContactLogged }): Contact {
  const { data } = event
  return {
    id: event.aggregateId as ContactId,
    interventionId: event.interventionId,
    version: event.version,
    kind: data.kind,
    channel: data.channel,
    startedAt: instant(data.startedAt),
    loggedAt: event.at,
    takenBy: data.takenBy,
    category: data.category,
    claimedReporter: data.claimedReporter,
    verification: data.verification,
    offers: data.offers,
    isProtected: data.isProtected,
    withdrawnAt: null,
    forgetAt: orNull(data.forgetAt),
    forgottenAt: null,
    tellAt: null,
  }
}

/** Folds one event into the report. */
export function evolveReport(report: Report | undefined, event: Envelope & ReportEvent): Report {
  if (event.type === 'ReportRegistered') return registeredReport(event)
  if (!report) throw new RangeError(`${event.type} before the report was registered`)
  const stamps = Object.fromEntries(event.data.paths.map((path) => [path, event.version]))
  return {
    ...report,
    version: event.version,
    municipality: event.data.municipality,
    isProtected: event.data.isProtected,
    fieldVersions: { ...report.fieldVersions, ...stamps },
    sealed: event.data.sealed,
  }
}

function registeredReport(
  event: Envelope & { type: 'ReportRegistered'; data: ReportRegistered },
): Report {
  const { data } = event
  if (event.interventionId === null) throw new RangeError('a report belongs to a file')
  return {
    id: event.aggregateId as ReportId,
    contactId: data.contactId,
    interventionId: event.interventionId,
    draftId: data.draftId,
    version: event.version,
    receivedAt: instant(data.receivedAt),
    access: data.access,
    inCharge: data.inCharge,
    municipality: data.municipality,
    isProtected: data.isProtected,
    fieldVersions: {},
    sealed: data.sealed,
  }
}
