import { officeOf } from '#contexts/territory/competence.ts'
import type { Body, Configuration, Office } from '#contexts/territory/configuration.ts'
import { m } from '#platform/i18n/texts.ts'
import type { Tx } from '#platform/server/db.ts'
import { makeLink } from '#platform/server/link.ts'
import { sendMail } from '#platform/server/outbox.ts'
import { addLetter } from './letter-store.ts'
import type { CallLevel, ChaseLevel, Handover } from './model.ts'
import { openWords, Recipient } from './sealing.ts'
import { LINK_KIND, territoryOf } from './store.ts'

/** A chase takes some days of opening; the link outlives it. */
const LINK_DAYS = 60

/** Writes to the office with a link of its own for each mailbox. The letter holds a number, no name and no place. */
export async function askForAnswer(
  tx: Tx,
  address: string,
  handover: Handover,
  mailboxes: readonly Mailbox[],
  level: 'first' | 'office',
): Promise<void> {
  for (const mailbox of mailboxes) {
    const token = await makeLink(tx, {
      kind: LINK_KIND,
      key: handover.id,
      holder: null,
      expiresAt: tx.work.now.add({ hours: 24 * LINK_DAYS }),
    })
    const id = await sendMail(tx, {
      to: mailbox.to,
      subject: m.handover_mail_subject({ number: handover.fileNumber }),
      text: m.handover_mail_text({
        number: handover.fileNumber,
        office: handover.officeName ?? '',
        link: `${address}/p/${token}`,
      }),
    })
    await addLetter(tx, { id, handoverId: handover.id, level, ...mailbox }, token)
  }
}

/** Where a letter goes, and whether that mailbox is a PEC. */
export type Mailbox = { readonly to: string; readonly isPec: boolean }

/** A step of the chase: the letters that leave, or whom to ring where none can. */
export type Step =
  | { readonly call: CallLevel }
  | { readonly call: null; readonly mailboxes: readonly Mailbox[] }

/** What a step of the chase is for this handover. The last is the coordinator's, who is written to by the caller. */
export function stepOf(
  tx: Tx,
  configuration: Configuration,
  handover: Handover,
  level: ChaseLevel,
): Step {
  if (level === 'coordinator') return { call: null, mailboxes: [] }
  const mailboxes =
    level === 'office'
      ? mailboxesOf(tx, configuration, handover)
      : aboveMailbox(configuration, handover, level)
  if (mailboxes.length > 0) return { call: null, mailboxes }
  return { call: whomToRing(configuration, handover, level) }
}

/** Writes for a step of the chase: to the office again, or about it, without a link, to who stands above it. */
export async function remind(
  tx: Tx,
  address: string,
  handover: Handover,
  level: CallLevel,
  mailboxes: readonly Mailbox[],
): Promise<void> {
  if (level === 'office') {
    await askForAnswer(tx, address, handover, mailboxes, 'office')
    return
  }
  for (const mailbox of mailboxes) {
    const id = await sendMail(tx, {
      to: mailbox.to,
      subject: m.handover_chase_subject({ number: handover.fileNumber }),
      text: m.handover_chase_text({
        number: handover.fileNumber,
        office: handover.officeName ?? '',
      }),
    })
    await addLetter(tx, { id, handoverId: handover.id, level, ...mailbox }, null)
  }
}

/** The mailboxes of an office with those of whoever was chosen; of a protected file theirs alone. */
export function mailboxesFor(
  office: Pick<Office, 'pec' | 'email'> | undefined,
  recipient: Recipient | null,
  isProtected: boolean,
): readonly Mailbox[] {
  const pec = office?.pec ?? null
  const all = [
    ...(isProtected ? [] : [pec, office?.email, recipient?.outsideMailbox]),
    recipient?.mailbox,
  ]
  const known = all.filter((one) => typeof one === 'string')
  return [...new Set(known)].map((to) => ({ to, isPec: to === pec }))
}

/** The mailboxes of the office that a handover went to, and of the person who was chosen there. */
export function mailboxesOf(tx: Tx, configuration: Configuration, handover: Handover) {
  const recipient = openWords(tx, Recipient, territoryOf(tx), handover.sealedRecipient)
  return mailboxesFor(officeOf(configuration, handover.officeKey), recipient, handover.isProtected)
}

/** Nobody above the office hears of a protected file: its chase goes on by telephone. */
function aboveMailbox(
  configuration: Configuration,
  handover: Handover,
  level: 'stand-in' | 'lead',
): readonly Mailbox[] {
  if (handover.isProtected) return []
  if (level === 'lead') {
    const pec = leadOf(configuration)?.pec ?? null
    return pec === null ? [] : [{ to: pec, isPec: true }]
  }
  const standIn = standInOf(configuration, handover)
  const to = standIn?.pec ?? standIn?.email ?? null
  return to === null ? [] : [{ to, isPec: to === standIn?.pec }]
}

/** Where there is nobody above, or nobody above may hear of it, the office itself is rung. */
function whomToRing(configuration: Configuration, handover: Handover, level: CallLevel): CallLevel {
  if (handover.isProtected) return 'office'
  if (level === 'stand-in' && standInOf(configuration, handover) === undefined) return 'office'
  return level
}

function standInOf(configuration: Configuration, { officeKey }: Handover): Office | undefined {
  return officeOf(configuration, officeOf(configuration, officeKey)?.standIn ?? null)
}

function leadOf({ bodies, leadBody }: Configuration) {
  return bodies.find((one) => one.key === leadBody)
}

/** Whom a call is for, by name and number, as far as they are known. */
export function calledOf(
  configuration: Configuration,
  handover: Handover,
  recipient: Recipient | null,
  level: CallLevel,
): Called {
  if (level === 'lead') return nameAndPhone(leadOf(configuration))
  if (level === 'stand-in') return nameAndPhone(standInOf(configuration, handover))
  const name = recipient?.name || (handover.officeName ?? '')
  if (recipient?.phone) return { name, phone: recipient.phone, isDesk: false }
  const phone = officeOf(configuration, handover.officeKey)?.phone ?? null
  // Whoever picks up at the desk of an office hears for whom the call is, never why.
  return { name, phone, isDesk: handover.isProtected && phone !== null }
}

/** Whom a call is for. `isDesk`: the number is the office's, and of a protected file only the person may hear why. */
export type Called = {
  readonly name: string
  readonly phone: string | null
  readonly isDesk: boolean
}

function nameAndPhone(one: Pick<Office | Body, 'name' | 'phone'> | undefined): Called {
  return { name: one?.name ?? '', phone: one?.phone ?? null, isDesk: false }
}
