import { m } from '#platform/i18n/texts.ts'
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
  weeklyRestHours: m.territory_web_rota_weekly_rest,
  longestTurnHours: m.territory_web_rota_longest,
} as const satisfies Partial<Words<Numbers<Rules['rota']>>>

/** Names and their words, in order. */
export function wordsOf<K extends string>(words: Words<K>): readonly (readonly [K, string])[] {
  const keys = Object.keys(words) as K[]
  return keys.map((key) => [key, words[key]()])
}
