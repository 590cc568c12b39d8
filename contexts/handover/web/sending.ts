import * as z from 'zod'
import { type DocumentKind, WORDS_OF, type Word, type Words } from '#contexts/documents/model.ts'
import { titleOf } from '#contexts/documents/words.ts'
import { m } from '#platform/i18n/texts.ts'
import type { HandoversReply, HandoverView, PreviewBody, SendBody } from '../contract.ts'

/** The choice of an office that is not of this territory. */
export const OUTSIDE = 'outside'

/** The choice of somebody who is not in the list of the office. */
export const ANOTHER = 'another'

/** The form as it is being written. */
export type Sending = {
  readonly office: string
  readonly outsideName: string
  readonly outsideMailbox: string
  /** Mailbox of who was chosen from the list of the office; `another`: written by hand; empty: nobody by name. */
  readonly person: string
  readonly name: string
  readonly role: string
  readonly mailbox: string
  readonly phone: string
  readonly words: Words
  /** False: another service leads already, and this one stands beside it. */
  readonly leads: boolean | undefined
  /** Papers that were ticked or unticked by hand. */
  readonly papers: Readonly<Record<string, boolean>>
}

const UnderWay = z.object({
  office: z.string(),
  outsideName: z.string(),
  outsideMailbox: z.string(),
  person: z.string(),
  name: z.string(),
  role: z.string(),
  mailbox: z.string(),
  phone: z.string(),
  words: z.record(z.string(), z.string()),
  leads: z.boolean().optional(),
  papers: z.record(z.string(), z.boolean()),
})

/** A form that was being written, as this machine kept it. */
export function readSending(value: unknown): Sending | undefined {
  const kept = UnderWay.safeParse(value).data
  return kept && { ...kept, leads: kept.leads }
}

/** The form at its beginning: the office that is proposed, and what was written for one that gave the file back. */
export function beginning({ competence, proposed, givenBack }: HandoversReply): Sending {
  const isOutside = proposed === null && competence.reason === 'residence-elsewhere'
  return {
    office: proposed ?? (isOutside && givenBack === null ? OUTSIDE : ''),
    outsideName: '',
    outsideMailbox: '',
    person: '',
    name: '',
    role: '',
    mailbox: '',
    phone: '',
    words: givenBack?.words ?? {},
    papers: {},
    leads: undefined,
  }
}

/** The form as it stands: while nobody chose an office it is the one proposed now, whatever was known when it was opened. */
export function withProposal(sending: Sending, reply: HandoversReply): Sending {
  return sending.office === '' ? { ...sending, office: beginning(reply).office } : sending
}

const AT_WORK: readonly HandoverView['state'][] = [
  'sent',
  'received',
  'assigned',
  'accepted',
  'partial',
]

/** The service that leads now: it has accepted, or has still to answer. */
export function leaderIn({
  handovers,
}: Pick<HandoversReply, 'handovers'>): HandoverView | undefined {
  return handovers.find((one) => one.leads && AT_WORK.includes(one.state))
}

/** A second service stands beside the one that leads, until somebody says that it leads. */
export function leadsIn({ leads }: Sending, reply: HandoversReply): boolean {
  return leads ?? leaderIn(reply) === undefined
}

/** Made for a patrol: it goes to a service only where somebody ticks it. */
const NOT_FOR_A_SERVICE: DocumentKind = 'entry-sheet-redacted'

type Paper = HandoversReply['documents'][number]

/**
 * True when this paper goes with the handover: every paper does, until somebody unticks it; of a protected file none,
 * until somebody ticks it (I7).
 */
export function goesAlong(
  { papers }: Pick<Sending, 'papers'>,
  { isProtected }: Pick<HandoversReply, 'isProtected'>,
  { id, kind }: Paper,
): boolean {
  return papers[id] ?? (!isProtected && kind !== NOT_FOR_A_SERVICE)
}

/** The papers that go with the handover. */
export function papersOf(sending: Sending, reply: HandoversReply): readonly Paper[] {
  return reply.documents.filter((one) => goesAlong(sending, reply, one))
}

/** A paper by its name; of a protected file also what it tells that page one does not. */
export function paperLabel({ kind, number }: Paper, isProtected: boolean): string {
  const name = `${titleOf(kind)} ${number}`
  const tells = isProtected ? TELLS[kind]?.() : undefined
  return tells === undefined ? name : `${name}: ${tells}`
}

const TELLS: Readonly<Partial<Record<DocumentKind, () => string>>> = {
  'report-sheet': m.handover_paper_tells_report,
  'entry-sheet': m.handover_paper_tells_place,
  'intervention-report': m.handover_paper_tells_report,
}

/** Lines of page one of which neither the file nor who sends says anything: they read *non noto* (Q19). */
export function unsaidIn(
  { words }: Pick<Sending, 'words'>,
  { known }: Pick<HandoversReply, 'known'>,
): readonly Word[] {
  return WORDS_OF['handover-page'].filter(
    (key) =>
      key !== 'unknown' && (known[key] ?? '').trim() === '' && (words[key] ?? '').trim() === '',
  )
}

/** Who can be chosen by name in the office of the form. */
export function peopleOf(
  { office }: Pick<Sending, 'office'>,
  { offices }: Pick<HandoversReply, 'offices'>,
): HandoversReply['offices'][number]['people'] {
  return offices.find((one) => one.key === office)?.people ?? []
}

/** What is sent: nothing that was left empty. */
export function bodyOf(sending: Sending, reply: HandoversReply): z.input<typeof SendBody> {
  const { office } = sending
  return {
    to:
      office === OUTSIDE
        ? { outsideName: sending.outsideName, mailbox: sending.outsideMailbox.trim() }
        : { officeKey: office },
    recipient: recipientOf(sending, reply),
    words: Object.fromEntries(
      WORDS_OF['handover-page'].flatMap((key) => {
        const text = sending.words[key]?.trim() ?? ''
        return text === '' ? [] : [[key, text]]
      }),
    ),
    documentIds: papersOf(sending, reply).map(({ id }) => id),
    leads: leadsIn(sending, reply),
  }
}

/** The same as it is looked at before it leaves. */
export function previewBodyOf(
  sending: Sending,
  reply: HandoversReply,
): z.input<typeof PreviewBody> {
  const { to, recipient, words, documentIds } = bodyOf(sending, reply)
  return { to, recipient, words, documentIds }
}

function recipientOf(
  sending: Sending,
  reply: HandoversReply,
): z.input<typeof SendBody>['recipient'] {
  const role = sending.role.trim()
  const phone = sending.phone.trim() === '' ? null : sending.phone.trim()
  const known = peopleOf(sending, reply).find(({ mailbox }) => mailbox === sending.person)
  if (known !== undefined) return { name: known.name, mailbox: known.mailbox, role, phone }
  if (sending.name.trim() === '') return null
  const mailbox = sending.mailbox.trim() === '' ? null : sending.mailbox.trim()
  return { name: sending.name, role, mailbox, phone }
}
