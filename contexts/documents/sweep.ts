import type { FileStore } from '#platform/gateways/files.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import { inTransaction, type WorkTools } from '#platform/server/work.ts'
import { knownFiles } from './store.ts'

/** A file whose row was not committed in this time never will be. */
const ORPHAN_HOURS = 1

/** Removes files without a row: what commands that failed left behind. Answers how many. */
export async function sweepFiles(
  tools: WorkTools,
  files: FileStore,
  territories: readonly TerritoryId[],
  now: Instant,
  machine: Instant,
): Promise<number> {
  let removed = 0
  for (const territory of territories) {
    const old = await files.writtenBefore(territory, machine.subtract({ hours: ORPHAN_HOURS }))
    if (old.length === 0) continue
    const actor = { kind: 'system', name: 'system:sweeper' } as const
    const scope = { actor, now, read: [territory], write: null }
    const known = await inTransaction(tools, scope, (tx) => knownFiles(tx, old))
    for (const name of old.filter((one) => !known.has(one))) {
      await files.remove(territory, name)
      removed += 1
    }
  }
  return removed
}
