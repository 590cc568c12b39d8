import type { Logger } from 'pino'
import type { Mail } from '#platform/gateways/mail.ts'
import type { ConnectOrder, TelephoneMessage } from '#platform/gateways/telephone.ts'
import { type InterventionId, type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Namer } from './carried.ts'
import type { Clock } from './clock.ts'
import type { Database, Tx } from './db.ts'
import type { DeviceNotice } from './device-notice.ts'
import { type Beat, faultOf, type Loop, startLoop, unheard } from './loop.ts'
import { giveUpOn, isTooLate, leaseNext, letLapse, settleSent, tryLater } from './outbox-lease.ts'
import { waitAfter } from './outbox-waits.ts'
import type { Vault } from './vault.ts'

const POLL_MS = 1000
const REST_MS = 50
const PURPOSE = 'outbox'

/** What a message tells somebody of the service; what is lasting is not settled by the closing of its file. */
type Told = { readonly kind: 'told' | 'lasting'; readonly to: StaffId }

/** What goes outside and has to be done by voice when it never leaves: a place to confirm, what who reported is told. */
type Outside = { readonly kind: 'confirmation' | 'read-back'; readonly to: null }

/** Of a message that is somebody's task when it is given up: about which file, and what it was. */
export type Notice = { readonly file: InterventionId } & (Told | Outside)

/** The same once it was given up; `writtenAt`: when it was to be told. */
export type GivenUp = {
  readonly file: InterventionId
  readonly kind: Notice['kind']
  readonly to: StaffId | null
  readonly writtenAt: Instant
}

/** Puts a mail in the outbox, in the transaction that decided it; it leaves after the commit. */
export async function sendMail(tx: Tx, mail: Mail, notice?: Notice): Promise<string> {
  return await put(tx, 'mail', mail, { notice })
}

/** The same with a mail or a message to a telephone that leaves no more after this hour: whoever wrote it hears of it. */
export async function sendUntil(
  tx: Tx,
  notAfter: Instant,
  message: Mail | TelephoneMessage,
): Promise<string> {
  return await put(tx, 'kind' in message ? message.kind : 'mail', message, { notAfter })
}

/** What this message was to do, where it was given up; undefined of any other. */
export async function failedNotice(tx: Tx, id: string): Promise<GivenUp | undefined> {
  const row = await tx
    .selectFrom('platform.outbox')
    .select(['notice_of', 'notice_kind', 'notice_to', 'created_at'])
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst()
  if (!row?.notice_of) return undefined
  return {
    file: row.notice_of as InterventionId,
    kind: row.notice_kind as Notice['kind'],
    to: row.notice_to as StaffId | null,
    writtenAt: row.created_at,
  }
}

/** Nobody has to be told any more what this message said. */
export async function forgetNotice(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('platform.outbox')
    .set({ notice_of: null, notice_kind: null, notice_to: null })
    .where('id', '=', id)
    .execute()
}

/** The same with a call or a message to a telephone. */
export async function sendToTelephone(tx: Tx, message: TelephoneMessage): Promise<string> {
  return await put(tx, message.kind, message)
}

/** Asks the provider to put two telephones in touch; it is tried once, for whoever asked is waiting. */
export async function connectTelephones(tx: Tx, order: ConnectOrder): Promise<string> {
  return await put(tx, 'connect', order)
}

/** The same with a notice to a device. */
export const sendToDevice = (tx: Tx, notice: DeviceNotice) => put(tx, 'device', notice)

/** Takes back what has not left yet, in the transaction that made it needless. */
export async function cancelMessages(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('platform.outbox')
    .set({
      state: 'cancelled',
      next_attempt_at: null,
      settled_at: tx.work.now,
      sealed_payload: null,
    })
    .where('id', 'in', [...ids])
    .where('state', '=', 'waiting')
    .execute()
}

/**
 * The same with what no sender has in hand, and answers what that was. What is leaving in this instant leaves: taken back
 * it would ring all the same, and nobody would hang it up.
 */
export async function takeBackUnsent(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .updateTable('platform.outbox')
    .set({
      state: 'cancelled',
      next_attempt_at: null,
      settled_at: tx.work.now,
      sealed_payload: null,
    })
    .where('id', 'in', [...ids])
    .where('state', '=', 'waiting')
    .where('leased_until', 'is', null)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/**
 * Ends the calls that these messages began and that may still ring: those that have left, or are leaving now. A call
 * that rings no more is not touched by it. Belongs after `cancelMessages`: a call that leaves between the two would ring on.
 */
export async function hangUp(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await tx
    .selectFrom('platform.outbox')
    .select(['id', 'channel'])
    .where('id', 'in', [...ids])
    .where('channel', 'in', ['voice', 'connect'])
    .where((e) => e.or([e('state', '=', 'sent'), e('leased_until', 'is not', null)]))
    .execute()
  for (const { id, channel } of rows)
    await put(tx, 'hang-up', { kind: 'hang-up', of: id, channel: channel as HangUp['channel'] })
}

/** The order to end a call, by the key under which it was asked for and the channel that carried it. */
export type HangUp = {
  readonly kind: 'hang-up'
  readonly of: string
  readonly channel: 'voice' | 'connect'
}

async function put(
  tx: Tx,
  channel: string,
  payload: Mail | TelephoneMessage | ConnectOrder | HangUp | DeviceNotice,
  { notice, notAfter }: { readonly notice?: Notice | undefined; readonly notAfter?: Instant } = {},
): Promise<string> {
  const territory = tx.work.territoryId
  if (territory === null) throw new Error('a message needs the territory it belongs to')
  const id = uuid7(tx.work.now, tx.work.random)
  await tx
    .insertInto('platform.outbox')
    .values({
      id,
      territory_id: territory,
      channel,
      state: 'waiting',
      attempts: 0,
      next_attempt_at: tx.work.now,
      leased_until: null,
      sealed_payload: tx.work.vault.seal(territory, PURPOSE, JSON.stringify(payload)),
      created_at: tx.work.now,
      settled_at: null,
      notice_of: notice?.file ?? null,
      notice_kind: notice?.kind ?? null,
      notice_to: notice?.to ?? null,
      not_after: notAfter ?? null,
    })
    .execute()
  return id
}

/** Who carries which channels to the outside. */
export type Carrier = {
  readonly channels: readonly string[]
  /** Answers how the provider names the message, where it reports under names of its own. */
  readonly carry: (payload: string, key: string) => Promise<readonly string[] | void>
  readonly namer?: Namer
}

/** Sends what waits for this carrier, until nothing is left; answers how many were sent. */
export async function sendWaiting(
  db: Database,
  vault: Vault,
  carrier: Carrier,
  clock: Clock,
  log: Logger,
  beat: Beat = unheard,
): Promise<number> {
  for (let sent = 0; ; ) {
    const message = await leaseNext(db, carrier.channels, clock.now(), clock.machine())
    if (!message) return sent
    beat()
    if (isTooLate(message, clock.now())) {
      await letLapse(db, message, clock.now())
      continue
    }
    try {
      const text = vault.open(message.territory_id, PURPOSE, message.sealed_payload)
      const names = await carrier.carry(text, message.id)
      await settleSent(db, carrier.namer, message.id, names ?? [], clock)
      sent += 1
    } catch (error) {
      log.warn({ outbox: message.id, err: faultOf(error).code }, 'message not sent')
      const wait = waitAfter(error, message.attempts)
      if (wait === undefined) await giveUpOn(db, message, clock.now())
      else await tryLater(db, message, clock.now(), wait)
    }
  }
}

/** Runs the sender of one carrier until stopped: a slow provider holds up nobody else's messages. */
export function startOutbox(
  db: Database,
  vault: Vault,
  carrier: Carrier,
  clock: Clock,
  log: Logger,
  beat: Beat = unheard,
): Loop {
  return startLoop(
    'outbox',
    POLL_MS,
    log,
    async () => {
      await sendWaiting(db, vault, carrier, clock, log, beat)
      beat()
      return undefined
    },
    REST_MS,
  )
}
