import { m } from '#platform/i18n/texts.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { Rules } from './draft.ts'

type Words<K extends string> = Readonly<Record<K, () => string>>
type Numbers<T> = {
  [K in keyof T]: T[K] extends number | null ? K : never
}[keyof T] &
  string

/** The waits about a place, in minutes, in the order in which they come. */
export const PLACE_WAITS: Words<Numbers<Rules['places']>> = {
  holdMinutes: m.territory_web_places_hold,
  arrivalMinutes: m.territory_web_places_arrival,
  coordinatorMinutes: m.territory_web_places_coordinator,
}

/** The waits of a chase, in minutes. */
export const CHASE_WAITS: Words<Numbers<Rules['chase']>> = {
  officeMinutes: m.territory_web_chase_office,
  standInMinutes: m.territory_web_chase_stand_in,
  leadMinutes: m.territory_web_chase_lead,
  coordinatorMinutes: m.territory_web_chase_coordinator,
  callMinutes: m.territory_web_chase_call,
  callAgainMinutes: m.territory_web_chase_call_again,
}

/** The waits of a call to the service's number, in seconds. */
export const SWITCHBOARD_WAITS: Words<Numbers<Rules['switchboard']>> = {
  ringSeconds: m.territory_web_switchboard_ring,
  lostSeconds: m.territory_web_switchboard_lost,
}

/** The rules of the rota that are one number; an empty one is no rule. */
export const ROTA_RULES = {
  turnsPerMonth: m.territory_web_rota_turns,
  restHours: m.territory_web_rota_rest,
  cooperativeRestHours: m.territory_web_rota_rest_cooperative,
  weeklyRestHours: m.territory_web_rota_weekly_rest,
  longestTurnHours: m.territory_web_rota_longest,
  averageWeekHours: m.territory_web_rota_average,
  nightsAboveMean: m.territory_web_rota_nights,
  festiveAboveMean: m.territory_web_rota_festive,
} as const satisfies Words<Numbers<Rules['rota']>>

/** Who can have turns, in the order of the rota. */
export const TURN_ROLES = [
  'social-worker',
  'crew',
  'coordinator',
  'operator',
  'psychologist',
  'mediator',
] as const satisfies readonly Role[]

/** Names and their words, in order. */
export function wordsOf<K extends string>(words: Words<K>): readonly (readonly [K, string])[] {
  const keys = Object.keys(words) as K[]
  return keys.map((key) => [key, words[key]()])
}

/** How many levels of a role the territory has agreed to cover; 0: the first alone, and only when a plan of calls names it. */
export function levelsOf(rota: Pick<Rules['rota'], 'cover'>, role: Role): number {
  return rota.cover.find((one) => one.role === role)?.levels ?? 0
}

const LEVEL_WORDS = [
  m.territory_web_rota_levels_0,
  m.territory_web_rota_levels_1,
  m.territory_web_rota_levels_2,
  m.territory_web_rota_levels_3,
]

/** The same in words. */
export const levelsWord = (levels: number): string => LEVEL_WORDS[levels]?.() ?? String(levels)
