import { uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { keepsBeds, type Placement } from './model.ts'
import { territoryOf } from './written-in.ts'

/** Ends, as of their own hour, the claims of a facility whose hold has lapsed: with no worker running too. */
export async function endLapsedClaims(tx: Tx, facilityId: string): Promise<void> {
  await tx
    .updateTable('places.claim')
    .set((e) => ({ ended_at: e.ref('until') }))
    .where('facility_id', '=', facilityId)
    .where('ended_at', 'is', null)
    .where('until', '<=', tx.work.now)
    .execute()
}

/** Makes the claims of a placement what its new state says: taken, kept without an end, given back. */
export async function keepClaims(
  tx: Tx,
  before: Placement | undefined,
  after: Placement,
  bedIds: readonly string[],
): Promise<void> {
  if (!before) return await claimBeds(tx, after, bedIds)
  if (!keepsBeds(after.state)) {
    if (keepsBeds(before.state)) await setClaims(tx, after.id, { ended_at: tx.work.now })
    return
  }
  if (before.state === after.state && before.holdUntil.equals(after.holdUntil)) return
  await setClaims(tx, after.id, { until: after.state === 'held' ? after.holdUntil : null })
  if (before.state === 'held') await needClaims(tx, after.id)
}

/**
 * Refuses `hold-lapsed` when a bed of this hold was given back: a command that waited for a lock still has the hour
 * at which it began, and meanwhile another file may have been promised the bed (I3).
 */
async function needClaims(tx: Tx, placementId: string): Promise<void> {
  const lost = await tx
    .selectFrom('places.claim')
    .select('id')
    .where('placement_id', '=', placementId)
    .where('ended_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  if (lost) throw new RefusalError('hold-lapsed')
}

async function claimBeds(tx: Tx, state: Placement, bedIds: readonly string[]): Promise<void> {
  if (bedIds.length === 0) return
  const claims = bedIds.map((bedId) => ({
    territory_id: territoryOf(tx),
    id: uuid7(tx.work.now, tx.work.random),
    bed_id: bedId,
    facility_id: state.facilityId,
    placement_id: state.id,
    until: state.holdUntil,
    ended_at: null,
  }))
  await tx.insertInto('places.claim').values(claims).execute()
}

async function setClaims(
  tx: Tx,
  placementId: string,
  change: { readonly until: Instant | null } | { readonly ended_at: Instant },
): Promise<void> {
  await tx
    .updateTable('places.claim')
    .set(change)
    .where('placement_id', '=', placementId)
    .where('ended_at', 'is', null)
    .execute()
}
