import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { unwrap } from '#platform/server/errors.ts'
import { answer, type Intervention } from './model.ts'
import { lockOwners, worksIn } from './people.ts'
import { appendAll, lockFile } from './store.ts'

/**
 * Who speaks with the caller answers for the file of the call that was lost, so that nobody calls back in vain. Nothing of a file
 * that is closed, or that somebody answered already, or where they cannot own one.
 */
export async function takeLostCall(tx: Tx, id: InterventionId, by: StaffId): Promise<void> {
  await lockOwners(tx, territoryOf(tx), 'shared')
  const state = await lockFile(tx, id)
  if (state.state === 'closed' || state.answeredBy !== null) return
  if (!(await worksIn(tx, territoryOf(tx), by))) return
  await appendAll(tx, state, unwrap(answer(state, by)))
}

/** Those of these files that somebody answered, or that are closed: nobody has to be told of them any more. */
export async function answeredAmong(
  tx: Tx,
  ids: readonly InterventionId[],
): Promise<ReadonlySet<InterventionId>> {
  if (ids.length === 0) return new Set()
  const rows = await tx
    .selectFrom('interventions.intervention')
    .select('id')
    .where('id', 'in', [...ids])
    .where((where) =>
      where.or([where('answered_by', 'is not', null), where('state', '=', 'closed')]),
    )
    .execute()
  return new Set(rows.map(({ id }) => id as InterventionId))
}

/** A file as it stands, locked, for who goes on with it. */
export async function lockedFile(tx: Tx, id: InterventionId): Promise<Intervention> {
  return await lockFile(tx, id)
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a lost call needs its territory')
  return tx.work.territoryId
}
