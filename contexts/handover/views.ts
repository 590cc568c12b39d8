import { namesOf } from '#contexts/access/public.ts'
import { documentsOf, pageOneKnown } from '#contexts/documents/public.ts'
import { officeOf, officeState } from '#contexts/territory/competence.ts'
import type { Configuration, Office } from '#contexts/territory/configuration.ts'
import { deskSaid } from '#contexts/territory/desks.ts'
import { bodyIdsOf, municipalityName, readConfiguration } from '#contexts/territory/public.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter, plusMinutes } from '#platform/kernel/time.ts'
import type { Facts, Verdict } from '#platform/server/access-ports.ts'
import type { Tx } from '#platform/server/db.ts'
import { givenBackOf, proposedOffice } from './again.ts'
import { closable } from './commands.ts'
import { competenceOf } from './competence.ts'
import type { HandoversReply, HandoverView } from './contract.ts'
import { type Letter, lettersOf } from './letter-store.ts'
import { calledOf } from './letters.ts'
import { CHASE_LEVELS, type Handover, isExhausted, PENDING } from './model.ts'
import type { HandoverNeeds } from './needs.ts'
import { receiversByBody } from './receivers.ts'
import { AnswerWords, openWords, Recipient } from './sealing.ts'
import { handoversOf, territoryOf } from './store.ts'

type May = (action: string, facts: Facts) => Verdict

/** The next step of the chase and when, null when nothing is awaited. */
export function nextOf(state: Pick<Handover, 'step' | 'nextChaseAt'>): HandoverView['next'] {
  const level = CHASE_LEVELS[state.step]
  if (level === undefined || state.nextChaseAt === null) return null
  return { level, at: state.nextChaseAt.toString() }
}

/** The handovers of a file with what can be done now. */
export async function handoversView(
  tx: Tx,
  needs: HandoverNeeds,
  id: InterventionId,
  facts: Facts,
  may: May,
): Promise<HandoversReply> {
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const all = await handoversOf(tx, id)
  const documents = await documentsOf(tx, id)
  const names = await namesOf(
    tx,
    all.map((one) => one.sentBy),
  )
  const mayAnswer = may('handover.send', facts).allowed
  const maySettle = may('handover.settle', facts).allowed
  const numbers = new Map(documents.map((one) => [one.id, one.number]))
  const verdict = await closable(tx, id)
  const letters = await lettersOf(
    tx,
    all.map((one) => one.id),
  )
  return {
    handovers: all.map((one) => ({
      ...plainView(one, configuration),
      ...wordsView(tx, one),
      ...lettersView(
        letters.filter((letter) => letter.handoverId === one.id),
        tx.work.now,
      ),
      calls: callsView(tx, configuration, one),
      sentBy: names.get(one.sentBy) ?? '',
      documents: one.documents.map((key) => ({ id: key, number: numbers.get(key) ?? '' })),
      can: {
        answer: mayAnswer && PENDING.includes(one.state),
        giveUp: maySettle && isExhausted(one),
      },
    })),
    ...(await competenceView(tx, needs, configuration, id, all)),
    offices: await officesView(tx, configuration, mayAnswer),
    givenBack: givenBackOf(tx, all),
    documents: documents
      .filter((one) => one.kind !== 'annulment' && one.kind !== 'handover-page')
      .filter((one) => !documents.some((other) => other.annuls === one.id))
      .map(({ id: key, kind, number }) => ({ id: key, kind, number })),
    known: mayAnswer ? await pageOneKnown(tx, needs.documents, id) : {},
    isProtected: facts.isProtected === true,
    can: { send: mayAnswer },
    missing: verdict.closable ? null : verdict.why,
  }
}

function plainView(one: Handover, configuration: Configuration) {
  return {
    id: one.id,
    state: one.state,
    officeName: one.officeName,
    // Of a protected file the desk is rung only for a call that is due, which says what not to say there.
    phone: one.isProtected ? null : (officeOf(configuration, one.officeKey)?.phone ?? null),
    competence: one.competence,
    sentAt: one.sentAt.toString(),
    leads: one.leads,
    chased: CHASE_LEVELS.slice(0, one.step),
    next: nextOf(one),
  }
}

function wordsView(tx: Tx, one: Handover): Pick<HandoverView, 'recipient' | 'answer'> {
  const territory = territoryOf(tx)
  const recipient = openWords(tx, Recipient, territory, one.sealedRecipient)
  const answer = openWords(tx, AnswerWords, territory, one.sealedAnswer)
  const named = recipient !== null && recipient.name !== ''
  return {
    recipient: named
      ? { name: recipient.name, role: recipient.role, phone: recipient.phone }
      : null,
    answer:
      answer === null || one.answeredAt === null
        ? null
        : { at: one.answeredAt.toString(), how: one.how, ...answer },
  }
}

/** What left and how far it has come; where nothing arrived, nothing was sent. */
function lettersView(
  letters: readonly Letter[],
  now: Instant,
): Pick<HandoverView, 'letters' | 'isUndelivered' | 'isStuck'> {
  return {
    letters: letters.map(({ id, to, isPec, writtenAt, delivery, openedAt }) => ({
      id,
      to,
      isPec,
      delivery,
      writtenAt: writtenAt.toString(),
      openedAt: openedAt?.toString() ?? null,
    })),
    isUndelivered: isUndelivered(letters),
    isStuck: isStuck(letters, now),
  }
}

/** True where letters were written and none of them arrives. */
export function isUndelivered(letters: readonly Pick<Letter, 'delivery'>[]): boolean {
  return letters.length > 0 && letters.every(({ delivery }) => delivery === 'failed')
}

const LATE_MINUTES = 15

/** True where no letter has left after a quarter of an hour: somebody waits for an answer to what nobody was sent. */
export function isStuck(
  letters: readonly Pick<Letter, 'delivery' | 'writtenAt'>[],
  now: Instant,
): boolean {
  const waiting = letters.filter(({ delivery }) => delivery === 'leaving')
  const isElsewhere = letters.some(
    ({ delivery }) => delivery !== 'leaving' && delivery !== 'failed',
  )
  return (
    !isElsewhere && waiting.some((one) => notAfter(plusMinutes(one.writtenAt, LATE_MINUTES), now))
  )
}

function callsView(tx: Tx, configuration: Configuration, one: Handover): HandoverView['calls'] {
  const recipient = openWords(tx, Recipient, territoryOf(tx), one.sealedRecipient)
  return one.calls.map(({ level, dueAt, tries }) => ({
    level,
    tries,
    dueAt: dueAt.toString(),
    ...calledOf(configuration, one, recipient, level),
  }))
}

async function competenceView(
  tx: Tx,
  needs: HandoverNeeds,
  configuration: Configuration,
  id: InterventionId,
  all: readonly Handover[],
): Promise<Pick<HandoversReply, 'competence' | 'proposed'>> {
  const found = await competenceOf(tx, needs, configuration, id)
  const code = found.municipality
  return {
    competence: {
      reason: found.reason,
      officeKey: found.officeKey,
      // It may be of another territory: its code says nothing to who reads.
      municipality: code === null ? null : ((await municipalityName(tx, code)) ?? code),
    },
    proposed: proposedOffice(configuration, found, all),
  }
}

/** Where whoever needs it walks in: it receives too, after the services. */
function isDesk({ kind }: Office): boolean {
  return kind === 'social-desk'
}

async function officesView(
  tx: Tx,
  configuration: Configuration,
  maySend: boolean,
): Promise<HandoversReply['offices']> {
  const bodies = maySend ? await bodyIdsOf(tx, territoryOf(tx)) : undefined
  const receivers = maySend ? await receiversByBody(tx) : undefined
  return configuration.offices
    .toSorted((one, other) => Number(isDesk(one)) - Number(isDesk(other)))
    .map((office) => {
      const { open, nextSwitchAt } = officeState(configuration, office, tx.work.now)
      return {
        key: office.key,
        name: office.name,
        phone: office.phone,
        isOpen: open,
        desk: isDesk(office) ? deskSaid(configuration, office) : null,
        nextSwitchAt: nextSwitchAt?.toString() ?? null,
        people: (receivers?.get(bodies?.get(office.body) ?? '') ?? []).map(({ name, mailbox }) => ({
          name,
          mailbox,
        })),
      }
    })
}
