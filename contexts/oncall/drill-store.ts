import { type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { clearAlarm, setAlarm } from '#platform/server/due.ts'
import { endLinks } from '#platform/server/link.ts'
import { takeBackUnsent } from '#platform/server/outbox.ts'
import { CONTACT_LINK, type ContactChannel } from './contact-store.ts'
import type { OncallEvent } from './model.ts'
import type { SkippedFor, TryState } from './model-drill.ts'
import { territoryOf, write } from './store.ts'

/** The alarm of the weekly drill. */
export const WEEK_KIND = 'drill-week'
/** The alarm of one contact of a drill. */
export const TRY_KIND = 'drill-try'

/** One contact in a drill. */
export type DrillTry = {
  readonly id: string
  readonly version: number
  readonly staffId: StaffId
  readonly channel: ContactChannel
  readonly state: TryState
  readonly skippedFor: SkippedFor | null
  readonly sends: number
  readonly dueAt: Instant | null
  /** The message that was written last. */
  readonly messageId: string | null
  readonly changedAt: Instant
}

/** Sets when the next weekly drill begins, or is looked at again. */
export async function planNext(tx: Tx, nextAt: Instant): Promise<void> {
  await tx
    .insertInto('oncall.drill_plan')
    .values({ territory_id: territoryOf(tx), next_at: nextAt })
    .onConflict((c) => c.column('territory_id').doUpdateSet({ next_at: nextAt }))
    .execute()
  await setAlarm(tx, WEEK_KIND, 'week', nextAt)
}

/** The newest drill of the territory, if there was one. */
export async function newestDrill(
  tx: Tx,
  territoryId: TerritoryId,
): Promise<{ readonly id: string; readonly startedAt: Instant } | undefined> {
  const row = await tx
    .selectFrom('oncall.drill')
    .select(['id', 'started_at'])
    .where('territory_id', '=', territoryId)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { id: row.id, startedAt: row.started_at }
}

/** Begins a drill of these contacts, each at its own instant. */
export async function beginDrill(
  tx: Tx,
  by: StaffId | null,
  contacts: readonly { staffId: StaffId; channel: ContactChannel; at: Instant }[],
): Promise<void> {
  const { now, random } = tx.work
  const territory_id = territoryOf(tx)
  const id = uuid7(now, random)
  await tx
    .insertInto('oncall.drill')
    .values({ territory_id, id, version: 1, started_at: now, started_by: by })
    .execute()
  const data = { contacts: contacts.length, isByHand: by !== null }
  await write(tx, id, 1, { type: 'DrillStarted', data })
  for (const { staffId, channel, at } of contacts) {
    const tryId = uuid7(now, random)
    await tx
      .insertInto('oncall.drill_try')
      .values({
        ...{ territory_id, id: tryId, version: 1, drill_id: id, staff_id: staffId, channel },
        ...{ state: 'planned', skipped_for: null, sends: 0, due_at: at, message_id: null },
        changed_at: now,
      })
      .execute()
    await setAlarm(tx, TRY_KIND, tryId, at)
  }
}

const tryRows = (tx: Tx) =>
  tx
    .selectFrom('oncall.drill_try')
    .select(['id', 'version', 'staff_id', 'channel', 'state', 'skipped_for', 'sends', 'due_at'])
    .select(['changed_at', 'drill_id', 'message_id'])
    .where('territory_id', '=', territoryOf(tx))

type TryRow = Awaited<ReturnType<ReturnType<typeof tryRows>['executeTakeFirstOrThrow']>>

function tryOf(row: TryRow): DrillTry & { readonly drillId: string } {
  return {
    id: row.id,
    version: row.version,
    drillId: row.drill_id,
    staffId: row.staff_id as StaffId,
    channel: row.channel as ContactChannel,
    state: row.state as TryState,
    skippedFor: row.skipped_for as SkippedFor | null,
    sends: row.sends,
    dueAt: row.due_at,
    messageId: row.message_id,
    changedAt: row.changed_at,
  }
}

/** One contact of a drill, locked. */
export async function lockTry(tx: Tx, id: string): Promise<DrillTry | undefined> {
  const row = await tryRows(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && tryOf(row)
}

/** The same by the message that was sent last, if it is one of a drill. */
export async function lockTryOfMessage(tx: Tx, messageId: string): Promise<DrillTry | undefined> {
  const row = await tryRows(tx).where('message_id', '=', messageId).forUpdate().executeTakeFirst()
  return row && tryOf(row)
}

/** All tries of these people since an instant, newest first. */
export async function triesSince(
  tx: Tx,
  since: Instant,
): Promise<readonly (DrillTry & { readonly drillId: string })[]> {
  const rows = await tryRows(tx)
    .where('changed_at', '>', since)
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(tryOf)
}

type Change = {
  readonly state: TryState
  readonly skippedFor?: SkippedFor
  readonly sends?: number
  readonly dueAt?: Instant
  readonly messageId?: string
}

/** Says what became of one contact; what is over is due no more, and what has not left for it is taken back. */
export async function setTry(
  tx: Tx,
  one: DrillTry,
  { state, skippedFor, sends, dueAt, messageId }: Change,
  event?: OncallEvent,
): Promise<void> {
  const version = one.version + 1
  await tx
    .updateTable('oncall.drill_try')
    .set({
      ...{ state, version, changed_at: tx.work.now },
      skipped_for: skippedFor ?? null,
      sends: sends ?? one.sends,
      due_at: dueAt ?? null,
      ...(messageId === undefined ? {} : { message_id: messageId }),
    })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', one.id)
    .execute()
  if (dueAt !== undefined) await setAlarm(tx, TRY_KIND, one.id, dueAt)
  else {
    await clearAlarm(tx, TRY_KIND, one.id)
    await takeBack(tx, one)
  }
  if (event) await write(tx, one.id, version, event)
}

/** Takes back the message that was written last, if it has not left; true when it had not. */
export async function takeBack(tx: Tx, { messageId }: DrillTry): Promise<boolean> {
  return messageId !== null && (await takeBackUnsent(tx, [messageId])).length > 0
}

/** The weekly drills are called off: whoever has not answered is asked no more. Those begun by hand go on. */
export async function callOff(tx: Tx): Promise<void> {
  const rows = await tryRows(tx)
    .where('state', 'in', ['planned', 'sent'])
    .where('drill_id', 'in', (e) =>
      e.selectFrom('oncall.drill').select('id').where('started_by', 'is', null),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const row of rows)
    await setTry(tx, tryOf(row), { state: 'skipped', skippedFor: 'called-off' })
}

/** A contact was changed: what was asked of the old one proves nothing of the new. */
export async function voidTries(tx: Tx, staffId: StaffId, channel: ContactChannel): Promise<void> {
  const rows = await tryRows(tx)
    .where('staff_id', '=', staffId)
    .where('channel', '=', channel)
    .where('state', 'in', ['planned', 'sent'])
    .forUpdate()
    .execute()
  for (const row of rows) {
    await endLinks(tx, CONTACT_LINK, row.id)
    await setTry(tx, tryOf(row), { state: 'void' })
  }
}
