import type { Instant } from '#platform/kernel/time.ts'
import { isByDay, lateAt, morningAfter } from './model-hours.ts'

/** Why a file comes to somebody and waits for an answer again. */
export const HAND_ON_CAUSES = [
  'passed',
  'leaver',
  'returned',
  'place-refused',
  'place-lapsed',
  'search-again',
  'arrival-late',
  'arrival-unknown',
  'stay',
  'not-ratified',
  'task',
  'reopened',
  'unanswered',
  'unclassed',
] as const
export type HandOnCause = (typeof HAND_ON_CAUSES)[number]

type Ringing = 'always' | 'unless-safe' | 'unless-safe-at-night' | 'unless-watched' | 'never'

/** Nobody is woken for what nobody can do at night; whoever may be on the street is never left to a screen (Q57). */
const RINGS: Readonly<Record<HandOnCause, Ringing>> = {
  // Somebody gives it to somebody: that one must know.
  passed: 'always',
  leaver: 'unless-safe',
  // Whoever could take it instead is shut at night.
  returned: 'unless-safe-at-night',
  'place-refused': 'unless-safe',
  'place-lapsed': 'unless-safe',
  // Nobody had a place, and the hour to ask again has come.
  'search-again': 'unless-safe',
  // Nobody wrote down who came: first a look at the board, where somebody sits before it.
  'arrival-late': 'unless-watched',
  'arrival-unknown': 'always',
  stay: 'never',
  'not-ratified': 'never',
  task: 'never',
  reopened: 'never',
  // By day, after its owner and the coordinator were written to.
  unanswered: 'always',
  unclassed: 'always',
}

/** What decides, with the cause, whether somebody is rung. */
export type HandOnFacts = {
  /** The person is in a place or on the way to one, or needs none. */
  readonly isSafe: boolean
  /** An operations room looks at the board at every hour. */
  readonly isWatched: boolean
  readonly now: Instant
}

/** True when somebody is rung for it now; else it is on the board, and its owner is written to. */
export function ringsFor(cause: HandOnCause, { isSafe, isWatched, now }: HandOnFacts): boolean {
  switch (RINGS[cause]) {
    case 'always':
      return true
    case 'unless-safe':
      return !isSafe
    case 'unless-safe-at-night':
      return !isSafe || isByDay(now)
    case 'unless-watched':
      return !isWatched
    case 'never':
      return false
  }
}

/** Those that come to the coordinator: the next morning is early enough to be rung for them. */
const COORDINATORS: readonly HandOnCause[] = ['task', 'reopened']

/** Until when a file that rings nobody may stay unanswered: always by day. */
export function quietUntil(cause: HandOnCause, now: Instant): Instant {
  return COORDINATORS.includes(cause) ? morningAfter(now) : lateAt(now)
}
