import { m, textOf } from '#platform/i18n/texts.ts'
import type { AbsenceView } from '../contract-staff.ts'

/** A text by a code with hyphens: `oncall_contract_` + `public-body`. */
export const wordOf = (kind: string, code: string): string =>
  textOf(`oncall_${kind}_${code.replaceAll('-', '_')}`) ?? code

/** `Non può: da ven 24 dic a sab 2 gen 2027`: with the year, in which a slip is made. */
export function absenceText({ kind, from, until }: AbsenceView): string {
  const words = { kind: wordOf('absence_kind', kind), from: weekdayText(from, true) }
  if (until === null) return m.oncall_absence_open(words)
  if (until === from) return m.oncall_absence_day(words)
  const isOneYear = from.slice(0, 4) === until.slice(0, 4)
  const days = { from: weekdayText(from, !isOneYear), until: weekdayText(until, true) }
  return m.oncall_absence_one({ ...words, ...days })
}

const WEEKDAY = { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' } as const
const FORMATS = {
  plain: new Intl.DateTimeFormat('it-IT', WEEKDAY),
  year: new Intl.DateTimeFormat('it-IT', { ...WEEKDAY, year: 'numeric' }),
}

function weekdayText(day: string, withYear: boolean): string {
  const at = Temporal.PlainDate.from(day).toZonedDateTime('UTC').toInstant().epochMilliseconds
  return FORMATS[withYear ? 'year' : 'plain'].format(at)
}
