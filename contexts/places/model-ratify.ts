import {
  nextSwitch,
  type OpeningCalendar,
  opennessAt,
  type Patron,
} from '#contexts/territory/calendar.ts'
import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Placement } from './model.ts'
import type { PlacementEvent } from './model-events.ts'
import type { Ratification } from './model-words.ts'

/** States of a place that was used, or still may be: somebody has to say who answers for it. */
const USED: readonly string[] = ['held', 'confirmed', 'arrived', 'ended']

/** True while somebody must still ratify it: a place that came to nothing costs nothing. */
export function isToRatify({ authorisation, state }: Placement): boolean {
  return authorisation === 'to-ratify' && USED.includes(state)
}

/** When who ratifies is reminded next; null when nobody needs to be. */
export function ratifyDue(state: Placement): Instant | null {
  return isToRatify(state) ? state.ratifyDueAt : null
}

/** The next opening of the offices after this instant: today's does not count while they are open. */
export function nextOpening(
  calendar: OpeningCalendar,
  patrons: readonly Patron[],
  now: Instant,
): Instant {
  const closes = opennessAt(calendar, patrons, now).open
    ? nextSwitch(calendar, patrons, now)
    : undefined
  const opens = nextSwitch(calendar, patrons, closes ?? now)
  // Offices that never open again are reminded every day all the same.
  return opens ?? now.add({ hours: 24 })
}

/** The morning came and nobody has ratified: said each time. Nothing on a false alarm. */
export function remindRatifier(
  state: Placement,
  now: Instant,
  nextAt: Instant,
): readonly PlacementEvent[] {
  const due = ratifyDue(state)
  if (due === null || !notAfter(due, now)) return []
  const { facility } = state
  return [{ type: 'RatificationAwaited', data: { facility, nextAt: nextAt.toString() } }]
}

/** Ratified, or not: said once. Refuses `nothing-to-ratify`. */
export function ratify(
  state: Placement,
  decision: Ratification,
  by: StaffId,
): Decision<PlacementEvent, 'nothing-to-ratify'> {
  if (!isToRatify(state)) return refuse('nothing-to-ratify')
  const { facility } = state
  return accept({
    type: decision === 'ratified' ? 'PlacementRatified' : 'PlacementNotRatified',
    data: { facility, by },
  })
}
