import { type InterventionId, type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { append } from '#platform/server/log.ts'
import { personActing } from '#platform/server/person.ts'
import { releasePatrol } from './model.ts'
import type { WorkEvent } from './model-work.ts'
import { appendAll, lockFile } from './store.ts'

const PURPOSE = 'file-read-back'

/** What was told to who reported: the officer who listened and the lines as they were read. */
export type ReadBackWords = { readonly officer: string; readonly lines: readonly string[] }

/** One read-back as it was given. */
export type ReadBack = ReadBackWords & {
  readonly at: Instant
  readonly by: StaffId
  readonly isMailed: boolean
}

/**
 * Records what was told to who reported (K5); with `releases`, a waiting patrol is told in the same act that it can
 * go. Each is one row: what was said is not changed.
 */
export async function recordReadBack(
  tx: Tx,
  file: InterventionId,
  given: { readonly words: ReadBackWords; readonly isMailed: boolean; readonly releases: boolean },
): Promise<string> {
  const state = await lockFile(tx, file)
  const id = uuid7(tx.work.now, tx.work.random)
  await insertReadBack(tx, file, id, given, {
    type: 'ReadBackGiven',
    data: { isMailed: given.isMailed },
  })
  const released = given.releases ? releasePatrol(state) : undefined
  // Somebody else may have let the patrol go a moment ago: nothing is left to do.
  if (released?.accepted) await appendAll(tx, state, released.events)
  return id
}

/** Records that there is nobody to tell (K5): the file goes on, and the chronology says so. */
export async function recordNoReadBack(
  tx: Tx,
  file: InterventionId,
  words: ReadBackWords,
): Promise<string> {
  await lockFile(tx, file)
  const id = uuid7(tx.work.now, tx.work.random)
  const given = { words, isMailed: false }
  await insertReadBack(tx, file, id, given, { type: 'ReadBackNotOwed', data: {} })
  return id
}

async function insertReadBack(
  tx: Tx,
  file: InterventionId,
  id: string,
  given: { readonly words: ReadBackWords; readonly isMailed: boolean },
  event: WorkEvent,
): Promise<void> {
  await append(tx, {
    room: 'interventions',
    aggregateId: id,
    version: 1,
    interventionId: file,
    at: tx.work.now,
    event,
  })
  await tx
    .insertInto('interventions.read_back')
    .values({
      territory_id: territoryOf(tx),
      id,
      intervention_id: file,
      said_at: tx.work.now,
      said_by: personActing(tx).staffId,
      sealed_words: tx.work.vault.seal(territoryOf(tx), PURPOSE, JSON.stringify(given.words)),
      is_mailed: given.isMailed,
    })
    .execute()
}

/** What was told to who reported, newest first; with its words: ask the permission first. */
export async function readBacksOf(tx: Tx, file: InterventionId): Promise<readonly ReadBack[]> {
  const rows = await tx
    .selectFrom('interventions.read_back')
    .selectAll()
    .where('intervention_id', '=', file)
    .orderBy('said_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    ...(JSON.parse(
      tx.work.vault.open(row.territory_id, PURPOSE, row.sealed_words),
    ) as ReadBackWords),
    at: row.said_at,
    by: row.said_by as StaffId,
    isMailed: row.is_mailed,
  }))
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a read-back needs its territory')
  return tx.work.territoryId
}
