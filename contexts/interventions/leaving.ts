import { inEachTerritory } from '#contexts/access/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError, unwrap } from '#platform/server/errors.ts'
import { handOn } from './model.ts'
import { handOnFor } from './page-following.ts'
import { accountableIn, lockOwners, worksIn } from './people.ts'
import { appendAll, lockFile } from './store.ts'

/**
 * Same-transaction reaction to `GrantEnded`: who no longer works in the territory leaves no open file behind (I1).
 * Refuses `last-accountable-person` when there are files and nobody to take them.
 */
export async function handOnAfterGrant(tx: Tx, event: RecordedEvent): Promise<void> {
  await handOnAll(tx, territoryOf(event), event.data['staffId'] as StaffId)
}

/**
 * Same-transaction reaction to `StaffChanged`: the open files of who is deactivated are handed on in each territory
 * where they had a grant. Refuses as `handOnAfterGrant`.
 */
export async function handOnAfterDeactivation(tx: Tx, event: RecordedEvent): Promise<void> {
  if (event.data['isActive'] !== false) return
  const leaver = event.aggregateId as StaffId
  await inEachTerritory(tx, leaver, (territoryId) => handOnAll(tx, territoryId, leaver))
}

function territoryOf(event: RecordedEvent): TerritoryId {
  if (event.territoryId === null) throw new Error(`${event.type}: no territory`)
  return event.territoryId
}

async function handOnAll(tx: Tx, territoryId: TerritoryId, leaver: StaffId): Promise<void> {
  await lockOwners(tx, territoryId, 'alone')
  if (await worksIn(tx, territoryId, leaver)) return
  const ids = await openFilesOf(tx, territoryId, leaver)
  if (ids.length === 0) return
  const to = await accountableIn(tx, territoryId)
  if (to === undefined) throw new RefusalError('last-accountable-person')
  for (const id of ids) await handOnOne(tx, id, leaver, to)
}

async function openFilesOf(
  tx: Tx,
  territoryId: TerritoryId,
  owner: StaffId,
): Promise<readonly InterventionId[]> {
  const rows = await tx
    .selectFrom('interventions.intervention')
    .select('id')
    .where('territory_id', '=', territoryId)
    .where('owner_id', '=', owner)
    .where('state', '<>', 'closed')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id as InterventionId)
}

async function handOnOne(tx: Tx, id: InterventionId, leaver: StaffId, to: StaffId): Promise<void> {
  const state = await lockFile(tx, id)
  // Closed while its lock was awaited: nobody needs to own it any more.
  if (state.state === 'closed' || state.ownerId !== leaver) return
  const reason = m.interventions_grant_ended()
  const why = await handOnFor(tx, state, 'leaver')
  await appendAll(tx, state, unwrap(handOn(state, { to, toWorksHere: true, reason, ...why })))
}
