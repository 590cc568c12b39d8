import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, ZONE } from '#platform/kernel/time.ts'
import type { Span } from './model.ts'

/** What somebody of the rota is by profession: the roles say only what they may do here. */
export const QUALIFICATIONS = [
  'social-worker',
  'psychologist',
  'educator',
  'mediator',
  'operator',
] as const
export type Qualification = (typeof QUALIFICATIONS)[number]

/** Who employs somebody: rest and pay follow from it. */
export const CONTRACTS = ['public-body', 'cooperative', 'other'] as const
export type Contract = (typeof CONTRACTS)[number]

/** Kept of who mediates or is a psychologist alone: the person who is helped may ask for a woman, or a man. */
export const SEXES = ['female', 'male'] as const
export type Sex = (typeof SEXES)[number]

/** True of those whose sheet may say it: nobody is asked without a use for it. */
export function mayStateSex(codes: readonly string[]): boolean {
  return codes.includes('mediator') || codes.includes('psychologist')
}

/** What is kept of a person of the rota beside their roles. */
export type StaffRecord = {
  readonly qualifications: readonly Qualification[]
  /** Language codes of the territory's list. */
  readonly languages: readonly string[]
  readonly contract: Contract | null
  /** 1 is Monday. */
  readonly ratherWeekdays: readonly number[]
  /** Null: nobody wrote it, or it has no use. */
  readonly sex: Sex | null
}

/** Somebody of whom nothing has been written. */
export const NO_RECORD: StaffRecord = {
  qualifications: [],
  languages: [],
  contract: null,
  ratherWeekdays: [],
  sex: null,
}

/** `absent`: cannot be on call. `rather-not`: a wish. The reason is never kept. */
export const ABSENCE_KINDS = ['absent', 'rather-not'] as const
export type AbsenceKind = (typeof ABSENCE_KINDS)[number]

/** Whole days, the last included; until null: nobody knows yet. */
export type Absence = {
  readonly staffId: StaffId
  readonly kind: AbsenceKind
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate | null
}

/** True when a turn lies in the absence, if only in part. */
export function isWithin({ from, until }: Absence, span: Span): boolean {
  const starts = from.toZonedDateTime(ZONE).toInstant()
  if (notAfter(span.endsAt, starts)) return false
  if (until === null) return true
  return !notAfter(until.add({ days: 1 }).toZonedDateTime(ZONE).toInstant(), span.startsAt)
}

/** The absence as a stretch of time; one without an end lasts until the instant given, or longer. */
export function spanOfAbsence({ from, until }: Absence, atLeast: Instant): Span {
  const startsAt = from.toZonedDateTime(ZONE).toInstant()
  if (until !== null)
    return { startsAt, endsAt: until.add({ days: 1 }).toZonedDateTime(ZONE).toInstant() }
  return { startsAt, endsAt: notAfter(atLeast, startsAt) ? startsAt : atLeast }
}

/** When somebody cannot have turns, and when they would rather have none, among some days. */
export function daysOff(
  { ratherWeekdays }: Pick<StaffRecord, 'ratherWeekdays'>,
  absences: readonly Absence[],
  from: Temporal.PlainDate,
  days: number,
): {
  readonly absent: readonly Temporal.PlainDate[]
  readonly rather: readonly Temporal.PlainDate[]
} {
  const all = Array.from({ length: days }, (_, n) => from.add({ days: n }))
  const onDay = (kind: AbsenceKind) => (day: Temporal.PlainDate) =>
    absences.some((one) => one.kind === kind && holds(one, day))
  const isAbsent = onDay('absent')
  const isUnwished = onDay('rather-not')
  return {
    absent: all.filter(isAbsent),
    rather: all.filter(
      (day) => !isAbsent(day) && (ratherWeekdays.includes(day.dayOfWeek) || isUnwished(day)),
    ),
  }
}

function holds({ from, until }: Absence, day: Temporal.PlainDate): boolean {
  const { compare } = Temporal.PlainDate
  return compare(from, day) <= 0 && (until === null || compare(day, until) <= 0)
}

/** How a contact stands. `failed`: the message could not be delivered. */
export const CONTACT_STATES = ['none', 'untried', 'sent', 'failed', 'works'] as const
export type ContactState = (typeof CONTACT_STATES)[number]

/** The test of a contact that is in force, and what was known before it. */
export type KnownTest = {
  readonly state: 'sent' | 'works'
  /** Its message was given up: nobody has received it. */
  readonly hasFailed: boolean
  /** The contact had answered before: that nobody has answered yet takes nothing away, as in a drill. */
  readonly wasProven: boolean
}

/** What is known of a contact from its last test and what became of the message. */
export function contactState(hasContact: boolean, test: KnownTest | undefined): ContactState {
  if (!hasContact) return 'none'
  if (test === undefined) return 'untried'
  if (isProven(test)) return 'works'
  return test.hasFailed ? 'failed' : 'sent'
}

/** True once somebody has answered, until a message that was sent afterwards has failed. */
export function isProven({ state, hasFailed, wasProven }: KnownTest): boolean {
  return state === 'works' || (wasProven && !hasFailed)
}
