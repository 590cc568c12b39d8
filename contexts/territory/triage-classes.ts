import { type Instant, wallClock } from '#platform/kernel/time.ts'
import type { Window } from './calendar.ts'
import { windowMinutes } from './calendar.ts'
import type { SituationFacts } from './situation.ts'

export const CLASS_COLOURS = ['rosso', 'arancione', 'azzurro', 'verde', 'bianco'] as const
export type ClassColour = (typeof CLASS_COLOURS)[number]
export const CLASS_SIGNS = ['●', '▲', '■', '◆', '○'] as const
export type ClassSign = (typeof CLASS_SIGNS)[number]

/** What the class means in the national sheet, whatever a territory calls it. */
export type ClassMeaning = 'emergency' | 'urgency' | 'not-pertinent'

/** Minutes by which somebody must have acknowledged, and be there; the most specific row decides. */
export type ResponseTarget = {
  readonly distance: string | null
  readonly time: string | null
  readonly acknowledgeMinutes: number
  readonly arriveMinutes: number | null
}

/** One class of a territory's own scale. `rank` 1 is the gravest; `digit` is the key that chooses it. */
export type TriageClass = {
  readonly key: string
  readonly name: string
  readonly meaning: ClassMeaning
  readonly rank: number
  readonly sign: ClassSign
  readonly colour: ClassColour
  readonly digit: number
  readonly targets: readonly ResponseTarget[]
  /** Whoever is of this class goes to the walk-in desk of their municipality. */
  readonly atDesk?: boolean | undefined
}

export const AUTHORITIES = [
  '112',
  '118',
  '113',
  '114',
  '115',
  '1522',
  'antitratta',
  '116000',
] as const
export type Authority = (typeof AUTHORITIES)[number]

/** One row of the decision table: when all its facts are as said, its class and its reason hold. */
export type TriageRule = {
  readonly id: string
  readonly when: SituationFacts
  readonly class: string
  readonly authorities: readonly Authority[]
  readonly reason: string
}

/** The territory's protocol. `otherwise` is the class when no row speaks. */
export type TriageProtocol = {
  readonly protocol: string
  readonly classes: readonly TriageClass[]
  readonly otherwise: string
  readonly rules: readonly TriageRule[]
}

/** A band of the day or the week, for targets: `windows` by weekday are wall-clock windows every day. */
export type TimeBand = { readonly key: string; readonly windows: readonly Window[] }

export type Classification = {
  readonly class: TriageClass
  readonly rules: readonly TriageRule[]
  readonly authorities: readonly Authority[]
}

function holds(when: SituationFacts, facts: SituationFacts): boolean {
  const known: Readonly<Record<string, unknown>> = facts
  return Object.entries(when).every(([fact, value]) => known[fact] === value)
}

/**
 * The proposal of the protocol: every row that holds is collected, the gravest class wins.
 * It is a proposal: a person decides. Undefined when the protocol names a class it does not have.
 */
export function classify(
  protocol: TriageProtocol,
  facts: SituationFacts,
): Classification | undefined {
  const rules = protocol.rules.filter((rule) => holds(rule.when, facts))
  const keys = rules.length > 0 ? rules.map((rule) => rule.class) : [protocol.otherwise]
  const classes = protocol.classes
    .filter((one) => keys.includes(one.key))
    .sort((a, b) => a.rank - b.rank)
  const found = classes[0]
  if (!found) return undefined
  const authorities = [...new Set(rules.flatMap((rule) => rule.authorities))]
  return { class: found, rules, authorities }
}

/** The time band of an instant, first match in the order of the territory; null when none. */
export function timeBandAt(bands: readonly TimeBand[], at: Instant): string | null {
  return bands.find((band) => inTimeBand(band, at))?.key ?? null
}

/** Whether an instant is in a time band, on the clock of the wall. */
export function inTimeBand(band: TimeBand, at: Instant): boolean {
  const local = wallClock(at)
  const minute = local.hour * 60 + local.minute
  return band.windows.some((window) => {
    const { from, to } = windowMinutes(window)
    return (from <= minute && minute < to) || minute + 1440 < to
  })
}

/** The target of a class at a distance and time band; rows that name both beat rows that name one. */
export function targetOf(
  one: TriageClass,
  distance: string | null,
  time: string | null,
): ResponseTarget | undefined {
  const fitting = one.targets.filter(
    (row) =>
      (row.distance === null || row.distance === distance) &&
      (row.time === null || row.time === time),
  )
  const weight = (row: ResponseTarget) => (row.distance ? 2 : 0) + (row.time ? 1 : 0)
  return [...fitting].sort((a, b) => weight(b) - weight(a))[0]
}
