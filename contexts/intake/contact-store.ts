import { sql } from 'kysely'
import type { ReporterCategory } from '#contexts/territory/access-policy.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import {
  type ContactId,
  type InterventionId,
  type StaffId,
  type TerritoryId,
} from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { clearAlarm, setAlarm } from '#platform/server/due.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import { append } from '#platform/server/log.ts'
import { LATER } from '#platform/server/together.ts'
import type { Channel, ContactKind, Offer } from './model-contact.ts'
import { type Contact, type ContactEvent, evolveContact } from './model-events.ts'
import type { VerificationState } from './model-verification.ts'
import { type ContactKey, openContactKey } from './sealing.ts'

/** Alarm kinds of this room: also the names by which their handlers act (`system:<kind>`). */
export const FORGET_KIND = 'intake-forget'
export const TELL_KIND = 'intake-tell-coordinator'

/** The personal part of a contact: sealed with its own key, wiped with it. */
export type ContactWords = {
  readonly phone: string | null
  readonly unit: string
  /** Who asked to be told something: name, rank or role. */
  readonly caller?: string
  readonly question: string
  readonly given: string
}

/** What the row of a new contact holds beside what its events say. */
export type ContactSecrets = {
  readonly key: ContactKey
  readonly words: Buffer
  readonly fingerprint: Buffer | null
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a contact needs its territory')
  return tx.work.territoryId
}

/** Writes the first event of a contact, its row and its alarms. */
export async function logContact(
  tx: Tx,
  id: ContactId,
  interventionId: InterventionId | null,
  event: ContactEvent,
  secrets: ContactSecrets,
): Promise<Contact> {
  const contact = await recorded(tx, id, interventionId, undefined, event)
  await tx
    .insertInto('intake.contact')
    .values({
      territory_id: territoryOf(tx),
      ...columnsOf(contact),
      sealed_key: secrets.key.sealedKey,
      sealed_words: secrets.words,
      phone_fingerprint: secrets.fingerprint,
    })
    .modifyEnd(LATER)
    .execute()
  await keepAlarms(tx, undefined, contact)
  return contact
}

/** Writes a further event of a locked contact, its row and its alarms. */
export async function appendContact(
  tx: Tx,
  contact: Contact,
  event: ContactEvent,
): Promise<Contact> {
  const next = await recorded(tx, contact.id, contact.interventionId, contact, event)
  const forgotten = { sealed_key: null, sealed_words: null, phone_fingerprint: null }
  await tx
    .updateTable('intake.contact')
    .set({ ...columnsOf(next), ...(next.forgottenAt === null ? {} : forgotten) })
    .where('territory_id', '=', territoryOf(tx))
    .where('id', '=', contact.id)
    .execute()
  await keepAlarms(tx, contact, next)
  return next
}

async function recorded(
  tx: Tx,
  id: ContactId,
  interventionId: InterventionId | null,
  contact: Contact | undefined,
  event: ContactEvent,
): Promise<Contact> {
  const entry = await append(tx, {
    room: 'intake',
    aggregateId: id,
    version: (contact?.version ?? 0) + 1,
    interventionId,
    at: tx.work.now,
    event,
  })
  return evolveContact(contact, entry as RecordedEvent & ContactEvent)
}

async function keepAlarms(tx: Tx, before: Contact | undefined, after: Contact): Promise<void> {
  await keepAlarm(tx, FORGET_KIND, after.id, before?.forgetAt ?? null, after.forgetAt)
  await keepAlarm(tx, TELL_KIND, after.id, before?.tellAt ?? null, after.tellAt)
}

async function keepAlarm(
  tx: Tx,
  kind: string,
  id: ContactId,
  before: Instant | null,
  after: Instant | null,
): Promise<void> {
  if (after !== null) await setAlarm(tx, kind, id, after)
  else if (before !== null) await clearAlarm(tx, kind, id)
}

function columnsOf(contact: Contact) {
  return {
    id: contact.id,
    intervention_id: contact.interventionId,
    version: contact.version,
    kind: contact.kind,
    channel: contact.channel,
    started_at: contact.startedAt,
    logged_at: contact.loggedAt,
    taken_by: contact.takenBy,
    category: contact.category,
    claimed_reporter: contact.claimedReporter,
    verification: contact.verification,
    offers: [...contact.offers],
    is_protected: contact.isProtected,
    withdrawn_at: contact.withdrawnAt,
    forget_at: contact.forgetAt,
    forgotten_at: contact.forgottenAt,
    tell_at: contact.tellAt,
  }
}

export type ContactRow = {
  territory_id: string
  id: string
  intervention_id: string | null
  version: number
  kind: string
  channel: string
  started_at: Instant
  logged_at: Instant
  taken_by: string
  category: string | null
  claimed_reporter: string | null
  verification: string
  offers: string[]
  is_protected: boolean
  withdrawn_at: Instant | null
  forget_at: Instant | null
  forgotten_at: Instant | null
  tell_at: Instant | null
  sealed_key: Buffer | null
  sealed_words: Buffer | null
}

/** A row of the table as the model knows it. */
export function contactOf(row: ContactRow): Contact {
  return {
    id: row.id as ContactId,
    interventionId: row.intervention_id as InterventionId | null,
    version: row.version,
    kind: row.kind as ContactKind,
    channel: row.channel as Channel,
    startedAt: row.started_at,
    loggedAt: row.logged_at,
    takenBy: row.taken_by as StaffId,
    category: row.category as ReporterCategory | null,
    claimedReporter: row.claimed_reporter,
    verification: row.verification as VerificationState,
    offers: row.offers as Offer[],
    isProtected: row.is_protected,
    withdrawnAt: row.withdrawn_at,
    forgetAt: row.forget_at,
    forgottenAt: row.forgotten_at,
    tellAt: row.tell_at,
  }
}

/** The words of a contact's row; empty ones when they were wiped. */
export function wordsOf(tx: Tx, row: ContactRow): ContactWords {
  if (row.sealed_key === null || row.sealed_words === null) {
    return { phone: null, unit: '', question: '', given: '' }
  }
  return openContactKey(tx, row.territory_id, row.sealed_key).open(row.sealed_words) as ContactWords
}

/** The territory of a contact, under the actor's own sight; undefined when it may not be known. */
export async function territoryOfContact(tx: Tx, id: string): Promise<TerritoryId | undefined> {
  const row = await tx
    .selectFrom('intake.contact')
    .select('territory_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.territory_id as TerritoryId | undefined
}

/** A contact with what its permission is judged by: the file's protection and owner, where it opened one. */
export type ContactInFile = ContactRow & {
  readonly accountable_id: string
  readonly sight_is_protected: boolean
}

/** All contacts with what their permission is judged by, as a table called `c`. */
export function contactsInFile(tx: Tx) {
  return tx
    .selectFrom((e) =>
      e
        .selectFrom('intake.contact as k')
        .leftJoin('interventions.v_intervention as f', (join) =>
          join
            .onRef('f.territory_id', '=', 'k.territory_id')
            .onRef('f.id', '=', 'k.intervention_id'),
        )
        .selectAll('k')
        .select([
          sql<string>`coalesce(f.owner_id, k.taken_by)`.as('accountable_id'),
          sql<boolean>`k.is_protected or coalesce(f.is_protected, false)`.as('sight_is_protected'),
        ])
        .as('c'),
    )
    .selectAll('c')
}

/** A contact's row, for reading; undefined when there is none in sight. */
export async function findContactRow(tx: Tx, id: string): Promise<ContactInFile | undefined> {
  return await contactsInFile(tx).where('c.id', '=', id).executeTakeFirst()
}

/** Locks a contact for a command. Throws NotFoundError. */
export async function lockContact(tx: Tx, id: string): Promise<ContactRow> {
  const row = await tx
    .selectFrom('intake.contact')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFoundError('contact')
  return row
}

/** The contacts that a file came from, locked. */
export async function lockContactsOf(
  tx: Tx,
  interventionId: InterventionId,
): Promise<readonly ContactRow[]> {
  return await tx
    .selectFrom('intake.contact')
    .selectAll()
    .where('intervention_id', '=', interventionId)
    .orderBy('id')
    .forUpdate()
    .execute()
}
