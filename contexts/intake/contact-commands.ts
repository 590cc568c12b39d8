import type * as z from 'zod'
import { changeSourceCheck } from '#contexts/interventions/public.ts'
import type { ReporterCategory } from '#contexts/territory/access-policy.ts'
import { italianDay } from '#contexts/territory/competence.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import { type ContactId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError, unwrap } from '#platform/server/errors.ts'
import {
  appendContact,
  type ContactWords,
  contactOf,
  lockContact,
  logContact,
  wordsOf,
} from './contact-store.ts'
import type { DisclosureBody, LogContactBody, VerificationBody } from './contract-contact.ts'
import { bringDraftBack, setDraftAside } from './draft-store.ts'
import { nextOpening, territoryInForce } from './duty.ts'
import { forgetAfter } from './forgetting.ts'
import { callWasNoReport } from './lost-call.ts'
import {
  type Channel,
  type ContactKind,
  type Offer,
  UNDO_MINUTES,
  USUAL_OFFER,
  withdrawContact,
} from './model-contact.ts'
import type { Contact } from './model-events.ts'
import { type ListenerUnit, listenersOf } from './model-read-back.ts'
import {
  type DisclosureOutcome,
  isCallerNamed,
  judgeDisclosure,
  sourceCheckOf,
  verificationAtStart,
  verifyCaller,
} from './model-verification.ts'
import { receivedAt } from './register.ts'
import { newContactKey, phoneFingerprint } from './sealing.ts'

/** The last moment for taking back and the wipe never meet. */
const AFTER_UNDO_SECONDS = 30

type NewContact = {
  readonly kind: ContactKind
  readonly channel: Channel
  readonly startedAt?: string | undefined
  readonly category: ReporterCategory | null
  readonly claimedReporter: string | null
  readonly offers: readonly Offer[]
  readonly words: ContactWords
}

async function log(
  tx: Tx,
  actor: PersonActor,
  configuration: Configuration,
  asked: NewContact,
): Promise<Contact> {
  const { now, random } = tx.work
  const key = newContactKey(tx)
  const words = key.seal(asked.words)
  return await logContact(
    tx,
    uuid7<ContactId>(now, random),
    null,
    {
      type: 'ContactLogged',
      data: {
        kind: asked.kind,
        channel: asked.channel,
        startedAt: receivedAt(asked.startedAt, now).toString(),
        takenBy: actor.staffId,
        category: asked.category,
        claimedReporter: asked.claimedReporter,
        verification: verificationAtStart(
          configuration.accredited,
          asked.category,
          asked.words.phone,
        ),
        offers: asked.offers,
        isProtected: false,
        forgetAt: forgetAfter(configuration, now).toString(),
        sealed: words.toString('base64'),
      },
    },
    { key, words, fingerprint: phoneFingerprint(tx, asked.words.phone) },
  )
}

/** Logs a call that is not a report, with what was offered instead; no person and no file is created. */
export async function logCallEnding(
  tx: Tx,
  actor: PersonActor,
  asked: z.output<typeof LogContactBody>,
): Promise<Contact> {
  const { configuration } = await territoryInForce(tx)
  const contact = await log(tx, actor, configuration, {
    kind: asked.kind,
    channel: asked.channel,
    startedAt: asked.startedAt,
    category: asked.category,
    claimedReporter: null,
    offers: asked.offers.length > 0 ? asked.offers : [USUAL_OFFER[asked.kind]],
    words: { phone: asked.phone, unit: asked.unit, question: asked.question, given: asked.given },
  })
  const wipeAt = tx.work.now.add({ minutes: UNDO_MINUTES, seconds: AFTER_UNDO_SECONDS })
  if (asked.draftId) {
    await setDraftAside(tx, asked.draftId, contact.id, wipeAt)
    await callWasNoReport(tx, actor, configuration, asked.draftId)
  }
  return contact
}

/** Takes a call ending back, and the draft that it had wiped with it. Refuses as the model says. */
export async function withdraw(
  tx: Tx,
  id: string,
): Promise<{ contact: Contact; draftId: string | null }> {
  let contact = contactOf(await lockContact(tx, id))
  const decided = withdrawContact(
    { kind: contact.kind, loggedAt: contact.loggedAt, isWithdrawn: contact.withdrawnAt !== null },
    tx.work.now,
  )
  for (const event of unwrap(decided)) contact = await appendContact(tx, contact, event)
  return { contact, draftId: await bringDraftBack(tx, contact.id) }
}

/** Records what came of verifying a caller. Nothing else waits for it. */
export async function recordVerification(
  tx: Tx,
  asked: z.output<typeof VerificationBody>,
): Promise<{ contact: Contact; isProtocolExpired: boolean }> {
  let contact = contactOf(await lockContact(tx, asked.contactId))
  if (contact.verification === 'not-needed') throw new RefusalError('verification-not-needed')
  if (contact.verification === 'verified') throw new RefusalError('caller-already-verified')
  const { configuration } = await territoryInForce(tx)
  const attempt = {
    method: asked.method,
    result: asked.result,
    reporter: asked.reporter,
    calledNumber: asked.calledNumber,
  }
  const events = unwrap(verifyCaller(configuration.accredited, attempt, italianDay(tx.work.now)))
  for (const event of events) contact = await appendContact(tx, contact, event)
  if (contact.interventionId !== null)
    await changeSourceCheck(tx, contact.interventionId, sourceCheckOf(contact.verification))
  return { contact, isProtocolExpired: events.some((event) => event.data.isProtocolExpired) }
}

export type DisclosureAnswer = {
  readonly contact: Contact
  readonly outcome: DisclosureOutcome
  readonly callBack: readonly ListenerUnit[]
}

/**
 * Somebody asks to be told something. Until verified the answer is no: on the log as a security event, and the
 * coordinator is told when the offices open. Asking again on the same contact is another event. Refuses
 * `caller-not-named` before anything is recorded.
 */
export async function askDisclosure(
  tx: Tx,
  actor: PersonActor,
  asked: z.output<typeof DisclosureBody>,
): Promise<DisclosureAnswer> {
  const { configuration } = await territoryInForce(tx)
  const known = asked.contactId ? await lockContact(tx, asked.contactId) : undefined
  if (!isCallerNamed(asked) && !(known && isCallerNamed(wordsOf(tx, known)))) {
    throw new RefusalError('caller-not-named')
  }
  const before = known
    ? contactOf(known)
    : await log(tx, actor, configuration, {
        kind: 'disclosure',
        channel: 'phone',
        category: asked.category,
        claimedReporter: asked.claimedReporter,
        offers: [],
        words: {
          phone: asked.phone,
          unit: asked.unit,
          caller: asked.caller,
          question: '',
          given: '',
        },
      })
  const outcome = judgeDisclosure(before.verification)
  const contact = await appendContact(
    tx,
    before,
    outcome === 'refused'
      ? {
          type: 'DisclosureRefused',
          data: {
            asks: asked.asks,
            tellAt: (before.tellAt ?? nextOpening(configuration, tx.work.now)).toString(),
          },
        }
      : { type: 'DisclosureReferred', data: { asks: asked.asks } },
  )
  return { contact, outcome, callBack: listenersOf(configuration.accredited, contact) }
}
