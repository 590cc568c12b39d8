import { m } from '#platform/i18n/texts.ts'
import { type Instant, wallClock } from '#platform/kernel/time.ts'

/** A fact of a document as it is printed. */
export type Row = { readonly label: string; readonly value: string }

/** `22/11/2026, 02:40`, by the clock in Italy. */
export function hourOf(at: Instant): string {
  const local = wallClock(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(local.day)}/${two(local.month)}/${local.year}, ${two(local.hour)}:${two(local.minute)}`
}

/** A fact with its value; what nobody knows reads *non noto*. */
export function row(label: string, value: string | null | undefined): Row {
  const said = value?.trim() ?? ''
  return { label, value: said === '' ? m.documents_not_known() : said }
}
