import { m } from '#platform/i18n/texts.ts'
import { instant } from '#platform/kernel/time.ts'
import { timeText } from '#platform/web/format.ts'
import type { TurnView } from '../contract.ts'
import { turnCode } from '../model-month.ts'
import { wordOf } from './staff-words.ts'

const LONG = new Intl.DateTimeFormat('it-IT', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'long',
})
const WEEKDAY = new Intl.DateTimeFormat('it-IT', { timeZone: 'UTC', weekday: 'narrow' })
const MONTH = new Intl.DateTimeFormat('it-IT', { timeZone: 'UTC', month: 'long', year: 'numeric' })

const ms = (day: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime('UTC').toInstant().epochMilliseconds

/** `sab 5 dicembre`. */
export const longDay = (day: string): string => LONG.format(ms(day))

/** `S`. */
export const weekdayLetter = (day: string): string => WEEKDAY.format(ms(day))

/** `dicembre 2026`, of `2026-12`. */
export const monthName = (month: string): string => MONTH.format(ms(`${month}-01`))

/** `N`. */
export function codeOf(turn: TurnView): string {
  const span = { startsAt: instant(turn.startsAt), endsAt: instant(turn.endsAt) }
  return wordOf('month_code', turnCode(span))
}

/** A turn in words: level, hours, and whether it is published. */
export function turnWords({ level, startsAt, endsAt, standing }: TurnView): string {
  const words = { from: timeText(startsAt), to: timeText(endsAt) }
  return m.oncall_month_cell_turn({ level, ...words, standing: wordOf('standing', standing) })
}
