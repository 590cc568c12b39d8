import type { Role } from '#platform/kernel/actor.ts'
import { type Instant, instant, wallClock } from '#platform/kernel/time.ts'
import { type OpeningCalendar, opennessAt } from './calendar.ts'
import { nationalHolidayOn } from './holidays.ts'
import {
  inTimeBand,
  type TimeBand,
  type TriageClass,
  type TriageProtocol,
} from './triage-classes.ts'

export const ESCALATION_CHANNELS = ['voice', 'push', 'sms', 'board'] as const
export type EscalationChannel = (typeof ESCALATION_CHANNELS)[number]

/** One step: its `channels` are used together; of `fallback` the next one at once for each that cannot be used. */
export type EscalationStep = {
  readonly role: Role
  readonly afterMinutes: number
  readonly channels: readonly EscalationChannel[]
  readonly fallback: readonly EscalationChannel[]
}

/** Who is called, after how long and by which way. */
export type EscalationPlan = {
  readonly steps: readonly EscalationStep[]
  /** Minutes after which the last step calls again, until somebody answers. */
  readonly repeatMinutes: number
}

/**
 * When a plan of its own holds: in a time band of the territory, on Sundays and national holidays, or while a calendar
 * is open or closed. Patron saints make no band: they are of one municipality, and a plan is of the whole territory.
 */
export type EscalationWhen =
  | { readonly kind: 'clock'; readonly band: string }
  | { readonly kind: 'festive' }
  | { readonly kind: 'open' | 'closed'; readonly calendar: string }

export type EscalationBand = EscalationPlan & { readonly when: EscalationWhen }

/** The plans of a class: the first of its bands that holds, else its own. One without bands has one plan at every hour. */
export type EscalationPolicy = EscalationPlan & {
  readonly class: string
  readonly bands: readonly EscalationBand[]
}

/** What of a configuration says when a plan holds. */
export type Hours = {
  readonly timeBands: readonly TimeBand[]
  readonly calendars: readonly OpeningCalendar[]
}

/** The plans of a territory with what says when they hold. */
export type Plans = Hours & { readonly escalation: readonly EscalationPolicy[] }

/** Whether a band holds at an instant, on the clock of the wall: an hour that comes twice is in it both times. */
export function holdsAt(hours: Hours, when: EscalationWhen, at: Instant): boolean {
  switch (when.kind) {
    case 'clock':
      return hours.timeBands.some((band) => band.key === when.band && inTimeBand(band, at))
    case 'festive':
      return isFestive(wallClock(at).toPlainDate())
    case 'open':
    case 'closed': {
      const calendar = hours.calendars.find((one) => one.key === when.calendar)
      return calendar !== undefined && opennessAt(calendar, [], at).open === (when.kind === 'open')
    }
  }
}

function isFestive(date: Temporal.PlainDate): boolean {
  return date.dayOfWeek === 7 || nationalHolidayOn(date) !== undefined
}

/** The place in the list of the band that holds at an instant; -1: none, the plan of the other hours. */
export function bandAt(hours: Hours, policy: EscalationPolicy, at: Instant): number {
  return policy.bands.findIndex((band) => holdsAt(hours, band.when, at))
}

/** The plan of a class that begins at an instant; undefined: the class calls nobody. */
export function planAt(
  configuration: Plans,
  classKey: string | null,
  at: Instant,
): EscalationPlan | undefined {
  const policy = configuration.escalation.find((one) => one.class === classKey)
  return policy && (policy.bands[bandAt(configuration, policy, at)] ?? policy)
}

/** The plans of a class, its own first. */
export function plansOf(policy: EscalationPolicy): readonly EscalationPlan[] {
  return [policy, ...policy.bands]
}

/** Whom a class calls at any hour: who was called by one plan is heard also once another one holds. */
export function rolesCalled(policy: EscalationPolicy): readonly Role[] {
  return [...new Set(plansOf(policy).flatMap(({ steps }) => steps.map((step) => step.role)))]
}

/** What is amiss in a plan although it can be saved. */
export type PlanWarning =
  | { readonly code: 'no-voice-call-first' }
  | { readonly code: 'later-than-target'; readonly after: number; readonly target: number }
  | { readonly code: 'last-cannot-own' }
  | { readonly code: 'nobody-assesses' }
  | { readonly code: 'never-holds' }

/** A warning with the plan of a class it is about: the place of its band, -1 for the other hours. */
export type Warned = {
  readonly class: string
  readonly band: number
  readonly warning: PlanWarning
}

type Judged = Plans & { readonly triage: Pick<TriageProtocol, 'classes'> }

/** What a coordinator should know of the plans, in their order. The rota is not asked here. */
export function planWarnings(configuration: Judged): readonly Warned[] {
  return configuration.escalation.flatMap((policy) => {
    const of = configuration.triage.classes.find((one) => one.key === policy.class)
    const held = hoursHeld(configuration, policy)
    return plansOf(policy).flatMap((plan, at) =>
      warningsOf(of, plan, held.get(at - 1), at - 1).map((warning) => {
        return { class: policy.class, band: at - 1, warning }
      }),
    )
  })
}

/** The bands of a class that hold at some hour of the year, and whether of the night. */
function hoursHeld(hours: Hours, policy: EscalationPolicy): ReadonlyMap<number, Held> {
  if (policy.bands.length === 0) return new Map([[-1, { atNight: true }]])
  const held = new Map<number, Held>()
  for (const { at, isNight } of HOURS_OF_A_FORTNIGHT) {
    const band = bandAt(hours, policy, at)
    if (isNight || !held.has(band)) held.set(band, { atNight: isNight })
  }
  return held
}

type Held = { readonly atNight: boolean }

/** By profession: a coordinator comes last, and can too. */
const ASSESSING: readonly Role[] = ['social-worker', 'psychologist']

function warningsOf(
  of: TriageClass | undefined,
  plan: EscalationPlan,
  held: Held | undefined,
  band: number,
): readonly PlanWarning[] {
  const steps = plan.steps.toSorted((a, b) => a.afterMinutes - b.afterMinutes)
  const last = steps.at(-1)
  const isNight = of?.rank === 1 && held?.atNight === true
  const found: readonly (readonly [boolean, PlanWarning])[] = [
    [isNight && isSilent(steps[0]), { code: 'no-voice-call-first' }],
    ...lateness(of, last?.afterMinutes ?? 0).map((one) => [true, one] as const),
    [last?.role !== 'coordinator', { code: 'last-cannot-own' }],
    [!steps.some((one) => ASSESSING.includes(one.role)), { code: 'nobody-assesses' }],
    [held === undefined && band >= 0, { code: 'never-holds' }],
  ]
  return found.flatMap(([isSo, warning]) => (isSo ? [warning] : []))
}

function isSilent(first: EscalationStep | undefined): boolean {
  return first?.channels.includes('voice') !== true
}

function lateness(of: TriageClass | undefined, after: number): readonly PlanWarning[] {
  const targets = of?.targets.map((one) => one.acknowledgeMinutes) ?? []
  const target = Math.max(...targets)
  return targets.length > 0 && after > target ? [{ code: 'later-than-target', after, target }] : []
}

/**
 * Every hour of two weeks with a holiday on a weekday in them: they stand for the year. At night people sleep, whatever a
 * territory calls its night.
 */
const HOURS_OF_A_FORTNIGHT = Array.from({ length: 14 * 24 }, (_, place) => {
  const at = instant('2026-04-26T22:00:00Z').add({ hours: place })
  const hour = place % 24
  return { at, isNight: hour >= 22 || hour < 6 }
})
