import { handoverSections, issueDocument } from '#contexts/documents/public.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { type InterventionId, type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError, unwrap } from '#platform/server/errors.ts'
import { subjectFor } from '#platform/server/subject.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { askForAnswer, mailboxesFor } from './letters.ts'
import {
  type AnswerKind,
  answer,
  giveUp,
  type Handover,
  type How,
  isReadable,
  PENDING,
} from './model.ts'
import { callAt, chaseAt } from './model-chase.ts'
import { type Closable, closableWith } from './model-closing.ts'
import type { HandoverNeeds } from './needs.ts'
import { refuseUnseen } from './preview.ts'
import { receiverIn } from './receivers.ts'
import { type AnswerWords, PageOne, type Recipient, sealWords } from './sealing.ts'
import type { SendOrder } from './send-order.ts'
import { appendHandover, follow, handoversOf, lockHandover, territoryOf } from './store.ts'
import { targetOf } from './target.ts'

/**
 * Sends a file to the competent service: page one is issued and sealed as it stands, the office is written to, the
 * chase is set on its opening hours. Refuses `recipient-must-be-named` for a protected file (Q9),
 * `handover-pending` while the same office has still to answer, `handover-preview-changed` where what was read is no
 * longer what leaves, `handover-preview-missing` where a protected file was not looked at before.
 */
export async function sendHandover(
  tx: Tx,
  needs: HandoverNeeds,
  order: SendOrder,
): Promise<Handover> {
  const { interventionId } = order
  await lockIntervention(tx, interventionId)
  const subject = await subjectFor(tx, needs.subjectOf, interventionId)
  const isProtected = subject.facts.isProtected === true
  if (isProtected && !order.recipient?.mailbox) throw new RefusalError('recipient-must-be-named')
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const target = await targetOf(tx, needs, configuration, order)
  await refuseTwice(tx, interventionId, target.officeName)
  await refuseUnseen(tx, needs, order, isProtected)
  const page = await paperOf(tx, needs, order)
  const sections = await handoverSections(tx, needs.documents, interventionId, order.words)
  const { now, random } = tx.work
  const { office, hours, ...told } = target
  const recipient: Recipient = {
    ...(order.recipient ?? { name: '', role: '', mailbox: null, phone: null }),
    // The chase finds its letters here: the configuration does not know an office outside.
    ...('outsideName' in order.to ? { outsideMailbox: order.to.mailbox } : {}),
    words: order.words,
  }
  const mailboxes = mailboxesFor(office, recipient, isProtected)
  const sent = await appendHandover(tx, uuid7(now, random), interventionId, undefined, {
    type: 'HandoverSent',
    data: {
      ...told,
      fileNumber: subject.number,
      isProtected,
      by: personOf(tx),
      documents: [...page, ...order.documentIds],
      nextChaseAt: chaseAt(configuration, hours, 0, now)?.toString() ?? null,
      // Where no letter leaves, ringing does not wait.
      callAt: (mailboxes.length === 0
        ? now
        : callAt(configuration, hours, now, 'callMinutes')
      ).toString(),
      sealedRecipient: sealWords(tx, recipient),
      sealedPage: sealWords(tx, PageOne.parse(sections)),
      leads: order.leads !== false || !(await hasLead(tx, interventionId)),
      toStaff: await receiverIn(tx, told.bodyId, recipient.mailbox),
    },
  })
  await askForAnswer(tx, needs.address(), sent, mailboxes, 'first')
  return sent
}

/** Page one on paper. Where none can be made the handover goes all the same, with its page on screen. */
async function paperOf(tx: Tx, needs: HandoverNeeds, order: SendOrder): Promise<readonly string[]> {
  const { interventionId, words } = order
  const paper = { interventionId, kind: 'handover-page', words } as const
  try {
    return [(await issueDocument(tx, needs.documents, paper)).id]
  } catch (error) {
    if (error instanceof RefusalError && NO_PAPER.has(error.code)) return []
    throw error
  }
}

const NO_PAPER: ReadonlySet<string> = new Set(['documents-unavailable', 'documents-fault'])

async function refuseTwice(tx: Tx, id: InterventionId, officeName: string): Promise<void> {
  const open = (await handoversOf(tx, id)).some(
    (one) => one.officeName === officeName && PENDING.includes(one.state),
  )
  if (open) throw new RefusalError('handover-pending')
}

/** True where a service leads already that has still to answer, or has accepted. */
async function hasLead(tx: Tx, id: InterventionId): Promise<boolean> {
  return (await handoversOf(tx, id)).some((one) => one.leads && isReadable(one))
}

function personOf(tx: Tx): StaffId {
  const { actor } = tx.work
  if (actor.kind !== 'person') throw new Error('only a person hands over')
  return actor.staffId
}

/** What an office said, as it is written down. */
export type Answering = {
  readonly kind: AnswerKind
  readonly how: How
  readonly at: Instant
  readonly words: AnswerWords
}

/**
 * Records what the office answers, by link or by voice. What it returns is again its sender's in this transaction
 * (reaction to `HandoverReturned`). Throws NotFoundError; refuses as `answer` of the model.
 */
export async function recordAnswer(
  tx: Tx,
  interventionId: InterventionId,
  id: string,
  { kind, how, at, words }: Answering,
): Promise<Handover> {
  await lockIntervention(tx, interventionId)
  const state = await lockHandover(tx, id, interventionId)
  const events = unwrap(
    answer(
      state,
      {
        kind,
        how,
        at,
        hasName: words.name !== '',
        hasReason: words.reason !== '',
        hasAssignee: Boolean(words.to),
        sealedAnswer: sealWords(tx, words),
      },
      tx.work.now,
    ),
  )
  return await follow(tx, state, events)
}

/** *Passaggio senza riscontro*: the coordinator ends the chase when all its steps were taken. */
export async function declareUnanswered(
  tx: Tx,
  interventionId: InterventionId,
  id: string,
  reason: string,
): Promise<Handover> {
  await lockIntervention(tx, interventionId)
  const state = await lockHandover(tx, id, interventionId)
  const sealed = sealWords(tx, { name: '', role: '', reason })
  return await follow(tx, state, unwrap(giveUp(state, personOf(tx), sealed)))
}

/** Records why no handover is due (I4). */
export async function declareNotDue(
  tx: Tx,
  needs: HandoverNeeds,
  interventionId: InterventionId,
  reason: string,
): Promise<Handover> {
  await lockIntervention(tx, interventionId)
  const { number, facts } = await subjectFor(tx, needs.subjectOf, interventionId)
  const { now, random } = tx.work
  return await appendHandover(tx, uuid7(now, random), interventionId, undefined, {
    type: 'HandoverNotDue',
    data: {
      fileNumber: number,
      by: personOf(tx),
      isProtected: facts.isProtected === true,
      sealedAnswer: sealWords(tx, { name: '', role: '', reason }),
    },
  })
}

/** What I4 asks before a file closes: for the room that closes it. */
export async function closable(tx: Tx, interventionId: InterventionId): Promise<Closable> {
  return closableWith(await handoversOf(tx, interventionId))
}
