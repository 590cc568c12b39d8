import { type Configuration, calendarOf, patronsOf } from '#contexts/territory/configuration.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { nextOpening } from './model-ratify.ts'

/** The next morning of work of the lead body, where ratifying is asked for. */
export function nextWorkingMorning(configuration: Configuration, now: Instant): Instant {
  const { offices, leadBody } = configuration
  const office = offices.find((one) => one.body === leadBody) ?? offices[0]
  if (office === undefined) return now.add({ hours: 24 })
  const calendar = calendarOf(configuration, office.calendar)
  return nextOpening(calendar, patronsOf(configuration, office.municipality), now)
}
