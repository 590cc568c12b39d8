import { type StaffId, type TerritoryId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { endLinks } from '#platform/server/link.ts'
import { isProven, type KnownTest } from './model-staff.ts'
import { territoryOf, write } from './store.ts'

/** The link by which somebody says that a test message has arrived. */
export const CONTACT_LINK = 'contact-test'

export type ContactChannel = 'phone' | 'mail'

/** The test of a contact that is in force. */
export type ContactTest = KnownTest & {
  readonly id: string
  readonly staffId: StaffId
  readonly channel: ContactChannel
}

/** The tests in force of these people, as far as they have any. */
export async function contactTestsOf(
  tx: Tx,
  territoryId: TerritoryId,
  ids: readonly StaffId[],
): Promise<readonly ContactTest[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('oncall.contact_test as t')
    .leftJoin('platform.outbox as o', 'o.id', 't.message_id')
    .leftJoin('oncall.drill_try as d', (join) =>
      join.onRef('d.message_id', '=', 't.message_id').on('d.state', '=', 'failed'),
    )
    .select(['t.id', 't.staff_id', 't.channel', 't.state', 't.was_proven', 't.has_failed'])
    .select(['o.state as message', 'd.id as failed_drill'])
    .where('t.territory_id', '=', territoryId)
    .where('t.staff_id', 'in', [...ids])
    .where('t.state', '<>', 'void')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    staffId: row.staff_id as StaffId,
    channel: row.channel as ContactChannel,
    state: row.state as 'sent' | 'works',
    hasFailed: row.has_failed || row.message === 'failed' || row.failed_drill !== null,
    wasProven: row.was_proven,
  }))
}

/** The test of a contact holds no more, nor does its link: it was changed, or is tried anew. */
export async function voidTest(tx: Tx, staffId: StaffId, channel: ContactChannel): Promise<void> {
  const ended = await tx
    .updateTable('oncall.contact_test')
    .set({ state: 'void' })
    .where('territory_id', '=', territoryOf(tx))
    .where('staff_id', '=', staffId)
    .where('channel', '=', channel)
    .where('state', '<>', 'void')
    .returning('id')
    .execute()
  for (const { id } of ended) await endLinks(tx, CONTACT_LINK, id)
}

/** Somebody was asked by a message whether it arrives; what they have proven before holds until it fails. */
export async function keepTest(
  tx: Tx,
  test: {
    readonly id: string
    readonly staffId: StaffId
    readonly channel: ContactChannel
    readonly messageId: string
  },
): Promise<void> {
  const { staffId, channel } = test
  const known = await contactTestsOf(tx, territoryOf(tx), [staffId])
  const wasProven = known.some((one) => one.channel === channel && isProven(one))
  await insert(tx, { ...test, state: 'sent', how: null, wasProven })
  await write(tx, test.id, 1, { type: 'ContactTried', data: { staffId, channel } })
}

/** A coordinator has called the number, and its owner answered. */
export async function keepWorksByHand(
  tx: Tx,
  staffId: StaffId,
  channel: ContactChannel,
): Promise<void> {
  const id = uuid7(tx.work.now, tx.work.random)
  await insert(tx, { id, staffId, channel, messageId: null, state: 'works', how: 'hand' })
  await write(tx, id, 1, { type: 'ContactWorks', data: { staffId, channel, how: 'hand' } })
}

/** A drill was answered: the contact works, whatever was known of it. */
export async function keepWorksByLink(
  tx: Tx,
  staffId: StaffId,
  channel: ContactChannel,
): Promise<void> {
  const id = uuid7(tx.work.now, tx.work.random)
  await insert(tx, { id, staffId, channel, messageId: null, state: 'works', how: 'link' })
  await write(tx, id, 1, { type: 'ContactWorks', data: { staffId, channel, how: 'link' } })
}

/** A message that asked could not be delivered: what was known of the contact holds no more. */
export async function keepFailed(
  tx: Tx,
  staffId: StaffId,
  channel: ContactChannel,
  messageId: string,
): Promise<void> {
  const id = uuid7(tx.work.now, tx.work.random)
  await insert(tx, { id, staffId, channel, messageId, state: 'sent', how: null })
}

/** The message of a test could not be delivered: what was proven before holds no more. Nothing of one that was answered, or is void. */
export async function failTest(tx: Tx, messageId: string): Promise<void> {
  const row = await tx
    .updateTable('oncall.contact_test')
    .set((e) => ({ has_failed: true, version: e('version', '+', 1) }))
    .where('territory_id', '=', territoryOf(tx))
    .where('message_id', '=', messageId)
    .where('state', '=', 'sent')
    .where('has_failed', '=', false)
    .returning(['id', 'staff_id', 'channel', 'version'])
    .executeTakeFirst()
  if (!row) return
  const data = { staffId: row.staff_id as StaffId, channel: row.channel as ContactChannel }
  await write(tx, row.id, row.version, { type: 'ContactFailed', data })
}

async function insert(
  tx: Tx,
  test: {
    readonly id: string
    readonly staffId: StaffId
    readonly channel: ContactChannel
    readonly messageId: string | null
    readonly state: 'sent' | 'works'
    readonly how: 'hand' | 'link' | null
    readonly wasProven?: boolean
  },
): Promise<void> {
  await voidTest(tx, test.staffId, test.channel)
  await tx
    .insertInto('oncall.contact_test')
    .values({
      territory_id: territoryOf(tx),
      id: test.id,
      version: 1,
      staff_id: test.staffId,
      channel: test.channel,
      state: test.state,
      how: test.how,
      was_proven: test.wasProven ?? false,
      message_id: test.messageId,
      sent_at: tx.work.now,
      answered_at: test.how === null ? null : tx.work.now,
    })
    .execute()
}

/** The link of a message was answered: false when the contact was changed or tried anew meanwhile. */
export async function answerTest(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .updateTable('oncall.contact_test')
    .set((e) => ({
      state: 'works',
      how: 'link',
      answered_at: tx.work.now,
      version: e('version', '+', 1),
    }))
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .returning(['staff_id', 'channel', 'version'])
    .executeTakeFirst()
  if (!row) return false
  const data = {
    staffId: row.staff_id as StaffId,
    channel: row.channel as ContactChannel,
    how: 'link' as const,
  }
  await write(tx, id, row.version, { type: 'ContactWorks', data })
  return true
}
