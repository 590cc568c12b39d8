import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { clearAlarm, setAlarm } from '#platform/server/due.ts'
import { awaitsAnswer, type Intervention } from './model.ts'

/** Alarm kinds of this room: also the names by which their handlers act (`system:<kind>`). */
export const TARGET_KIND = 'intervention-target'
export const CONFIRM_KIND = 'not-pertinent-unconfirmed'
export const REVIEW_KIND = 'intervention-review'
export const REOPENED_KIND = 'intervention-reopened'

/** When the target of a file falls due, null when it cannot (any more). */
function targetDue(state: Intervention | undefined): Instant | null {
  if (!state || !awaitsAnswer(state) || state.targetMissedAt !== null) return null
  return state.targetAt
}

function confirmDue(state: Intervention | undefined): Instant | null {
  return state?.state === 'to-confirm' ? state.confirmBy : null
}

function reviewDue(state: Intervention | undefined): Instant | null {
  return state?.state === 'closed' ? state.reviewAt : null
}

function lateDue(state: Intervention | undefined): Instant | null {
  if (!state || state.state === 'closed' || state.answeredBy !== null) return null
  return state.lateAt
}

/** Sets, moves and clears the alarms of a file by what it has become. */
export async function keepAlarms(tx: Tx, before: Intervention | undefined, after: Intervention) {
  await keepAlarm(tx, TARGET_KIND, after.id, targetDue(before), targetDue(after))
  await keepAlarm(tx, CONFIRM_KIND, after.id, confirmDue(before), confirmDue(after))
  await keepAlarm(tx, REVIEW_KIND, after.id, reviewDue(before), reviewDue(after))
  await keepAlarm(tx, REOPENED_KIND, after.id, lateDue(before), lateDue(after))
}

async function keepAlarm(
  tx: Tx,
  kind: string,
  id: InterventionId,
  before: Instant | null,
  after: Instant | null,
): Promise<void> {
  if (after === null) {
    if (before !== null) await clearAlarm(tx, kind, id)
    return
  }
  if (before === null || !before.equals(after)) await setAlarm(tx, kind, id, after)
}
