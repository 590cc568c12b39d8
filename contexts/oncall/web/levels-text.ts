import { m } from '#platform/i18n/texts.ts'

/** Which levels somebody covers: `livelli 1 e 2`; of none, that nobody does; and by name each other one that somebody has to cover. */
export function levelsText(levels: readonly number[], open: readonly number[]): string {
  const covered = [...new Set(levels)].toSorted((a, b) => a - b)
  if (covered.length === 0) return m.oncall_now_nobody()
  const which = new Intl.ListFormat('it', { type: 'conjunction' }).format(covered.map(String))
  const there = m.oncall_levels_covered({ count: covered.length, which })
  return [there, ...open.map((level) => m.oncall_now_nobody_at({ level }))].join(' · ')
}
