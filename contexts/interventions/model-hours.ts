import { type Instant, wallClock } from '#platform/kernel/time.ts'

const FIRST_HOUR = 8
const LAST_HOUR = 20

/**
 * When what nobody did comes to the coordinator: an hour later, and by day. Nobody is rung at night for what the morning
 * is early enough for (Q57); until then it stands on the board and in the file.
 */
export function lateAt(now: Instant): Instant {
  const later = wallClock(now.add({ hours: 1 }))
  const morning = later.withPlainTime({ hour: FIRST_HOUR })
  if (later.hour >= LAST_HOUR) return morning.add({ days: 1 }).toInstant()
  return later.hour < FIRST_HOUR ? morning.toInstant() : later.toInstant()
}

/** The next morning: of today, before it has come. */
export function morningAfter(now: Instant): Instant {
  const local = wallClock(now)
  const morning = local.withPlainTime({ hour: FIRST_HOUR })
  return (local.hour < FIRST_HOUR ? morning : morning.add({ days: 1 })).toInstant()
}

/** True at the hours at which somebody may be rung for what is no emergency. */
export function isByDay(now: Instant): boolean {
  const { hour } = wallClock(now)
  return hour >= FIRST_HOUR && hour < LAST_HOUR
}
