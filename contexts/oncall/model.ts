import type { DomainEvent } from '#platform/kernel/event.ts'
import type { Brand, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, ZONE } from '#platform/kernel/time.ts'
import type { DeviceEnd } from './model-device.ts'

export type TurnId = Brand<string, 'TurnId'>

/** Who can be on call, in the order of the screen. */
export const ROTA_ROLES = [
  'social-worker',
  'crew',
  'coordinator',
  'operator',
  'psychologist',
  'mediator',
] as const
export type RotaRole = (typeof ROTA_ROLES)[number]

/** The first is called first; the next ones when the first does not answer. */
export const LEVELS = [1, 2, 3] as const
export type Level = (typeof LEVELS)[number]

/** One turn on call: who, as what, from when until when (not included). */
export type Turn = {
  readonly id: TurnId
  readonly staffId: StaffId
  readonly role: RotaRole
  readonly level: Level
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** A turn as it stands in the rota: drafts are called by nobody, and what leaves stays until the next publication. */
export type RotaTurn = Turn & {
  readonly state: 'draft' | 'published'
  readonly leaves: boolean
  /** Null: it broke no rule when it was made. */
  readonly setAside: SetAside | null
}

/** Which rules a turn breaks and why it stands all the same; of an older turn only the reason is known. */
export type SetAside = {
  readonly reason: string
  readonly broke: readonly string[]
  readonly by: StaffId | null
  readonly at: Instant | null
}

/** True of the rota in force, by which people are called. */
export function isInForce({ state }: RotaTurn): boolean {
  return state === 'published'
}

/** True of the rota as it will be after the next publication. */
export function isComing({ leaves }: RotaTurn): boolean {
  return !leaves
}

type TurnData = {
  readonly staffId: StaffId
  readonly role: RotaRole
  readonly level: number
  readonly startsAt: string
  readonly endsAt: string
}

export type OncallEvent =
  | DomainEvent<'TurnAdded', TurnData>
  /** `broke`: the rules that whoever made it has set aside, with a reason that stays in the turn. */
  | DomainEvent<'TurnDrafted', TurnData & { readonly broke: readonly string[] }>
  | DomainEvent<
      'RotaPublished',
      {
        readonly added: readonly string[]
        readonly removed: readonly string[]
        readonly isDespite: boolean
      }
    >
  | DomainEvent<'TurnRemoved', { readonly staffId: StaffId; readonly role: RotaRole }>
  | DomainEvent<
      'RotaAsked',
      {
        readonly role: RotaRole
        readonly levels: number
        readonly from: string
        readonly days: number
      }
    >
  | DomainEvent<'RotaSearchStopped', Record<string, never>>
  | DomainEvent<'RotaProposalApplied', { readonly turns: number }>
  | DomainEvent<'RotaProposalDiscarded', Record<string, never>>
  | DomainEvent<
      'SwapAsked',
      {
        readonly turnId: string
        readonly staffId: StaffId
        readonly askedOf: StaffId | null
        readonly isSubstitute: boolean
      }
    >
  | DomainEvent<
      'SwapAnswered',
      { readonly state: string; readonly turnId: string; readonly takerId: StaffId | null }
    >
  | DomainEvent<
      'TurnTakenOver',
      { readonly role: RotaRole; readonly level: number; readonly takerId: StaffId }
    >
  | DomainEvent<'FeedMade', { readonly kind: string; readonly staffId: StaffId | null }>
  | DomainEvent<'FeedEnded', { readonly kind: string; readonly staffId: StaffId | null }>
  | DomainEvent<'StaffRecordSet', { readonly staffId: StaffId }>
  | DomainEvent<'AbsenceAdded', { readonly staffId: StaffId; readonly kind: string }>
  | DomainEvent<'AbsenceEnded', { readonly staffId: StaffId; readonly isMistake: boolean }>
  | DomainEvent<'ContactTried', { readonly staffId: StaffId; readonly channel: string }>
  | DomainEvent<
      'ContactWorks',
      { readonly staffId: StaffId; readonly channel: string; readonly how: 'link' | 'hand' }
    >
  | DomainEvent<'DeviceAdded', { readonly staffId: StaffId }>
  | DomainEvent<'DeviceEnded', { readonly why: DeviceEnd }>
  | DomainEvent<'DrillStarted', { readonly contacts: number; readonly isByHand: boolean }>
  | DomainEvent<'ContactDrilled', { readonly staffId: StaffId; readonly channel: string }>
  | DomainEvent<'DrillUnanswered', { readonly staffId: StaffId; readonly channel: string }>
  | DomainEvent<'ContactFailed', { readonly staffId: StaffId; readonly channel: string }>
  | DomainEvent<
      'ReachSet',
      { readonly staffId: StaffId; readonly hasPhone: boolean; readonly hasEmail: boolean }
    >

/** From an instant until another (not included). */
export type Span = { readonly startsAt: Instant; readonly endsAt: Instant }

/** True when the instant lies in the turn: its start belongs to it, its end to the next. */
export function covers(span: Span, at: Instant): boolean {
  return notAfter(span.startsAt, at) && !notAfter(span.endsAt, at)
}

/** The parts of a stretch of time that no turn covers, in order. */
export function gapsIn(spans: readonly Span[], from: Instant, until: Instant): readonly Span[] {
  const ordered = spans.toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt))
  const gaps: Span[] = []
  let covered = from
  for (const { startsAt, endsAt } of ordered) {
    const starts = later(startsAt, covered)
    if (!notAfter(starts, covered)) gaps.push({ startsAt: covered, endsAt: earlier(starts, until) })
    covered = later(covered, endsAt)
    if (notAfter(until, covered)) return gaps.filter(isSpan)
  }
  return [...gaps, { startsAt: covered, endsAt: until }].filter(isSpan)
}

function isSpan({ startsAt, endsAt }: Span): boolean {
  return !notAfter(endsAt, startsAt)
}

function later(a: Instant, b: Instant): Instant {
  return notAfter(a, b) ? b : a
}

function earlier(a: Instant, b: Instant): Instant {
  return notAfter(a, b) ? a : b
}

/** A repeating pattern: people in turn, who change at these hours of the wall clock. */
export type Pattern = {
  readonly from: Temporal.PlainDate
  readonly days: number
  /** `HH:MM`, in order. One hour: turns of a day. */
  readonly changes: readonly string[]
  readonly people: readonly StaffId[]
}

/** The turns of a pattern. A night in which the clocks change is an hour shorter or longer, without a gap. */
export function turnsOf(pattern: Pattern): readonly (Span & { readonly staffId: StaffId })[] {
  const { from, days, changes, people } = pattern
  // Sorted as instants: an hour that the clocks skip can fall on the next change, or after it.
  const changesOn = (day: number) =>
    changes
      .map((hour) => atHour(from.add({ days: day }), hour))
      .toSorted((a, b) => Temporal.Instant.compare(a, b))
  const starts = Array.from({ length: days }, (_, day) => changesOn(day)).flat()
  const ends = [...starts.slice(1), ...changesOn(days).slice(0, 1)]
  return starts.flatMap((startsAt, n) => {
    const staffId = people[n % people.length]
    const endsAt = ends[n]
    if (staffId === undefined || endsAt === undefined) return []
    return [{ staffId, startsAt, endsAt }].filter(isSpan)
  })
}

/** The instant of an hour on the Italian wall clock; an hour that a clock change skips is the one after it. */
export function atHour(day: Temporal.PlainDate, hour: string): Instant {
  return day
    .toPlainDateTime(Temporal.PlainTime.from(hour))
    .toZonedDateTime(ZONE, { disambiguation: 'later' })
    .toInstant()
}
