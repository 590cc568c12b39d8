const PART = /^(\d{1,2})\/(\d{1,2})(?:\s*-\s*(\d{1,2})\/(\d{1,2}))?$/u

/**
 * The days that a line means, as `24/12, 27/12-02/01`: single days and stretches, without the year, among the days
 * asked. Undefined when a part of it means none of them.
 */
export function daysIn(text: string, from: string, days: number): readonly string[] | undefined {
  const all = daysFrom(from, days)
  const found = new Set<string>()
  for (const part of text.split(/[,;\n]/u).map((one) => one.trim())) {
    if (part === '') continue
    const [, day = '', month = '', endDay, endMonth] = PART.exec(part) ?? []
    const first = indexOf(all, day, month)
    const last = endDay === undefined ? first : indexOf(all, endDay, endMonth ?? '', first)
    if (first < 0 || last < first) return undefined
    for (const one of all.slice(first, last + 1)) found.add(one)
  }
  return [...found].toSorted()
}

function daysFrom(from: string, days: number): readonly string[] {
  const first = Temporal.PlainDate.from(from)
  return Array.from({ length: days }, (_, n) => first.add({ days: n }).toString())
}

function indexOf(days: readonly string[], day: string, month: string, after = 0): number {
  const ending = `-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return days.findIndex((one, n) => n >= after && one.endsWith(ending))
}
