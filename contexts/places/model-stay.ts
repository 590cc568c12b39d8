import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Placement } from './model.ts'
import type { PlacementEvent } from './model-events.ts'
import type { EndReason, StayLimit } from './model-words.ts'

/** What the stay's clock says now: the warning, then the end passed, each recorded once. */
export function stayDue(state: Placement, now: Instant): readonly PlacementEvent[] {
  const { stayUntil, warnAt, facility } = state
  if (state.state !== 'arrived' || stayUntil === null) return []
  const until = stayUntil.toString()
  if (state.overrunAt === null && notAfter(stayUntil, now))
    return [{ type: 'StayOverrun', data: { facility, until } }]
  if (state.warnedAt === null && warnAt !== null && notAfter(warnAt, now))
    return [{ type: 'StayWarned', data: { facility, until } }]
  return []
}

export type StayRefusal = 'not-arrived' | 'stay-beyond-limit'

/** A longer stay, up to what the territory allows. Refuses `not-arrived`, `stay-beyond-limit` with the hours. */
export function extendStay(
  state: Placement,
  until: Instant,
  limit: StayLimit | null,
  by: StaffId,
): Decision<PlacementEvent, StayRefusal> {
  const { arrivedAt, facility } = state
  if (state.state !== 'arrived' || arrivedAt === null) return refuse('not-arrived')
  const hours = limit?.extendedToHours ?? limit?.maxHours ?? null
  if (hours !== null && !notAfter(until, arrivedAt.add({ hours })))
    return refuse('stay-beyond-limit', { hours })
  return accept({ type: 'StayExtended', data: { facility, until: until.toString(), by } })
}

/** The stay is over. Refuses `not-arrived`. */
export function endStay(
  state: Placement,
  at: Instant,
  reason: EndReason,
): Decision<PlacementEvent, 'not-arrived'> {
  if (state.state !== 'arrived') return refuse('not-arrived')
  const { facility } = state
  return accept({ type: 'StayEnded', data: { facility, endedAt: at.toString(), reason } })
}
