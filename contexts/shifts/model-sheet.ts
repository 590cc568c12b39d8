import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { ShiftEvent } from './model.ts'

/** A numbered sheet of paper for a desk without a network. */
export type Sheet = {
  readonly number: number
  readonly holderId: StaffId
  readonly issuedAt: Instant
  readonly typed: {
    readonly at: Instant
    readonly by: StaffId
    readonly receivedAt: Instant
  } | null
}

/** How long after the call a sheet is typed with its own hour: a report takes no call for older than that. */
export const TYPED_WITHIN_HOURS = 24

type SheetTyped = Extract<ShiftEvent, { type: 'SheetTyped' }>
export type SheetRefusal = 'sheet-typed' | 'sheet-not-yet' | 'sheet-before-issue' | 'sheet-too-old'

/**
 * Whether a sheet may be typed now with this hour of its call. Refuses `sheet-typed` to the second, and hours that cannot
 * be: after now, before the sheet was given out, or older than a report takes (`TYPED_WITHIN_HOURS`).
 */
export function typeSheet(
  sheet: Sheet,
  receivedAt: Instant,
  now: Instant,
): Decision<SheetTyped, SheetRefusal> {
  if (sheet.typed !== null) return refuse('sheet-typed')
  if (!notAfter(receivedAt, now)) return refuse('sheet-not-yet')
  if (!notAfter(sheet.issuedAt, receivedAt)) return refuse('sheet-before-issue')
  if (!notAfter(now.subtract({ hours: TYPED_WITHIN_HOURS }), receivedAt))
    return refuse('sheet-too-old')
  const data = { number: sheet.number, receivedAt: receivedAt.toString() }
  return accept({ type: 'SheetTyped', data })
}
