import { sql, type Transaction } from 'kysely'
import type { DB } from '#db/types.ts'
import { GatewayError } from '#platform/gateways/mail.ts'
import type {
  Asking,
  Heard,
  HeardEvent,
  Messenger,
  NamedReport,
} from '#platform/gateways/messenger.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Database, Tx } from './db.ts'

/** The alarm that says that a provider has reported something of a message; its key is the message. */
export const REPORTED_KIND = 'message-reported'

/** No receipt comes later: messages are kept by networks for two days at the most. */
const KEPT_HOURS = 72
/** How many are asked about in one go. */
const MOST_ASKED = 20

/** Sets the alarm of a message; of one that is being worked on it waits, and the alarm rings again. */
async function ring(tx: Transaction<DB>, messageId: string, now: Instant): Promise<void> {
  await sql`insert into platform.due (territory_id, kind, key, due_at)
    select territory_id, ${REPORTED_KIND}, id::text, ${now}::timestamptz from platform.outbox where id = ${messageId}
    on conflict (territory_id, kind, key) do update set due_at = excluded.due_at`.execute(tx)
}

/** Of a messenger, what is needed to keep how it names messages. */
export type Namer = Pick<Messenger, 'id' | 'asking'>

/**
 * Keeps how a carrier names a message that it has just taken, in the transaction that says that it has left. What was
 * reported before under these names is told now.
 */
export async function keepNames(
  tx: Transaction<DB>,
  { id: carrier, asking }: Namer,
  messageId: string,
  names: readonly string[],
  { now, machine }: { readonly now: Instant; readonly machine: Instant },
): Promise<void> {
  const askAt = asking ? machine.add({ seconds: asking.everySeconds }) : null
  let isHeard = false
  for (const name of new Set(names)) {
    const { rows } = await sql<{ event: string | null }>`
      insert into platform.carried as c (carrier, name, message_id, noted_at, ask_at)
      values (${carrier}, ${name}, ${messageId}, ${machine}, ${askAt})
      on conflict (carrier, name) do update set message_id = excluded.message_id, noted_at = excluded.noted_at,
        ask_at = excluded.ask_at,
        -- A name that the provider gives a second time is another message, of which nothing is known.
        event = case when coalesce(c.message_id, excluded.message_id) = excluded.message_id then c.event end,
        digit = case when coalesce(c.message_id, excluded.message_id) = excluded.message_id then c.digit else '' end
      returning event`.execute(tx)
    isHeard ||= typeof rows[0]?.event === 'string'
  }
  if (isHeard) await ring(tx, messageId, now)
}

/**
 * Writes down what a provider reports, before it is thanked. It only goes forward: what is final stays, and only a call
 * can be delivered, that is ring, before it is answered. Answers the message, undefined where none has this name yet.
 */
export async function noteReport(
  db: Database,
  { id: carrier, channel }: Pick<Messenger, 'id' | 'channel'>,
  { name, event, digit }: NamedReport,
  { now, machine }: { readonly now: Instant; readonly machine: Instant },
): Promise<string | undefined> {
  const isOpen = event === 'delivered' && channel === 'voice'
  const before = channel === 'voice' ? 'delivered' : ''
  return await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ message_id: string | null }>`
      insert into platform.carried as c (carrier, name, event, digit, noted_at)
      values (${carrier}, ${name}, ${event}, ${digit}, ${machine})
      on conflict (carrier, name) do update set event = excluded.event, digit = excluded.digit,
        ask_at = case when ${isOpen} then c.ask_at end
      where coalesce(c.event, ${before}) = ${before}
      returning message_id`.execute(tx)
    const messageId = rows[0]?.message_id ?? undefined
    if (messageId !== undefined) await ring(tx, messageId, now)
    return messageId
  })
}

/** What a message has come to: failed when a part of it has, delivered when every part has. */
export async function heardOf(tx: Tx, messageId: string): Promise<Heard | undefined> {
  const rows = await tx
    .selectFrom('platform.carried')
    .select(['event', 'digit'])
    .where('message_id', '=', messageId)
    .execute()
  const failed = rows.find((row) => row.event === 'failed')
  const [found] = failed ? [failed] : rows
  if (!found?.event || (!failed && rows.some((row) => row.event !== found.event))) return undefined
  return { event: found.event as HeardEvent, digit: found.digit }
}

/** The message that a carrier knows by this name. */
export async function messageNamed(
  db: Database | Tx,
  carrier: string,
  name: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('platform.carried')
    .select('message_id')
    .where('carrier', '=', carrier)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.message_id ?? undefined
}

/** How a carrier names a message; asked too early, while it is leaving, it is to be asked again. */
export async function namesOfMessage(
  db: Database,
  carrier: string,
  messageId: string,
  machine: Instant,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('platform.carried')
    .select('name')
    .where('carrier', '=', carrier)
    .where('message_id', '=', messageId)
    .execute()
  if (rows.length === 0 && (await isLeaving(db, messageId, machine)))
    throw new GatewayError('call-leaving', true)
  return rows.map((row) => row.name)
}

/** A lease that has ended says nothing: what was taken back while it was sent keeps its own. */
async function isLeaving(db: Database, messageId: string, machine: Instant): Promise<boolean> {
  const row = await db
    .selectFrom('platform.outbox')
    .select('id')
    .where('id', '=', messageId)
    .where('leased_until', '>', machine)
    .executeTakeFirst()
  return row !== undefined
}

/** Takes the messages about which a carrier is to be asked now, for one server alone. */
export async function takeToAsk(
  db: Database,
  carrier: string,
  { everySeconds, forMinutes }: Asking,
  machine: Instant,
): Promise<readonly string[]> {
  const next = machine.add({ seconds: everySeconds })
  const oldest = machine.subtract({ minutes: forMinutes })
  const { rows } = await sql<{ name: string }>`
    update platform.carried set ask_at = case when noted_at > ${oldest} then ${next}::timestamptz end
    where (carrier, name) in (
      select carrier, name from platform.carried where carrier = ${carrier} and ask_at <= ${machine}
      order by ask_at limit ${MOST_ASKED} for update skip locked)
    returning name`.execute(db)
  return rows.map((row) => row.name)
}

/** Nothing more can be heard of this message: its provider is not asked again. */
export async function stopAsking(tx: Tx, messageId: string): Promise<void> {
  await tx
    .updateTable('platform.carried')
    .set({ ask_at: null })
    .where('message_id', '=', messageId)
    .execute()
}

/** Forgets names of which nothing more can be heard. */
export async function forgetNames(db: Database, machine: Instant): Promise<void> {
  await db
    .deleteFrom('platform.carried')
    .where('noted_at', '<', machine.subtract({ hours: KEPT_HOURS }))
    .execute()
}
