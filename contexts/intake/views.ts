import type * as z from 'zod'
import { namesOf } from '#contexts/access/public.ts'
import { triesOfLost } from '#contexts/switchboard/public.ts'
import type { Actor } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError } from '#platform/server/errors.ts'
import {
  type ContactInFile,
  contactOf,
  contactsInFile,
  findContactRow,
  wordsOf,
} from './contact-store.ts'
import type { ReportView } from './contract.ts'
import type { ContactView } from './contract-contact.ts'
import { countSamePhone } from './look-up.ts'
import { missingOf } from './model.ts'
import { withdrawContact } from './model-contact.ts'
import { contactPolicy, reportPolicy } from './policy.ts'
import { contentOf, type ReportInFile } from './report-store.ts'
import { phoneFingerprint } from './sealing.ts'

const NOBODY = '—'

type Names = ReadonlyMap<StaffId, string>

function person(names: Names, id: StaffId) {
  return { id, name: names.get(id) ?? NOBODY }
}

/** A report for who may read it; `previousContacts` counts other calls from the same telephone. */
export async function reportView(
  tx: Tx,
  actor: Actor,
  row: ReportInFile,
): Promise<z.input<typeof ReportView>> {
  const contactRow = await findContactRow(tx, row.contact_id)
  if (!contactRow) throw new NotFoundError('contact')
  const contact = contactOf(contactRow)
  const content = contentOf(tx, row, contactRow.sealed_key)
  const names = await namesOf(tx, [contact.takenBy])
  const canEdit = reportPolicy.allow(actor, 'report.edit', row).allowed
  return {
    id: row.id,
    contactId: row.contact_id,
    interventionId: row.intervention_id,
    version: row.version,
    receivedAt: row.received_at.toString(),
    channel: contact.channel,
    takenBy: person(names, contact.takenBy),
    isLost: await isOfLostCall(tx, row),
    access: row.access as z.input<typeof ReportView>['access'],
    verification: contact.verification,
    content: content as z.input<typeof ReportView>['content'],
    missing: content === null ? [] : [...missingOf(content)],
    previousContacts: await countSamePhone(
      tx,
      phoneFingerprint(tx, content?.phone ?? null),
      contact.id,
    ),
    can: { read: true, edit: canEdit && content !== null },
  }
}

/** Of a call that nobody took: the report that its file was opened with. */
async function isOfLostCall(tx: Tx, row: ReportInFile): Promise<boolean> {
  const isFirst = row.draft_id === null && row.access === 'reporter-unknown'
  return isFirst && (await triesOfLost(tx, row.intervention_id as InterventionId)) !== null
}

/** The contacts of a list as their reader sees them. */
export async function contactViews(
  tx: Tx,
  actor: Actor,
  rows: readonly ContactInFile[],
): Promise<readonly ContactView[]> {
  const names = await namesOf(
    tx,
    rows.map((row) => row.taken_by),
  )
  return rows.map((row) => contactView(tx, actor, row, names))
}

/** The contact that a file came from, while its caller is to be verified and this person may record it; null otherwise. */
export async function contactToVerify(tx: Tx, file: InterventionId): Promise<string | null> {
  const row = await contactsInFile(tx)
    .where('c.intervention_id', '=', file)
    .orderBy('c.id')
    .executeTakeFirst()
  return row !== undefined && canVerify(tx.work.actor, row) ? row.id : null
}

function canVerify(actor: Actor, row: ContactInFile): boolean {
  const { verification } = contactOf(row)
  const isOpen = verification !== 'verified' && verification !== 'not-needed'
  return isOpen && contactPolicy.allow(actor, 'verification.record', row).allowed
}

function contactView(tx: Tx, actor: Actor, row: ContactInFile, names: Names): ContactView {
  const contact = contactOf(row)
  const words = wordsOf(tx, row)
  const isWithdrawn = contact.withdrawnAt !== null
  const state = { kind: contact.kind, loggedAt: contact.loggedAt, isWithdrawn }
  const mayLog = contactPolicy.allow(actor, 'contact.log', row).allowed
  return {
    id: contact.id,
    kind: contact.kind,
    channel: contact.channel,
    at: contact.startedAt.toString(),
    takenBy: person(names, contact.takenBy),
    category: contact.category,
    verification: contact.verification,
    offers: [...contact.offers],
    question: words.question,
    given: words.given,
    withdrawn: isWithdrawn,
    interventionId: contact.interventionId,
    can: {
      withdraw: mayLog && withdrawContact(state, tx.work.now).accepted,
      verify: canVerify(actor, row),
    },
  }
}
