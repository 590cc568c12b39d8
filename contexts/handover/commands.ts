import type { Words } from '#contexts/documents/model.ts'
import { handoverSections, issueDocument } from '#contexts/documents/public.ts'
import { officeOf } from '#contexts/territory/competence.ts'
import type { Configuration, Office } from '#contexts/territory/configuration.ts'
import { bodyIdsOf, readConfiguration } from '#contexts/territory/public.ts'
import { type InterventionId, type StaffId, uuid7 } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError, unwrap } from '#platform/server/errors.ts'
import { endLinks } from '#platform/server/link.ts'
import { subjectFor } from '#platform/server/subject.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { competenceOf } from './competence.ts'
import { askForAnswer, LINK_KIND, remind } from './letters.ts'
import {
  type AnswerKind,
  answer,
  type ChosenBy,
  chase,
  giveUp,
  type Handover,
  type HandoverEvent,
  type How,
  PENDING,
} from './model.ts'
import { chaseAt } from './model-chase.ts'
import { type Closable, closableWith } from './model-closing.ts'
import type { HandoverNeeds } from './needs.ts'
import { type AnswerWords, PageOne, type Recipient, sealWords } from './sealing.ts'
import { appendHandover, findHandover, handoversOf, lockHandover, territoryOf } from './store.ts'

/** Where a handover goes: an office of the territory by its key, or one outside by name and mailbox. */
export type Destination =
  | { readonly officeKey: string }
  | { readonly outsideName: string; readonly mailbox: string }

export type SendOrder = {
  readonly interventionId: InterventionId
  readonly to: Destination
  readonly recipient: Recipient | null
  readonly words: Words
  /** Documents of the file that go with it, beside page one. */
  readonly documentIds: readonly string[]
}

/**
 * Sends a file to the competent service: page one is issued and sealed as it stands, the office is written to, the
 * chase is set on its opening hours. Refuses `recipient-must-be-named` for a protected file (Q9),
 * `handover-pending` while the same office has still to answer.
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
  const page = await paperOf(tx, needs, order)
  const sections = await handoverSections(tx, needs.documents, interventionId, order.words)
  const { now, random } = tx.work
  const { office, mailboxes, ...told } = target
  const sent = await appendHandover(tx, uuid7(now, random), interventionId, undefined, {
    type: 'HandoverSent',
    data: {
      ...told,
      fileNumber: subject.number,
      isProtected,
      by: personOf(tx),
      documents: [...page, ...order.documentIds],
      nextChaseAt: chaseAt(configuration, office, 0, now)?.toString() ?? null,
      sealedRecipient: sealWords(tx, {
        ...(order.recipient ?? { name: '', role: '', mailbox: null, phone: null }),
        // The chase finds its letters here: the configuration does not know an office outside.
        ...('outsideName' in order.to ? { outsideMailbox: order.to.mailbox } : {}),
      }),
      sealedPage: sealWords(tx, PageOne.parse(sections)),
    },
  })
  await askForAnswer(tx, needs.address(), sent, mailboxesFor(isProtected, order, mailboxes))
  return sent
}

/** Page one on paper. Where this machine makes no documents the handover goes all the same, with its page on screen. */
async function paperOf(tx: Tx, needs: HandoverNeeds, order: SendOrder): Promise<readonly string[]> {
  if (!needs.documents.typesetter.isAvailable) return []
  const { interventionId, words } = order
  const paper = { interventionId, kind: 'handover-page', words } as const
  return [(await issueDocument(tx, needs.documents, paper)).id]
}

/** Of a protected file nothing leaves by rule: only the person who was chosen gets the link. */
function mailboxesFor(
  isProtected: boolean,
  { recipient }: SendOrder,
  ofOffice: readonly string[],
): readonly string[] {
  const own = recipient?.mailbox ? [recipient.mailbox] : []
  return isProtected ? own : [...new Set([...ofOffice, ...own])]
}

type Target = {
  readonly office: Office | undefined
  readonly officeKey: string | null
  readonly officeName: string
  readonly bodyId: Handover['bodyId']
  readonly competence: ChosenBy
  readonly municipality: string | null
  readonly mailboxes: readonly string[]
}

async function targetOf(
  tx: Tx,
  needs: HandoverNeeds,
  configuration: Configuration,
  { to, interventionId }: SendOrder,
): Promise<Target> {
  const found = await competenceOf(tx, needs, configuration, interventionId)
  if ('outsideName' in to) {
    const competence = found.officeKey === null ? found.reason : 'chosen'
    return {
      office: officeOf(configuration, found.meanwhile),
      officeKey: null,
      officeName: to.outsideName,
      bodyId: null,
      competence,
      municipality: found.municipality,
      mailboxes: [to.mailbox],
    }
  }
  const office = officeOf(configuration, to.officeKey)
  if (!office) throw new RefusalError('office-unknown')
  const bodies = await bodyIdsOf(tx, territoryOf(tx))
  return {
    office,
    officeKey: office.key,
    officeName: office.name,
    bodyId: bodies.get(office.body) ?? null,
    competence: office.key === found.officeKey ? found.reason : 'chosen',
    municipality: office.municipality,
    mailboxes: [office.pec, office.email].filter((one) => one !== null),
  }
}

async function refuseTwice(tx: Tx, id: InterventionId, officeName: string): Promise<void> {
  const open = (await handoversOf(tx, id)).some(
    (one) => one.officeName === officeName && PENDING.includes(one.state),
  )
  if (open) throw new RefusalError('handover-pending')
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
        sealedAnswer: sealWords(tx, words),
      },
      tx.work.now,
    ),
  )
  return await follow(tx, state, events)
}

async function follow(
  tx: Tx,
  state: Handover,
  events: readonly HandoverEvent[],
): Promise<Handover> {
  let next = state
  for (const event of events)
    next = await appendHandover(tx, state.id, state.interventionId, next, event)
  if (!PENDING.includes(next.state)) await endLinks(tx, LINK_KIND, next.id)
  return next
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

/** The step of the chase that is due now: the office again, its stand-in, the lead municipality, the coordinator. */
export async function chaseDue(tx: Tx, needs: HandoverNeeds, id: string): Promise<void> {
  const found = await findHandover(tx, id)
  if (!found) return
  await lockIntervention(tx, found.interventionId)
  const state = await lockHandover(tx, id)
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const office = officeOf(configuration, state.officeKey)
  // Late or not, the next wait counts from this attempt.
  const nextAt = (step: number) => chaseAt(configuration, office, step, tx.work.now)
  for (const event of chase(state, tx.work.now, nextAt)) {
    const next = await follow(tx, state, [event])
    if (event.type === 'HandoverChased')
      await remind(tx, needs.address(), configuration, next, event.data.level)
  }
}

/** What I4 asks before a file closes: for the room that closes it. */
export async function closable(tx: Tx, interventionId: InterventionId): Promise<Closable> {
  return closableWith(await handoversOf(tx, interventionId))
}
