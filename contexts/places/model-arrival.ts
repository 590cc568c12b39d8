import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, plusMinutes } from '#platform/kernel/time.ts'
import type { Placement } from './model.ts'
import type { PlacementEvent } from './model-events.ts'

/**
 * The hour of arrival passed and nobody recorded who came: told to the file's owner, and so many minutes later to the
 * coordinator, each once. Nothing on a false alarm.
 */
export function arrivalDue(
  state: Placement,
  now: Instant,
  coordinatorMinutes: number,
): readonly PlacementEvent[] {
  const { facility, expectedAt, arrivalDueAt, lateLevel } = state
  if (state.state !== 'confirmed' || expectedAt === null || arrivalDueAt === null) return []
  if (!notAfter(arrivalDueAt, now)) return []
  const isFirst = lateLevel === null
  const data = {
    facility,
    expectedAt: expectedAt.toString(),
    level: isFirst ? ('owner' as const) : ('coordinator' as const),
    nextAt: isFirst ? plusMinutes(now, coordinatorMinutes).toString() : null,
  }
  return [{ type: 'ArrivalOverdue', data }]
}

/** They come at another hour: the wait begins anew. Refuses `not-confirmed`. */
export function expectArrival(
  state: Placement,
  at: Instant,
  by: StaffId,
): Decision<PlacementEvent, 'not-confirmed'> {
  if (state.state !== 'confirmed') return refuse('not-confirmed')
  const { facility } = state
  return accept({ type: 'ArrivalExpected', data: { facility, expectedAt: at.toString(), by } })
}
