import { windowMinutes } from '#contexts/territory/calendar.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { bandAt, type EscalationPlan, plansOf } from '#contexts/territory/escalation.ts'
import { type Instant, notAfter, wallClock, ZONE } from '#platform/kernel/time.ts'
import { gapsIn, type RotaRole, type Span } from './model.ts'

const DAY_MINUTES = 1440
const HOUR_MINUTES = 60

type Plans = Pick<Configuration, 'escalation' | 'timeBands' | 'calendars'>

/**
 * The parts of a stretch in which no class calls a role, because every plan that names it holds at other hours; none
 * where some class names it at every hour, or where no class has plans by hours.
 */
export function uncalledHours(
  plans: Plans,
  role: RotaRole,
  from: Instant,
  until: Instant,
): readonly Span[] {
  const names = ({ steps }: EscalationPlan) => steps.some((step) => step.role === role)
  const naming = plans.escalation.filter((policy) => plansOf(policy).some(names))
  if (naming.some((policy) => plansOf(policy).every(names))) return []
  const isCalled = (at: Instant) =>
    naming.some((policy) => names(policy.bands[bandAt(plans, policy, at)] ?? policy))
  const edges = edgesOf(plans, from, until)
  const called = edges.flatMap((startsAt, n): Span[] => {
    const endsAt = edges[n + 1]
    return endsAt !== undefined && isCalled(startsAt) ? [{ startsAt, endsAt }] : []
  })
  return gapsIn(called, from, until)
}

/** The instants at which some plan may begin or end to hold, in order, with both ends. */
function edgesOf(plans: Plans, from: Instant, until: Instant): readonly Instant[] {
  const windows = [
    ...plans.timeBands.flatMap((band) => band.windows),
    ...plans.calendars.flatMap((one) => Object.values(one.weekly).flat()),
    ...plans.calendars.flatMap((one) => one.openings.flatMap((opening) => opening.hours)),
  ]
  const minutes = windows.map(windowMinutes).flatMap((window) => [window.from, window.to])
  const ofDay = [...new Set([0, ...minutes.map((one) => one % DAY_MINUTES)])]
  const found = daysIn(from, until)
    .flatMap((day) => ofDay.flatMap((minute) => atMinute(day, minute)))
    .filter((at) => !notAfter(at, from) && !notAfter(until, at))
    .toSorted((a, b) => Temporal.Instant.compare(a, b))
  return [from, ...found, until].filter((at, n, all) => {
    const before = all[n - 1]
    return before === undefined || !at.equals(before)
  })
}

function daysIn(from: Instant, until: Instant): readonly Temporal.PlainDate[] {
  const first = wallClock(from).toPlainDate()
  const count = first.until(wallClock(until).toPlainDate()).days + 1
  return Array.from({ length: count }, (_, n) => first.add({ days: n }))
}

/** A minute of the wall that comes twice is both times an edge. */
function atMinute(day: Temporal.PlainDate, minute: number): readonly Instant[] {
  const time = { hour: Math.floor(minute / HOUR_MINUTES), minute: minute % HOUR_MINUTES }
  const local = day.toPlainDateTime(time)
  return (['earlier', 'later'] as const).map((disambiguation) =>
    local.toZonedDateTime(ZONE, { disambiguation }).toInstant(),
  )
}
