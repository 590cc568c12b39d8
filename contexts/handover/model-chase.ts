import {
  nextSwitch,
  type OpeningCalendar,
  opennessAt,
  type Patron,
} from '#contexts/territory/calendar.ts'
import {
  type Configuration,
  calendarOf,
  type Office,
  patronsOf,
} from '#contexts/territory/configuration.ts'
import { type Instant, minutesBetween, plusMinutes } from '#platform/kernel/time.ts'
import { CHASE_LEVELS, type ChaseLevel } from './model.ts'

/** Which wait of the territory each step of the chase has. */
const WAITS = {
  office: 'officeMinutes',
  'stand-in': 'standInMinutes',
  lead: 'leadMinutes',
  coordinator: 'coordinatorMinutes',
} as const satisfies Record<ChaseLevel, string>
/** A calendar that changes more often than this within one wait is not one of an office. */
const MOST_SWITCHES = 400

/** The instant at which so many minutes of opening have passed; where it never opens, minutes simply pass. */
export function afterOpenMinutes(
  calendar: OpeningCalendar,
  patrons: readonly Patron[],
  from: Instant,
  minutes: number,
): Instant {
  let at = from
  let left = minutes
  for (let count = 0; count < MOST_SWITCHES; count += 1) {
    const next = nextSwitch(calendar, patrons, at)
    if (next === undefined) break
    if (opennessAt(calendar, patrons, at).open) {
      const span = minutesBetween(at, next)
      if (span >= left) break
      left -= span
    }
    at = next
  }
  return plusMinutes(at, left)
}

/** When step `step` of the chase (0 first) falls due, counted from `from`; null after the last. */
export function chaseAt(
  configuration: Configuration,
  office: Office | undefined,
  step: number,
  from: Instant,
): Instant | null {
  const level = CHASE_LEVELS[step]
  return level === undefined
    ? null
    : openMinutesFrom(configuration, office, from, configuration.chase[WAITS[level]])
}

/** When the office is to be rung after a letter, or again after a call that nobody answered. */
export function callAt(
  configuration: Configuration,
  office: Office | undefined,
  from: Instant,
  wait: 'callMinutes' | 'callAgainMinutes',
): Instant {
  return openMinutesFrom(configuration, office, from, configuration.chase[wait])
}

function openMinutesFrom(
  configuration: Configuration,
  office: Office | undefined,
  from: Instant,
  wait: number,
): Instant {
  // An office of another territory keeps hours that nobody here knows: those of our first office stand in.
  const hours = office ?? configuration.offices[0]
  if (hours === undefined) return plusMinutes(from, wait)
  const calendar = calendarOf(configuration, hours.calendar)
  return afterOpenMinutes(calendar, patronsOf(configuration, hours.municipality), from, wait)
}
