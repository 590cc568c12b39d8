import type { SettingsView } from '../contract.ts'

/** The sections that the screen changes, in the order of its parts. */
export const SECTIONS = [
  'service',
  'calendars',
  'access',
  'triage',
  'stayLimits',
  'places',
  'chase',
  'rota',
  'switchboard',
  'escalation',
] as const
export type Section = (typeof SECTIONS)[number]

/** The rules being edited. */
export type Rules = Pick<SettingsView['configuration'], Section>

/** The editable part of a configuration. */
export function rulesOf(configuration: SettingsView['configuration']): Rules {
  const { service, calendars, access, triage, stayLimits } = configuration
  const { places, chase, rota, switchboard, escalation } = configuration
  const terms = { stayLimits, places, chase, rota, switchboard, escalation }
  return { service, calendars, access, triage, ...terms }
}

/** The sections in which a draft differs from what it began with. */
export function changedSections(before: Rules, draft: Rules): readonly Section[] {
  return SECTIONS.filter((one) => written(before[one]) !== written(draft[one]))
}

/** As text; a number that cannot be read is not the empty one, as it would be in JSON. */
function written(rules: unknown): string {
  return JSON.stringify(rules, (_, value: unknown) =>
    typeof value === 'number' && Number.isNaN(value) ? 'NaN' : value,
  )
}

/** Only the sections named. */
export function pick(draft: Rules, sections: readonly Section[]): Partial<Rules> {
  return Object.fromEntries(sections.map((one) => [one, draft[one]]))
}

/** The draft on top of newer settings: what was changed stays, except the sections given up. */
export function rebase(
  before: Rules,
  draft: Rules,
  newer: Rules,
  givenUp: readonly string[],
): Rules {
  const mine = changedSections(before, draft).filter((one) => !givenUp.includes(one))
  return { ...newer, ...pick(draft, mine) }
}

/** The paths of the numbers that are not written as numbers: JSON would send them as nothing. */
export function unreadNumbers(value: unknown, path: readonly (string | number)[] = []): string[] {
  if (typeof value === 'number') return Number.isInteger(value) ? [] : [path.join('.')]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => unreadNumbers(inner, [...path, key]))
}

/** The section that a path of the server (`changes.triage.classes.0.name`) is in, and the path inside the rules. */
export function placeOf(path: string): { section: Section | undefined; path: string } {
  const inside = path.replace(/^changes\./u, '')
  const head = inside.split('.')[0]
  return { section: SECTIONS.find((one) => one === head), path: inside }
}

/** A whole number as written: empty is null, what is no number is NaN and is refused on saving. */
export function numberOf(text: string): number | null {
  const written = text.trim()
  if (written === '') return null
  return /^\d{1,5}$/u.test(written) ? Number(written) : Number.NaN
}

/** Words separated by commas, as a list. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim().replaceAll(DASHES, '-'))
    .filter((one) => one !== '')
}

/** What hours are also written with between one and the next: `08:30 – 13:30` is what we print ourselves. */
const DASHES = /\s*[-–—]\s*/gu
