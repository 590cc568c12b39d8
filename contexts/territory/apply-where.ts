import type { Instant } from '#platform/kernel/time.ts'
import { inTransaction, type WorkTools } from '#platform/server/work.ts'
import { writeBoundaries } from './boundary-store.ts'
import type { BoundaryFile } from './contract-where.ts'
import type { FiledPlace } from './street-file.ts'
import { writeStreets } from './street-store.ts'

const ACTOR = { kind: 'system', name: 'system:territory-file' } as const

/** Puts the streets and landmarks of a file in place of those of their municipalities; answers how many. */
export async function applyStreets(
  tools: WorkTools,
  places: readonly FiledPlace[],
  now: Instant,
): Promise<number> {
  const scope = { actor: ACTOR, now, read: [], write: null }
  return await inTransaction(tools, scope, (tx) => writeStreets(tx, places))
}

/** Puts the boundaries of a file in place; answers of how many municipalities. */
export async function applyBoundaries(
  tools: WorkTools,
  file: BoundaryFile,
  now: Instant,
): Promise<number> {
  const scope = { actor: ACTOR, now, read: [], write: null }
  return await inTransaction(tools, scope, (tx) => writeBoundaries(tx, file))
}
