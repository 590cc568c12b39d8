import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { STALE_HOURS } from './model-search.ts'
import type { NoReason } from './model-words.ts'

/** A no of a facility to one file. */
export type Refusal = { readonly reason: NoReason; readonly at: Instant }

/**
 * The facilities that said no to this file, by telephone or by taking their yes back, and have said nothing else since;
 * as long as it is fresh.
 */
export async function refusalsOf(
  tx: Tx,
  file: InterventionId,
): Promise<ReadonlyMap<string, Refusal>> {
  const since = tx.work.now.subtract({ hours: STALE_HOURS })
  const calls = await tx
    .selectFrom('places.call')
    .select(['facility_id', 'result', 'reason', 'called_at as at'])
    .where('intervention_id', '=', file)
    .where('result', 'in', ['yes', 'no'])
    .where('called_at', '>', since)
    .execute()
  const taken = await tx
    .selectFrom('places.placement')
    .select(['facility_id', 'no_reason as reason', 'ended_at as at'])
    .where('intervention_id', '=', file)
    .where('state', '=', 'refused')
    .where('ended_at', '>', since)
    .execute()
  const said = [
    ...calls.map((row) => ({ ...row, isNo: row.result === 'no' })),
    ...taken.flatMap((row) => (row.at === null ? [] : [{ ...row, at: row.at, isNo: true }])),
  ].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
  const last = new Map<string, Refusal>()
  for (const { facility_id, isNo, reason, at } of said) {
    if (isNo) last.set(facility_id, { reason: (reason ?? 'other') as NoReason, at })
    else last.delete(facility_id)
  }
  return last
}
