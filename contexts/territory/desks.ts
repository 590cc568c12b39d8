import { m, textOf } from '#platform/i18n/texts.ts'
import { type OpeningCalendar, WEEKDAYS } from './calendar.ts'
import { type Configuration, calendarOf, type Office } from './configuration.ts'

/** Days and hours of a week in words: `martedì e giovedì 15:00-18:00, sabato 09:00-12:00`. */
export function hoursSaid({ weekly }: Pick<OpeningCalendar, 'weekly'>): string {
  const open = WEEKDAYS.filter((day) => weekly[day].length > 0)
  const alike = [...Map.groupBy(open, (day) => weekly[day].join(', '))]
  return alike
    .map(([hours, days]) => {
      const names = days.map((day) => (textOf(`territory_web_${day}`) ?? day).toLowerCase())
      const last = names.pop() ?? ''
      const said = names.length === 0 ? last : `${names.join(', ')} ${m.territory_and()} ${last}`
      return `${said} ${hours}`
    })
    .join(', ')
}

/** Where a walk-in desk is and when its door is open. */
export function deskSaid(configuration: Configuration, desk: Office): string {
  const hours = hoursSaid(calendarOf(configuration, desk.calendar))
  return m.territory_desk({ address: desk.address, hours })
}

/** The walk-in desk to which a file of this class goes: that of its municipality. Undefined where the class goes to none. */
export function deskFor(
  configuration: Configuration,
  classKey: string | null,
  municipality: string | null,
): Office | undefined {
  const isAtDesk = configuration.triage.classes.find((one) => one.key === classKey)?.atDesk === true
  if (!isAtDesk) return undefined
  return configuration.offices.find(
    (one) => one.kind === 'social-desk' && one.municipality === municipality,
  )
}
