import { ZONE } from '#platform/kernel/time.ts'
import type { CoverageView } from '../contract.ts'

export type Answerer = CoverageView['hours'][number]['who']

/** Some hours of the day in which the week's answers are the same: per day who answers, by name. */
export type CoverageRow = {
  readonly from: number
  readonly to: number
  /** One list per day: two names where an hour comes twice, none where the clock skips it. */
  readonly days: readonly (readonly string[])[]
}

/** One who answers in the week, with every reason met. */
export type InWeek = {
  readonly who: Answerer
  readonly reasons: readonly string[]
}

/** The Monday of the week of a day, and the six days after it. */
export function weekOf(day: string): readonly string[] {
  const date = Temporal.PlainDate.from(day)
  const monday = date.subtract({ days: date.dayOfWeek - 1 })
  return Array.from({ length: 7 }, (_, at) => monday.add({ days: at }).toString())
}

/** The hours of a week on the wall clock, neighbours with the same answers joined. */
export function coverageRows(days: readonly CoverageView[]): readonly CoverageRow[] {
  const rows: CoverageRow[] = []
  for (let hour = 0; hour < 24; hour += 1) {
    const cells = days.map((day) => namesAt(day, hour))
    const last = rows.at(-1)
    if (last && JSON.stringify(last.days) === JSON.stringify(cells)) {
      rows[rows.length - 1] = { ...last, to: hour + 1 }
    } else {
      rows.push({ from: hour, to: hour + 1, days: cells })
    }
  }
  return rows
}

function namesAt(day: CoverageView, hour: number): readonly string[] {
  const found = day.hours.filter(
    ({ at }) => Temporal.Instant.from(at).toZonedDateTimeISO(ZONE).hour === hour,
  )
  return [...new Set(found.map(({ who }) => who.label))]
}

/** Everyone who answers in the week, in the order of their first hour. */
export function answerersOf(days: readonly CoverageView[]): readonly InWeek[] {
  const all = days.flatMap((day) => day.hours)
  return [...Map.groupBy(all, ({ who }) => who.label).values()].flatMap((hours) => {
    const who = hours[0]?.who
    return who ? [{ who, reasons: [...new Set(hours.flatMap((hour) => hour.reasons))] }] : []
  })
}

/** True when in some hour nobody with a telephone answers. */
export function hasGap(days: readonly CoverageView[]): boolean {
  return days.some((day) => day.hours.some(({ who }) => who.phone === ''))
}
