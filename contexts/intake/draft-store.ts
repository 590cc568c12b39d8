import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'

const PURPOSE = 'intake.draft'

/** A draft as its writer reads it back. */
export type Draft = {
  readonly id: string
  readonly territoryId: TerritoryId
  readonly version: number
  readonly startedAt: Instant
  readonly savedAt: Instant
  readonly content: Record<string, unknown>
}

/** What is kept of a draft. `version` is the last one the writer was told, 0 for a new one. */
export type DraftToKeep = {
  readonly id: string
  readonly version: number
  readonly startedAt: Instant
  readonly content: Record<string, unknown>
}

function writing(tx: Tx): { territoryId: TerritoryId; staffId: StaffId } {
  const { territoryId, actor } = tx.work
  if (territoryId === null || actor.kind !== 'person')
    throw new Error('a draft needs territory and writer')
  return { territoryId, staffId: actor.staffId }
}

/**
 * Keeps a draft and answers its new version. Refuses with `draft-changed-meanwhile` when another window wrote
 * it since; the id of somebody else's draft is refused likewise and reveals nothing.
 */
export async function keepDraft(tx: Tx, draft: DraftToKeep): Promise<number> {
  const { territoryId, staffId } = writing(tx)
  const version = draft.version + 1
  const values = {
    version,
    saved_at: tx.work.now,
    sealed_content: tx.work.vault.seal(territoryId, PURPOSE, JSON.stringify(draft.content)),
  }
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('intake.draft')
    .values({
      territory_id: territoryId,
      id: draft.id,
      staff_id: staffId,
      started_at: draft.startedAt,
      ...values,
    })
    .onConflict((c) =>
      c
        .columns(['territory_id', 'id'])
        .doUpdateSet(values)
        .where('intake.draft.staff_id', '=', staffId)
        .where('intake.draft.version', '=', draft.version),
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) return version
  throw new RefusalError('draft-changed-meanwhile')
}

/** The drafts of the person who asks, newest first. */
export async function ownDrafts(tx: Tx, staffId: StaffId): Promise<readonly Draft[]> {
  const rows = await tx
    .selectFrom('intake.draft')
    .selectAll()
    .where('staff_id', '=', staffId)
    .orderBy('saved_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    territoryId: row.territory_id as TerritoryId,
    version: row.version,
    startedAt: row.started_at,
    savedAt: row.saved_at,
    content: JSON.parse(
      tx.work.vault.open(row.territory_id, PURPOSE, row.sealed_content),
    ) as Record<string, unknown>,
  }))
}

/** The territory of one's own draft, undefined when there is none. */
export async function territoryOfOwnDraft(
  tx: Tx,
  id: string,
  staffId: StaffId,
): Promise<TerritoryId | undefined> {
  const row = await tx
    .selectFrom('intake.draft')
    .select('territory_id')
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row?.territory_id as TerritoryId | undefined
}

/** Wipes one's own draft; true when there was one. */
export async function dropDraft(tx: Tx, id: string): Promise<boolean> {
  const { territoryId, staffId } = writing(tx)
  const { numDeletedRows } = await tx
    .deleteFrom('intake.draft')
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
