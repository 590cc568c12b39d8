import type { DrillSettings } from '#contexts/territory/configuration.ts'
import { nationalHolidayOn } from '#contexts/territory/holidays.ts'
import { type Instant, notAfter, wallClock, ZONE } from '#platform/kernel/time.ts'
import type { Span } from './model.ts'
import { type Absence, daysOff, type StaffRecord } from './model-staff.ts'

/** Why a contact is not tried in a drill. */
export const SKIPPED_FOR = [
  'absent',
  'rest',
  'no-contact',
  'not-carried',
  // Its message was held up until the evening.
  'not-left',
  // The territory has drills no more.
  'called-off',
] as const
export type SkippedFor = (typeof SKIPPED_FOR)[number]

/** What became of one contact in one drill. `silent`: written to twice, and no answer. `void`: the contact was changed. */
export const TRY_STATES = [
  'planned',
  'sent',
  'answered',
  'silent',
  'failed',
  'skipped',
  'void',
] as const
export type TryState = (typeof TRY_STATES)[number]

/** Nobody is written to before or after: a drill is by day. */
const DAY_FROM = 8
const DAY_UNTIL = 20
const SUNDAY = 7
/** Minutes between one person and the next, as long as all fit into the hours of the drill. */
const APART_MINUTES = 3
const HOUR_MS = 3_600_000

const atTime = (day: Temporal.PlainDate, time: string): Instant =>
  day.toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from(time) }).toInstant()

const isFestive = (day: Temporal.PlainDate): boolean =>
  day.dayOfWeek === SUNDAY || nationalHolidayOn(day) !== undefined

/** The day of the drill of the week of this day: the one of the territory, or the next that is no feast. */
function drillDay(day: Temporal.PlainDate, { weekday }: DrillSettings): Temporal.PlainDate {
  let found = day.add({ days: weekday - day.dayOfWeek })
  while (isFestive(found)) found = found.add({ days: 1 })
  return found
}

/** The hours of the drill in which this instant lies; undefined when it is outside of them. */
export function drillHours(settings: DrillSettings, now: Instant): Span | undefined {
  const day = wallClock(now).toPlainDate()
  // Feasts may have moved the drill of the week before into this one.
  const days = [day, day.subtract({ days: 7 })].map((one) => drillDay(one, settings))
  if (!settings.on || !days.some((one) => one.equals(day))) return undefined
  const [startsAt, endsAt] = [atTime(day, settings.from), atTime(day, settings.until)]
  return notAfter(startsAt, now) && !notAfter(endsAt, now) ? { startsAt, endsAt } : undefined
}

/** When the next drill begins after this instant; where drills are off, when that is looked at again. */
export function nextDrill(settings: DrillSettings, now: Instant): Instant {
  const today = wallClock(now).toPlainDate()
  const starts = [-7, 0, 7, 14].map((days) =>
    atTime(drillDay(today.add({ days }), settings), settings.from),
  )
  return starts.find((at) => !notAfter(at, now)) ?? now.add({ hours: 24 })
}

/** The same instant if it is by day, else the next morning. */
export function byDay(at: Instant): Instant {
  const { hour } = wallClock(at)
  const day = wallClock(at).toPlainDate()
  if (hour < DAY_FROM) return atTime(day, '08:00')
  return hour < DAY_UNTIL ? at : atTime(day.add({ days: 1 }), '08:00')
}

/** The end of the hours by day of this instant, which is by day: a message that is held up leaves no more after it. */
export function endOfDay(at: Instant): Instant {
  return atTime(wallClock(at).toPlainDate(), `${DAY_UNTIL}:00`)
}

/** When each of so many people is written to, from now on: apart, and before the drill ends where it has an end. */
export function spread(
  count: number,
  from: Instant,
  until: Instant | undefined,
): readonly Instant[] {
  const room = until === undefined ? Infinity : from.until(until).total('minutes') / (count + 1)
  const apart = Math.min(APART_MINUTES, room)
  return Array.from({ length: count }, (_, n) =>
    byDay(from.add({ seconds: Math.floor(n * apart * 60) })),
  )
}

/** What is known of somebody on the day on which they would be written to. */
export type DayOf = {
  readonly record: Pick<StaffRecord, 'ratherWeekdays'>
  readonly absences: readonly Absence[]
  /** Published turns around now. */
  readonly turns: readonly Span[]
  readonly restHours: number | null
}

/** Why somebody is left in peace at this instant: away, on a day they keep free, or resting after a turn by night. */
export function leftInPeace(
  { record, absences, turns, restHours }: DayOf,
  now: Instant,
): SkippedFor | undefined {
  const day = wallClock(now).toPlainDate()
  const off = daysOff(record, absences, day, 1)
  if (off.absent.length > 0) return 'absent'
  if (off.rather.length > 0 || isFestive(day)) return 'rest'
  const rest = (restHours ?? 0) * HOUR_MS
  // Who is on call now, turn after turn, is reachable by what they have taken on: they would never be tried otherwise.
  const isOnCall = turns.some((turn) => notAfter(turn.startsAt, now) && !notAfter(turn.endsAt, now))
  if (isOnCall) return undefined
  const isResting = turns.some(
    (turn) =>
      isByNight(turn) &&
      notAfter(turn.endsAt, now) &&
      now.epochMilliseconds - turn.endsAt.epochMilliseconds < rest,
  )
  return isResting ? 'rest' : undefined
}

/** It holds three in the morning. */
function isByNight({ startsAt, endsAt }: Span): boolean {
  const day = wallClock(startsAt).toPlainDate()
  return [day, day.add({ days: 1 })]
    .map((one) => atTime(one, '03:00'))
    .some((three) => notAfter(startsAt, three) && !notAfter(endsAt, three))
}

/** What is known of one contact from the drills so far, newest first. */
export type PastTry = { readonly state: TryState; readonly at: Instant }

/** When a contact was last proven by a drill, and how many drills running it has left without an answer. */
export function pastOf(tries: readonly PastTry[]): {
  readonly lastAnswered: Instant | null
  readonly silentRunning: number
} {
  const told = tries.filter(({ state }) => ['answered', 'silent', 'failed'].includes(state))
  const heard = told.findIndex(({ state }) => state === 'answered')
  return {
    lastAnswered: told[heard]?.at ?? null,
    silentRunning: heard === -1 ? told.length : heard,
  }
}
