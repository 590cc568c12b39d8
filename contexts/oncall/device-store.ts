import type { Subscription } from '#platform/gateways/push.ts'
import { type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { INSTALLATION } from '#platform/server/work.ts'
import { type DeviceEnd, MOST_DEVICES } from './model-device.ts'
import { write } from './store.ts'

const PURPOSE = 'oncall.device'

/** The receipt of a notice that was sent to try a device. */
export const DEVICE_TRIED = 'device-tried'

/** A device that shows notices, with where to send them. */
export type Device = { readonly id: string; readonly subscription: Subscription }

/** A device as its person sees it. */
export type OwnDevice = {
  readonly id: string
  readonly name: string
  readonly madeAt: Instant
  readonly provenAt: Instant | null
  /** The push service has ended it, and its person has not turned it on again. */
  readonly isGone: boolean
}

/**
 * Turns notices on for a browser. The same one again keeps its row; one that showed the notices of somebody else shows
 * theirs no more. Past the most that somebody may have, the first one is turned off.
 */
export async function addDevice(
  tx: Tx,
  staffId: StaffId,
  subscription: Subscription,
  name: string,
): Promise<string> {
  const { vault, now, random } = tx.work
  const mark = vault.fingerprint(INSTALLATION, PURPOSE, subscription.endpoint)
  const sealed = vault.seal(INSTALLATION, PURPOSE, JSON.stringify(subscription))
  const known = await tx
    .selectFrom('oncall.device')
    .select(['id', 'staff_id'])
    .where('mark', '=', mark)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (known?.staff_id === staffId) {
    await tx
      .updateTable('oncall.device')
      .set({ sealed_subscription: sealed, name })
      .where('id', '=', known.id)
      .execute()
    return known.id
  }
  if (known) await endDevice(tx, known.id, 'taken-over')
  const id = uuid7(now, random)
  const made = await tx
    .insertInto('oncall.device')
    .values({
      ...{ id, staff_id: staffId, version: 1, name, mark, sealed_subscription: sealed },
      ...{ made_at: now, proven_at: null, ended_at: null, ended_why: null },
    })
    .onConflict((c) => c.column('mark').where('ended_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  // The same browser in the same instant, by another request: whoever comes again finds its row.
  if (!made) throw new RefusalError('changed-meanwhile')
  await write(tx, id, 1, { type: 'DeviceAdded', data: { staffId } })
  await forgetGone(tx, staffId, name)
  for (const one of (await openRows(tx, staffId)).slice(0, -MOST_DEVICES))
    await endDevice(tx, one.id, 'too-many')
  return id
}

/** Turned on again, what its push service had ended needs no telling any more. */
async function forgetGone(tx: Tx, staffId: StaffId, name: string): Promise<void> {
  await tx
    .deleteFrom('oncall.device')
    .where('staff_id', '=', staffId)
    .where('name', '=', name)
    .where('ended_at', 'is not', null)
    .execute()
}

async function openRows(tx: Tx, staffId: StaffId) {
  return await tx
    .selectFrom('oncall.device')
    .select(['id', 'sealed_subscription'])
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
}

/** The devices by which somebody is reached, in whichever territory they are called. */
export async function devicesOf(tx: Tx, staffId: StaffId): Promise<readonly Device[]> {
  return (await openRows(tx, staffId)).flatMap((row) => {
    if (row.sealed_subscription === null) return []
    const text = tx.work.vault.open(INSTALLATION, PURPOSE, row.sealed_subscription)
    return [{ id: row.id, subscription: JSON.parse(text) as Subscription }]
  })
}

/** One's own devices, the newest first, with those that the push service has ended. */
export async function ownDevices(tx: Tx, staffId: StaffId): Promise<readonly OwnDevice[]> {
  const rows = await tx
    .selectFrom('oncall.device')
    .select(['id', 'name', 'made_at', 'proven_at', 'ended_at'])
    .where('staff_id', '=', staffId)
    .orderBy('made_at', 'desc')
    .limit(2 * MOST_DEVICES)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, madeAt: row.made_at, provenAt: row.proven_at },
    isGone: row.ended_at !== null,
  }))
}

/**
 * Turns notices off for a device; with `of`, only for one of this person's. False where there is none that shows them.
 * Nothing of it is left, but of one that the push service has ended, which its person is told. Whoever ends it may work in
 * another territory than its person: the log says that it ended, and not whose it was.
 */
export async function endDevice(
  tx: Tx,
  id: string,
  why: DeviceEnd,
  of?: StaffId,
): Promise<boolean> {
  const version = why === 'gone' ? await markGone(tx, id, of) : await removeOpen(tx, id, of)
  if (version === undefined) return false
  await write(tx, id, version, { type: 'DeviceEnded', data: { why } })
  return true
}

async function markGone(tx: Tx, id: string, of: StaffId | undefined): Promise<number | undefined> {
  const row = await tx
    .updateTable('oncall.device')
    .set((e) => ({
      ended_at: tx.work.now,
      ended_why: 'gone',
      sealed_subscription: null,
      version: e('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .$if(of !== undefined, (q) => q.where('staff_id', '=', of ?? ''))
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

async function removeOpen(
  tx: Tx,
  id: string,
  of: StaffId | undefined,
): Promise<number | undefined> {
  const row = await tx
    .deleteFrom('oncall.device')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .$if(of !== undefined, (q) => q.where('staff_id', '=', of ?? ''))
    .returning('version')
    .executeTakeFirst()
  return row && row.version + 1
}

/** A notice that was sent to try a device was shown there. */
export async function deviceProven(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('oncall.device')
    .set({ proven_at: tx.work.now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}
