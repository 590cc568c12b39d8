import type * as z from 'zod'
import { WORDS_OF, type Words } from '#contexts/documents/model.ts'
import type { HandoversReply, SendBody } from '../contract.ts'

/** The choice of an office that is not of this territory. */
export const OUTSIDE = 'outside'

/** The form as it is being written. */
export type Sending = {
  readonly office: string
  readonly outsideName: string
  readonly outsideMailbox: string
  readonly name: string
  readonly role: string
  readonly mailbox: string
  readonly phone: string
  readonly words: Words
  readonly documentIds: readonly string[]
}

/** An empty form, with the competent office chosen where the rule finds one. */
export function beginning({ competence }: HandoversReply): Sending {
  return {
    office: competence.officeKey ?? (competence.reason === 'residence-elsewhere' ? OUTSIDE : ''),
    outsideName: '',
    outsideMailbox: '',
    name: '',
    role: '',
    mailbox: '',
    phone: '',
    words: {},
    documentIds: [],
  }
}

/** What is sent: nothing that was left empty. */
export function bodyOf(sending: Sending): z.input<typeof SendBody> {
  const { office, name, role, mailbox, phone } = sending
  return {
    to:
      office === OUTSIDE
        ? { outsideName: sending.outsideName, mailbox: sending.outsideMailbox.trim() }
        : { officeKey: office },
    recipient:
      name.trim() === ''
        ? null
        : {
            name,
            role: role.trim(),
            mailbox: mailbox.trim() === '' ? null : mailbox.trim(),
            phone: phone.trim() === '' ? null : phone.trim(),
          },
    words: Object.fromEntries(
      WORDS_OF['handover-page'].flatMap((key) => {
        const text = sending.words[key]?.trim() ?? ''
        return text === '' ? [] : [[key, text]]
      }),
    ),
    documentIds: [...sending.documentIds],
  }
}
