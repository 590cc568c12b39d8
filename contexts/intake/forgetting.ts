import type { Configuration } from '#contexts/territory/configuration.ts'
import type { RecordedEvent } from '#platform/kernel/event.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import {
  appendContact,
  type ContactRow,
  contactOf,
  lockContact,
  lockContactsOf,
} from './contact-store.ts'
import { territoryInForce } from './duty.ts'
import { wipeReports } from './report-store.ts'

/**
 * When the personal data of a contact that opened nothing, or of a report confirmed not pertinent, are wiped if that
 * is settled now (S18; Reg. UE 2016/679 art. 5 par. 1 e): the term of the territory file. Another term later on
 * counts for what is settled from then on.
 */
export function forgetAfter({ retention }: Configuration, now: Instant): Instant {
  return now.add({ hours: retention.contactDays * 24 })
}

/** Outcomes after which nothing of the person is needed any more. */
const FORGOTTEN: readonly unknown[] = ['not-pertinent', 'wrong']

/**
 * Same-transaction reaction to `InterventionClosed`: with an outcome that concerns nobody, the term of the
 * file's reports begins.
 */
export async function forgetClosed(tx: Tx, event: RecordedEvent): Promise<void> {
  if (event.interventionId === null || !FORGOTTEN.includes(event.data['outcome'])) return
  const { configuration } = await territoryInForce(tx)
  const at = forgetAfter(configuration, tx.work.now)
  for (const row of await lockContactsOf(tx, event.interventionId)) await startTerm(tx, row, at)
}

async function startTerm(tx: Tx, row: ContactRow, at: Instant): Promise<void> {
  const contact = contactOf(row)
  if (contact.forgottenAt !== null || contact.forgetAt !== null) return
  await appendContact(tx, contact, {
    type: 'ForgetTermSet',
    data: { forgetAt: at.toString() },
  })
}

/** Wipes a contact whose term has come: key, words, fingerprint and report content. A false alarm does nothing. */
export async function forgetContact(tx: Tx, id: string, now: Instant): Promise<void> {
  const contact = contactOf(await lockContact(tx, id))
  if (contact.forgetAt === null || !notAfter(contact.forgetAt, now)) return
  await appendContact(tx, contact, { type: 'ContactForgotten', data: { reason: 'term' } })
  await wipeReports(tx, contact.id)
}
