import { officeOf } from '#contexts/territory/competence.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { m } from '#platform/i18n/texts.ts'
import type { Tx } from '#platform/server/db.ts'
import { makeLink } from '#platform/server/link.ts'
import { sendMail } from '#platform/server/outbox.ts'
import type { ChaseLevel, Handover } from './model.ts'
import { openWords, Recipient } from './sealing.ts'
import { territoryOf } from './store.ts'

/** What a link of this room allows: to read page one and to answer. */
export const LINK_KIND = 'handover-answer'
/** A chase takes some days of opening; the link outlives it. */
const LINK_DAYS = 60

/** Writes to the office with a link of its own for each mailbox. The letter holds a number, no name and no place. */
export async function askForAnswer(
  tx: Tx,
  address: string,
  handover: Handover,
  mailboxes: readonly string[],
): Promise<void> {
  for (const to of mailboxes) {
    const token = await makeLink(tx, {
      kind: LINK_KIND,
      key: handover.id,
      holder: null,
      expiresAt: tx.work.now.add({ hours: 24 * LINK_DAYS }),
    })
    await sendMail(tx, {
      to,
      subject: m.handover_mail_subject({ number: handover.fileNumber }),
      text: m.handover_mail_text({
        number: handover.fileNumber,
        office: handover.officeName ?? '',
        link: `${address}/p/${token}`,
      }),
    })
  }
}

/** Writes for a step of the chase: to the office again, or about it, without a link, to who stands above it. */
export async function remind(
  tx: Tx,
  address: string,
  configuration: Configuration,
  handover: Handover,
  level: ChaseLevel,
): Promise<void> {
  if (level === 'office') {
    await askForAnswer(tx, address, handover, mailboxesOf(tx, configuration, handover))
    return
  }
  const to = aboveMailbox(configuration, handover, level)
  if (to === null) return
  await sendMail(tx, {
    to,
    subject: m.handover_chase_subject({ number: handover.fileNumber }),
    text: m.handover_chase_text({
      number: handover.fileNumber,
      office: handover.officeName ?? '',
    }),
  })
}

function mailboxesOf(tx: Tx, configuration: Configuration, handover: Handover): readonly string[] {
  const recipient = openWords(tx, Recipient, territoryOf(tx), handover.sealedRecipient)
  const own = recipient?.mailbox ? [recipient.mailbox] : []
  if (handover.isProtected) return own
  const office = officeOf(configuration, handover.officeKey)
  const ofOffice = [office?.pec, office?.email, recipient?.outsideMailbox].filter(
    (one) => typeof one === 'string',
  )
  return [...new Set([...ofOffice, ...own])]
}

/** Nobody above the office hears of a protected file: its chase goes on by telephone. */
function aboveMailbox(
  configuration: Configuration,
  handover: Handover,
  level: ChaseLevel,
): string | null {
  if (handover.isProtected) return null
  const office = officeOf(configuration, handover.officeKey)
  if (level === 'stand-in') {
    const standIn = officeOf(configuration, office?.standIn ?? null)
    return standIn?.pec ?? standIn?.email ?? null
  }
  if (level !== 'lead') return null
  return configuration.bodies.find((one) => one.key === configuration.leadBody)?.pec ?? null
}
