import { m, textOf } from '#platform/i18n/texts.ts'
import type { AbsenceView } from '../contract-staff.ts'

const DAY = new Intl.DateTimeFormat('it-IT', { timeZone: 'UTC', day: 'numeric', month: 'short' })

/** A text by a code with hyphens: `oncall_contract_` + `public-body`. */
export const wordOf = (kind: string, code: string): string =>
  textOf(`oncall_${kind}_${code.replaceAll('-', '_')}`) ?? code

/** `24 dic`, of an ISO day. */
export const dayText = (day: string): string =>
  DAY.format(Temporal.PlainDate.from(day).toZonedDateTime('UTC').toInstant().epochMilliseconds)

/** `Non può: dal 24 dic al 2 gen`. */
export function absenceText({ kind, from, until }: AbsenceView): string {
  const words = { kind: wordOf('absence_kind', kind), from: dayText(from) }
  if (until === null) return m.oncall_absence_open(words)
  if (until === from) return m.oncall_absence_day(words)
  return m.oncall_absence_one({ ...words, until: dayText(until) })
}
