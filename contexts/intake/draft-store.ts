import type { ContactId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { clearAlarm, setAlarm } from '#platform/server/due.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { isDraftSent } from './report-store.ts'

const PURPOSE = 'intake.draft'

/** Alarm that wipes a draft set aside; its key is the call ending. */
export const WIPE_KIND = 'intake-wipe-draft'

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
 * Keeps a draft and answers its new version. Refuses with `draft-changed-meanwhile` when another window wrote it
 * since, `draft-already-sent` when it has become a report, `draft-gone` when it was wiped: a late save makes no
 * draft anew. The id of somebody else's draft is refused likewise and reveals nothing.
 */
export async function keepDraft(tx: Tx, draft: DraftToKeep): Promise<number> {
  const { territoryId } = writing(tx)
  const version = draft.version + 1
  const values = {
    version,
    saved_at: tx.work.now,
    sealed_content: tx.work.vault.seal(territoryId, PURPOSE, JSON.stringify(draft.content)),
  }
  const kept =
    draft.version === 0 ? await insertNew(tx, draft, values) : await update(tx, draft, values)
  if (kept) return version
  throw new RefusalError(await whyNotKept(tx, draft))
}

type DraftValues = { version: number; saved_at: Instant; sealed_content: Buffer }

async function insertNew(tx: Tx, draft: DraftToKeep, values: DraftValues): Promise<boolean> {
  const { territoryId, staffId } = writing(tx)
  if (await isDraftSent(tx, draft.id)) return false
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('intake.draft')
    .values({
      territory_id: territoryId,
      id: draft.id,
      staff_id: staffId,
      started_at: draft.startedAt,
      ...values,
    })
    .onConflict((c) => c.columns(['territory_id', 'id']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

async function update(tx: Tx, draft: DraftToKeep, values: DraftValues): Promise<boolean> {
  const { territoryId, staffId } = writing(tx)
  const { numUpdatedRows } = await tx
    .updateTable('intake.draft')
    .set(values)
    .where('territory_id', '=', territoryId)
    .where('id', '=', draft.id)
    .where('staff_id', '=', staffId)
    .where('version', '=', draft.version)
    .where('wipe_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

async function whyNotKept(tx: Tx, draft: DraftToKeep) {
  if (await isDraftSent(tx, draft.id)) return 'draft-already-sent'
  const { staffId } = writing(tx)
  const isOwn = (await territoryOfOwnDraft(tx, draft.id, staffId)) !== undefined
  return isOwn || draft.version === 0 ? 'draft-changed-meanwhile' : 'draft-gone'
}

/** The drafts of the person who asks, newest first. */
export async function ownDrafts(tx: Tx, staffId: StaffId): Promise<readonly Draft[]> {
  const rows = await tx
    .selectFrom('intake.draft')
    .selectAll()
    .where('staff_id', '=', staffId)
    .where('wipe_at', 'is', null)
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
    .where('wipe_at', 'is', null)
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

/** Sets one's own draft aside for the call ending that takes its place; it is wiped at `wipeAt`. */
export async function setDraftAside(
  tx: Tx,
  id: string,
  contactId: ContactId,
  wipeAt: Instant,
): Promise<void> {
  const { territoryId, staffId } = writing(tx)
  const { numUpdatedRows } = await tx
    .updateTable('intake.draft')
    .set({ set_aside_for: contactId, wipe_at: wipeAt })
    .where('territory_id', '=', territoryId)
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .where('wipe_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) await setAlarm(tx, WIPE_KIND, contactId, wipeAt)
}

/**
 * Gives the draft that a call ending had set aside back to its writer. Answers its id when the writer is who
 * acts: a colleague may take the ending back and learns nothing of the draft.
 */
export async function bringDraftBack(tx: Tx, contactId: ContactId): Promise<string | null> {
  const { territoryId, staffId } = writing(tx)
  const row = await tx
    .updateTable('intake.draft')
    .set({ set_aside_for: null, wipe_at: null })
    .where('territory_id', '=', territoryId)
    .where('set_aside_for', '=', contactId)
    .returning(['id', 'staff_id'])
    .executeTakeFirst()
  if (!row) return null
  await clearAlarm(tx, WIPE_KIND, contactId)
  return row.staff_id === staffId ? row.id : null
}

/** Wipes the draft of a call ending that can no longer be taken back. A false alarm does nothing. */
export async function wipeSetAside(tx: Tx, contactId: string, now: Instant): Promise<void> {
  await tx
    .deleteFrom('intake.draft')
    .where('set_aside_for', '=', contactId)
    .where('wipe_at', '<=', now)
    .execute()
}
