import { readConfiguration } from '#contexts/territory/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { uuid7 } from '#platform/kernel/ids.ts'
import { readablePhone } from '#platform/kernel/text.ts'
import { clockTime } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError, unwrap } from '#platform/server/errors.ts'
import { endLinks, makeLink } from '#platform/server/link.ts'
import { sendMail } from '#platform/server/outbox.ts'
import { staffActing } from '#platform/server/person.ts'
import { CONFIRM_LINK } from './commands.ts'
import { type Details, lockFacility, openDetails } from './facility-store.ts'
import { askConfirmation } from './model.ts'
import { appendSearch } from './need.ts'
import { appendPlacement, lockPlacement } from './placement-store.ts'

/**
 * Asks the facility to confirm in writing: a mail with a link, without names. A new one ends those before.
 * Refuses as the model, and `facility-without-mail`.
 */
export async function askForConfirmation(
  tx: Tx,
  about: { readonly file: InterventionId; readonly id: string },
  address: string,
): Promise<void> {
  const state = await lockPlacement(tx, about.id, about.file)
  const facility = await lockFacility(tx, state.facilityId)
  const { email } = openDetails(tx, facility)
  if (email === '') throw new RefusalError('facility-without-mail')
  const next = await appendPlacement(tx, state, unwrap(askConfirmation(state, tx.work.now)))
  await endLinks(tx, CONFIRM_LINK, state.id)
  // The link outlives the hold, so that who opens it late is told what happened.
  const expiresAt = next.holdUntil.add({ hours: 24 })
  const token = await makeLink(tx, { kind: CONFIRM_LINK, key: state.id, holder: null, expiresAt })
  const { name, service } = await readConfiguration(tx, facility.territoryId)
  const mail = {
    to: email,
    subject: m.places_mail_subject(),
    text: m.places_mail_text({
      time: clockTime(next.holdUntil),
      link: `${address}/s/${token}`,
      service: name,
      phone: readablePhone(service.answers.phone),
    }),
  }
  await sendMail(tx, mail, { file: about.file, kind: 'confirmation', to: null })
}

/** Shows where a secret facility is to who may know; each showing is on the log of the file. */
export async function discloseFacility(
  tx: Tx,
  file: InterventionId,
  facilityId: string,
): Promise<Details> {
  const facility = await lockFacility(tx, facilityId)
  const data = { facility: facility.label, facilityId, by: staffActing(tx) }
  const id = uuid7(tx.work.now, tx.work.random)
  await appendSearch(tx, file, { type: 'PlaceDisclosed', data }, { id, version: 1 })
  return openDetails(tx, facility)
}
