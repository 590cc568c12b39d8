import { m } from '#platform/i18n/texts.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { type Instant, wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { type Route, route } from '#platform/server/route.ts'
import { askDisclosure, logCallEnding, recordVerification, withdraw } from './contact-commands.ts'
import { contactsInFile, findContactRow, territoryOfContact } from './contact-store.ts'
import { IdParams, PreviousContactsBody, PreviousContactsReply } from './contract.ts'
import {
  ContactReply,
  ContactsQuery,
  ContactsReply,
  DisclosureBody,
  DisclosureReply,
  LogContactBody,
  VerificationBody,
  VerificationReply,
  WithdrawalReply,
} from './contract-contact.ts'
import { readTerritoryId } from './duty.ts'
import { countSamePhone, recordLookUp } from './look-up.ts'
import { contactPolicy } from './policy.ts'
import { personActor } from './routes-report.ts'
import { phoneFingerprint } from './sealing.ts'
import { contactViews } from './views.ts'

async function viewOf(tx: Tx, actor: Parameters<typeof contactViews>[1], id: string) {
  const row = await findContactRow(tx, id)
  if (!row) throw new NotFoundError('contact')
  const [view] = await contactViews(tx, actor, [row])
  if (!view) throw new NotFoundError('contact')
  return view
}

const logged = route({
  id: 'intake.logContact',
  method: 'POST',
  path: '/api/contacts',
  summary: 'Registra una chiamata che non è una segnalazione, e che cosa si è offerto.',
  may: 'contact.log',
  body: LogContactBody,
  reply: { 201: ContactReply },
  writes: 'desk',
  async run({ tx, actor, body }) {
    const contact = await logCallEnding(tx, personActor(actor), body)
    return { status: 201, body: { contact: await viewOf(tx, actor, contact.id) } }
  },
})

/** An ending is taken back by who pressed it, or by a colleague who may read what was said. */
async function refuseUnread(tx: Tx, actor: PersonActor, id: string): Promise<void> {
  const row = await findContactRow(tx, id)
  if (!row) throw new NotFoundError('contact')
  if (row.taken_by === actor.staffId) return
  const verdict = contactPolicy.allow(actor, 'contact.read', row)
  if (!verdict.allowed) throw new RefusalError('not-allowed', { reason: verdict.reason }, 403)
}

const withdrawal = route({
  id: 'intake.withdrawContact',
  method: 'POST',
  path: '/api/contacts/:id/withdrawal',
  summary: 'Annulla la fine di una chiamata premuta per errore; la bozza torna a chi la scriveva.',
  may: 'contact.log',
  params: IdParams,
  reply: { 200: WithdrawalReply },
  writes: (tx, { params }) => territoryOfContact(tx, params.id),
  async run({ tx, actor, params }) {
    await refuseUnread(tx, personActor(actor), params.id)
    const { contact, draftId } = await withdraw(tx, params.id)
    return { status: 200, body: { contact: await viewOf(tx, actor, contact.id), draftId } }
  },
})

/** Where a night's log begins: the last noon in Italy. */
function sinceNoon(now: Instant): Instant {
  const local = wallClock(now)
  const day = local.hour < 12 ? local.subtract({ days: 1 }) : local
  return day
    .toPlainDate()
    .toZonedDateTime({ timeZone: local.timeZoneId, plainTime: '12:00' })
    .toInstant()
}

/** Rows of the log of one night: read whole, because a night is short. */
const NIGHT_LIMIT = 500

const tonight = route({
  id: 'intake.listContacts',
  method: 'GET',
  path: '/api/contacts',
  summary: 'I contatti di stanotte, dal mezzogiorno scorso.',
  may: 'contact.read',
  query: ContactsQuery,
  reply: { 200: ContactsReply },
  writes: 'none',
  async run({ tx, actor, now, query }) {
    const since = sinceNoon(now)
    let rows = contactsInFile(tx)
      .where('c.logged_at', '>=', since)
      .where(contactPolicy.where(actor, 'contact.read', 'c'))
      .orderBy('c.started_at', 'desc')
      .limit(NIGHT_LIMIT)
    if (query.territory) rows = rows.where('c.territory_id', '=', query.territory)
    const contacts = [...(await contactViews(tx, actor, await rows.execute()))]
    return { status: 200, body: { sinceAt: since.toString(), contacts } }
  },
})

const previous = route({
  id: 'intake.countPreviousContacts',
  method: 'POST',
  path: '/api/intake/previous-contacts',
  summary:
    'Quanti altri contatti, non protetti, da questo telefono: solo quanti. La ricerca resta sul registro.',
  may: 'contact.log',
  body: PreviousContactsBody,
  reply: { 200: PreviousContactsReply },
  writes: 'desk',
  async run({ tx, actor, body }) {
    const count = await countSamePhone(tx, phoneFingerprint(tx, body.phone), null)
    await recordLookUp(tx, personActor(actor).sessionId, count)
    return { status: 200, body: { count } }
  },
})

const verification = route({
  id: 'intake.recordVerification',
  method: 'POST',
  path: '/api/verifications',
  summary: 'Registra l’esito della verifica di chi chiama: richiamata o parola del protocollo.',
  may: 'verification.record',
  body: VerificationBody,
  reply: { 201: VerificationReply },
  writes: (tx, { body }) => territoryOfContact(tx, body.contactId),
  async run({ tx, body }) {
    const done = await recordVerification(tx, body)
    const reply = {
      verification: done.contact.verification,
      isProtocolExpired: done.isProtocolExpired,
    }
    return { status: 201, body: reply }
  },
})

const disclosure = route({
  id: 'intake.askDisclosure',
  method: 'POST',
  path: '/api/disclosure-requests',
  summary: 'Qualcuno chiede notizie: la risposta è no finché non è verificato.',
  may: 'disclosure.request',
  body: DisclosureBody,
  reply: { 201: DisclosureReply },
  writes: async (tx, { body }) =>
    body.contactId
      ? await territoryOfContact(tx, body.contactId)
      : readTerritoryId(tx.work.actor, body.territoryId),
  async run({ tx, actor, body }) {
    const done = await askDisclosure(tx, personActor(actor), body)
    const script =
      done.outcome === 'refused' ? m.intake_disclosure_refused() : m.intake_disclosure_by_person()
    const reply = {
      contactId: done.contact.id,
      outcome: done.outcome,
      script,
      callBack: done.callBack.map((one) => ({ ...one, phones: [...one.phones] })),
      coordinatorToldAt: done.contact.tellAt?.toString() ?? null,
    }
    return { status: 201, body: reply }
  },
})

/** Contacts: call endings, tonight's log, verification, disclosure. */
export const contactRoutes: readonly Route[] = [
  logged,
  withdrawal,
  tonight,
  previous,
  verification,
  disclosure,
]
