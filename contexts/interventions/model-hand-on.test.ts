import { describe, expect, it } from 'vitest'
import { instant } from '#platform/kernel/time.ts'
import { HAND_ON_CAUSES, type HandOnCause, quietUntil, ringsFor } from './model-hand-on.ts'
import { isByDay } from './model-hours.ts'

const NIGHT = instant('2026-11-23T02:00:00Z')
const DAY = instant('2026-11-23T10:00:00Z')

/** Who is rung: safe by day, safe at night, in danger by day, in danger at night; with a room, then without. */
const TABLE: Readonly<Record<HandOnCause, readonly [string, string]>> = {
  passed: ['yes yes yes yes', 'yes yes yes yes'],
  leaver: ['no no yes yes', 'no no yes yes'],
  returned: ['yes no yes yes', 'yes no yes yes'],
  'place-refused': ['no no yes yes', 'no no yes yes'],
  'place-lapsed': ['no no yes yes', 'no no yes yes'],
  'search-again': ['no no yes yes', 'no no yes yes'],
  'arrival-late': ['no no no no', 'yes yes yes yes'],
  'arrival-unknown': ['yes yes yes yes', 'yes yes yes yes'],
  stay: ['no no no no', 'no no no no'],
  'not-ratified': ['no no no no', 'no no no no'],
  task: ['no no no no', 'no no no no'],
  reopened: ['no no no no', 'no no no no'],
  unanswered: ['yes yes yes yes', 'yes yes yes yes'],
  unclassed: ['yes yes yes yes', 'yes yes yes yes'],
}

describe.each(HAND_ON_CAUSES)('handed on: %s', (cause) => {
  it.each([
    ['a room watches', true],
    ['nobody watches the board', false],
  ] as const)('where %s', (_, isWatched) => {
    const asked = [true, false].flatMap((isSafe) =>
      [DAY, NIGHT].map((now) => ringsFor(cause, { isSafe, isWatched, now })),
    )
    const words = asked.map((one) => (one ? 'yes' : 'no')).join(' ')
    expect(words).toBe(TABLE[cause][isWatched ? 0 : 1])
  })

  it('without ringing, it waits for an hour of the day and no longer than the next morning', () => {
    for (let hour = 0; hour < 48; hour += 1) {
      const now = DAY.add({ hours: hour })
      const until = quietUntil(cause, now)
      expect(isByDay(until)).toBe(true)
      expect(Temporal.Instant.compare(until, now)).toBe(1)
      expect(Temporal.Instant.compare(until, now.add({ hours: 24 })) <= 0).toBe(true)
    }
  })
})
