import { readConfiguration } from '#contexts/territory/public.ts'
import { m } from '#platform/i18n/texts.ts'
import { type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import { wallClock } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { makeLink } from '#platform/server/link.ts'
import { sendMail, sendToTelephone } from '#platform/server/outbox.ts'
import { staffActing } from '#platform/server/person.ts'
import { type Route, route } from '#platform/server/route.ts'
import { isCarried, type Telephony } from '#platform/server/telephony.ts'
import { beginAbsence, closeAbsence, personDays, tellOfTheirDays, writtenDays } from './absences.ts'
import { CONTACT_LINK, type ContactChannel, keepTest, keepWorksByHand } from './contact-store.ts'
import { PersonDaysReply } from './contract-own.ts'
import {
  AbsenceBody,
  AbsenceParams,
  ContactTestBody,
  EndAbsenceBody,
  RecordBody,
  SavedReply,
  StaffParams,
  StaffReply,
} from './contract-staff.ts'
import { mayStateSex } from './model-staff.ts'
import { ownRoutes } from './own-routes.ts'
import { lockRota } from './proposal-store.ts'
import { reachOf } from './reach-store.ts'
import { rolesHere, staffView, worksHere } from './staff.ts'
import { setRecord } from './staff-store.ts'
import { territoryOf } from './store.ts'

const SAVED = { status: 200, body: { saved: true } } as const
const ADDED = { status: 201, body: { saved: true } } as const
const LINK_HOURS = 72

/** What the records of the staff ask of those who put the server together. */
export type StaffNeeds = {
  /** Scheme and host under which people reach this installation. */
  readonly address: () => string
  /** Undefined where nobody carries anything to telephones. */
  readonly telephone: Telephony | undefined
}

/** The records of the people of the rota: seen and written by whoever makes it, their days also by themselves. */
export function staffRoutes(needs: StaffNeeds): readonly Route[] {
  const read = route({
    id: 'oncall.staff',
    method: 'GET',
    path: '/api/rota/staff',
    summary: 'Le persone della reperibilità: qualifiche, lingue, assenze e contatti provati',
    may: 'rota.staff',
    writes: 'desk',
    reply: { 200: StaffReply },
    async run({ tx, now }) {
      const { languages } = await readConfiguration(tx, territoryOf(tx))
      const today = wallClock(now).toPlainDate()
      const people = await staffView(tx, territoryOf(tx), today)
      const hasTelephone = isCarried(needs.telephone, 'sms')
      const body = { people, languages: [...languages], hasTelephone, today: today.toString() }
      return { status: 200, body }
    },
  })
  const record = route({
    id: 'oncall.setStaff',
    method: 'PUT',
    path: '/api/rota/staff/:staffId',
    summary: 'Scrive qualifiche, lingue, contratto e preferenze di una persona',
    may: 'rota.staff',
    writes: 'desk',
    params: StaffParams,
    body: RecordBody,
    reply: { 200: SavedReply },
    async run({ tx, params, body: { version, ...written } }) {
      const staffId = await personHere(tx, params.staffId)
      const roles = (await rolesHere(tx, territoryOf(tx))).get(staffId) ?? []
      const sex = mayStateSex([...roles, ...written.qualifications]) ? written.sex : null
      await setRecord(tx, staffId, { ...written, sex }, version)
      return SAVED
    },
  })
  const absence = route({
    id: 'oncall.addAbsence',
    method: 'POST',
    path: '/api/rota/staff/:staffId/absences',
    summary: 'Scrive quando una persona non può, o preferisce non, essere reperibile',
    may: 'rota.staff',
    writes: 'desk',
    params: StaffParams,
    body: AbsenceBody,
    reply: { 201: SavedReply },
    async run({ tx, params, body, now }) {
      await lockRota(tx)
      const staffId = await personHere(tx, params.staffId)
      await beginAbsence(tx, writtenDays(staffId, body, now))
      await tellOfTheirDays(tx, staffId, staffActing(tx))
      return ADDED
    },
  })
  const days = route({
    id: 'oncall.personDays',
    method: 'GET',
    path: '/api/rota/staff/:staffId/days',
    summary: 'I turni pubblicati di una persona, che un’assenza aprirebbe',
    may: 'rota.staff',
    writes: 'desk',
    params: StaffParams,
    reply: { 200: PersonDaysReply },
    async run({ tx, params }) {
      return { status: 200, body: await personDays(tx, await personHere(tx, params.staffId)) }
    },
  })
  const end = route({
    id: 'oncall.endAbsence',
    method: 'POST',
    path: '/api/rota/absences/:absenceId/end',
    summary: 'Chiude un’assenza con il suo ultimo giorno, o la toglie se è uno sbaglio',
    may: 'rota.staff',
    writes: 'desk',
    params: AbsenceParams,
    body: EndAbsenceBody,
    reply: { 200: SavedReply },
    async run({ tx, params, body }) {
      await lockRota(tx)
      const until = body.until === null ? null : Temporal.PlainDate.from(body.until)
      const whose = await closeAbsence(tx, params.absenceId, until)
      await tellOfTheirDays(tx, whose, staffActing(tx))
      return SAVED
    },
  })
  const test = route({
    id: 'oncall.testContact',
    method: 'POST',
    path: '/api/rota/staff/:staffId/contact-tests',
    summary: 'Prova un contatto: con un messaggio a cui si risponde, o perché ha risposto a voce',
    may: 'rota.staff',
    writes: 'desk',
    params: StaffParams,
    body: ContactTestBody,
    reply: { 201: SavedReply },
    async run({ tx, params, body }) {
      const staffId = await personHere(tx, params.staffId)
      if (body.how === 'hand') await keepWorksByHand(tx, staffId, body.channel)
      else await tryContact(tx, needs, staffId, body.channel)
      return ADDED
    },
  })
  return [read, record, absence, days, end, test, ...ownRoutes]
}

async function personHere(tx: Tx, id: string): Promise<StaffId> {
  const staffId = id as StaffId
  if (!(await worksHere(tx, staffId))) throw new NotFoundError('person')
  return staffId
}

/** Sends a message with a link: whoever receives it says so. Refuses where there is no contact or nobody to carry it. */
async function tryContact(
  tx: Tx,
  needs: StaffNeeds,
  staffId: StaffId,
  channel: ContactChannel,
): Promise<void> {
  const { phone, email } = await reachOf(tx, territoryOf(tx), staffId)
  const to = channel === 'phone' ? phone : email
  if (to === null) throw new RefusalError('contact-none')
  if (channel === 'phone' && !isCarried(needs.telephone, 'sms'))
    throw new RefusalError('contact-by-hand')
  const id = uuid7(tx.work.now, tx.work.random)
  const expiresAt = tx.work.now.add({ hours: LINK_HOURS })
  const token = await makeLink(tx, { kind: CONTACT_LINK, key: id, holder: staffId, expiresAt })
  const link = `${needs.address()}/c/${token}`
  const messageId =
    channel === 'phone'
      ? await sendToTelephone(tx, { kind: 'sms', to, text: m.oncall_contact_sms({ link }) })
      : await sendMail(tx, {
          to,
          subject: m.oncall_contact_subject(),
          text: m.oncall_contact_mail_text({ link }),
        })
  await keepTest(tx, { id, staffId, channel, messageId })
}
