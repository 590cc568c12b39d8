import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import { type Instant, minutesBetween } from '#platform/kernel/time.ts'

/** What a contact turned out to be. Only `report` and `dropped` open a file. */
export const CONTACT_KINDS = [
  'report',
  'dropped',
  'information',
  'wrong-number',
  'nuisance',
  'silent',
  'advice',
  'message',
  'not-entitled',
  'disclosure',
] as const
export type ContactKind = (typeof CONTACT_KINDS)[number]

/** The ends of a call that one key records (mission K3, practice.md Q25, Q38, Q52). */
export const CALL_ENDINGS = [
  'information',
  'wrong-number',
  'nuisance',
  'silent',
  'advice',
  'message',
  'not-entitled',
] as const
export type CallEnding = (typeof CALL_ENDINGS)[number]

/** What was offered to somebody who was not helped here. */
export const OFFERS = [
  'told-hours',
  'told-office',
  'told-112',
  'told-1522',
  'told-116117',
  'told-cav',
  'told-desk',
  'advice-given',
  'call-again',
  'nothing-asked',
] as const
export type Offer = (typeof OFFERS)[number]

/** What one key records when nothing else is chosen: a call without a word needs no choice. */
export const USUAL_OFFER: Readonly<Record<CallEnding, Offer>> = {
  information: 'told-office',
  'wrong-number': 'nothing-asked',
  nuisance: 'nothing-asked',
  silent: 'nothing-asked',
  advice: 'advice-given',
  message: 'call-again',
  'not-entitled': 'told-112',
}

/** Minutes in which a call ending pressed by mistake can be taken back. */
export const UNDO_MINUTES = 10

export const CHANNELS = ['phone', 'portal', 'form', 'email', 'desk', 'street'] as const
export type Channel = (typeof CHANNELS)[number]

/** A contact as it stands, as far as its rules need it. */
export type ContactState = {
  readonly kind: ContactKind
  readonly loggedAt: Instant
  readonly isWithdrawn: boolean
}

/** Refusals of taking a call ending back. */
export type WithdrawRefusal = 'contact-has-file' | 'contact-withdrawn' | 'contact-too-old'

export type ContactWithdrawn = {
  readonly type: 'ContactWithdrawn'
  readonly data: { readonly kind: ContactKind }
}

/** Takes a call ending back. Refused when the contact opened a file, was taken back already, or is older than ten minutes. */
export function withdrawContact(
  contact: ContactState,
  now: Instant,
): Decision<ContactWithdrawn, WithdrawRefusal> {
  if (contact.kind === 'report' || contact.kind === 'dropped') return refuse('contact-has-file')
  if (contact.isWithdrawn) return refuse('contact-withdrawn')
  if (minutesBetween(contact.loggedAt, now) > UNDO_MINUTES) {
    return refuse('contact-too-old', { minutes: UNDO_MINUTES })
  }
  return accept({ type: 'ContactWithdrawn', data: { kind: contact.kind } })
}
