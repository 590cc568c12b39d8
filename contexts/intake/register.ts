import type * as z from 'zod'
import { allow } from '#contexts/access/public.ts'
import {
  decideTriage,
  isWorking,
  noteFacts,
  openIntervention,
  pageByProposal,
  receiverIn,
  recordEmergencyCall,
} from '#contexts/interventions/public.ts'
import { italianDay } from '#contexts/territory/competence.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { municipalityOf } from '#contexts/territory/configuration.ts'
import type { DecisionInput } from '#contexts/triage/contract.ts'
import { type PersonActor, rolesIn } from '#platform/kernel/actor.ts'
import {
  type ContactId,
  type InterventionId,
  type ReportId,
  type StaffId,
  type TerritoryId,
  uuid7,
} from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError } from '#platform/server/errors.ts'
import { logContact } from './contact-store.ts'
import { givenFields, type RegisterBody } from './contract.ts'
import { dropDraft } from './draft-store.ts'
import { dutyAt, territoryInForce } from './duty.ts'
import { writtenOfCall } from './lost-call.ts'
import { asksProtection, EMPTY_REPORT, type ReportContent } from './model.ts'
import { type AccessOutcome, judgeAccess } from './model-access.ts'
import { factsOf } from './model-facts.ts'
import {
  sourceCheckOf,
  type VerificationState,
  verificationAtStart,
  verificationBySignIn,
} from './model-verification.ts'
import type { ReportFacts } from './policy.ts'
import { appendReport, reportOfDraft } from './report-store.ts'
import { type ContactKey, newContactKey, phoneFingerprint } from './sealing.ts'
import { headOf } from './words.ts'

export type Registration = z.output<typeof RegisterBody>

/** What a registration came to. `isNew` false: the draft had been sent already, and this is what it became. */
export type Registered = {
  readonly isNew: boolean
  readonly reportId: ReportId
  readonly contactId: ContactId
  readonly interventionId: InterventionId
  readonly number: string
  readonly access: AccessOutcome
  /** What its permission is judged by, where nothing was decided after the file was opened. */
  readonly sight?: ReportFacts
}

/** Hours before now that a call may be said to have begun. */
const LONGEST_CALL_HOURS = 24

/** When the call began as the screen says; now when it says nothing, the future, or yesterday. */
export function receivedAt(startedAt: string | undefined, now: Instant): Instant {
  const started = startedAt === undefined ? now : instant(startedAt)
  const earliest = now.subtract({ hours: LONGEST_CALL_HOURS })
  const isLikely =
    Temporal.Instant.compare(started, now) <= 0 && Temporal.Instant.compare(started, earliest) >= 0
  return isLikely ? started : now
}

/**
 * Takes a report: contact, file with its owner, report and triage in the caller's one transaction. Refuses
 * `reporter-not-entitled` for who may not report here while nobody is in danger; the draft stays.
 */
export async function registerReport(
  tx: Tx,
  actor: PersonActor,
  asked: Registration,
): Promise<Registered> {
  const before = asked.draftId && (await reportOfDraft(tx, asked.draftId))
  if (before) {
    return {
      isNew: false,
      reportId: before.id as ReportId,
      contactId: before.contact_id as ContactId,
      interventionId: before.intervention_id as InterventionId,
      number: before.number,
      access: before.access as AccessOutcome,
    }
  }
  const { id: territoryId, configuration } = await territoryInForce(tx)
  const content: ReportContent = { ...EMPTY_REPORT, ...givenFields(asked.content) }
  const duty = dutyAt(configuration, content.municipality, tx.work.now)
  const officeOpen = duty.kind === 'office'
  const access = judgeAccess(configuration.access, content, officeOpen, asked.emergencyNow)
  if (!access.taken) throw new RefusalError('reporter-not-entitled', { outcome: access.outcome })
  const at = receivedAt(asked.startedAt, tx.work.now)
  const roles = rolesIn(actor, territoryId)
  const worksHere = isWorking(roles)
  const { claimedReporter } = content
  const verification =
    verificationBySignIn({ roles, worksHere, claimedReporter }) ??
    verificationAtStart(configuration.accredited, content.category, content.phone)
  const file = await openIntervention(tx, {
    head: {
      ...fileHead(configuration, content, at),
      sourceCheck: sourceCheckOf(verification),
    },
    receivedAt: at,
    ownerId: worksHere ? actor.staffId : await receiver(tx, territoryId),
    // Without an operations room who takes the call also works it.
    answers: worksHere && configuration.service.answers.kind === 'on-call',
  })
  const ids = await writeReport(tx, actor, asked, content, {
    configuration,
    at,
    interventionId: file.id,
    access: access.outcome,
    inCharge: duty.kind,
    verification,
  })
  await triage(tx, file.id, asked, content, configuration)
  // Nobody of the service is on the line, and at this hour nobody sits before a board: somebody is woken.
  if (!worksHere && duty.kind === 'on-call' && !isTriaged(asked))
    await pageByProposal(tx, file.id, factsOf(content))
  if (asked.draftId) {
    await dropDraft(tx, asked.draftId)
    // The draft of a call to the service's number has the name of the call.
    await writtenOfCall(tx, actor, configuration, asked.draftId, file)
  }
  return {
    isNew: true,
    ...ids,
    interventionId: file.id,
    number: file.number,
    access: access.outcome,
    ...(isTriaged(asked) ? {} : { sight: sightOf(tx, file) }),
  }
}

/** Who owns the report of somebody from outside until it is answered (I1). Refuses when nobody works here. */
async function receiver(tx: Tx, territoryId: TerritoryId): Promise<StaffId> {
  const found = await receiverIn(tx, territoryId)
  if (found === undefined) throw new RefusalError('nobody-answers-here')
  return found
}

/**
 * A class and a hand-on are recorded here only of who may record them: of others the words are taken and the
 * room judges. Refuses `not-yours-to-decide`.
 */
export function refuseBeyondRole(tx: Tx, actor: PersonActor, asked: Registration): void {
  const facts = { territoryId: tx.work.territoryId, ownerId: actor.staffId }
  const needs = [
    ...(asked.decision !== undefined || asked.emergencyNow ? ['triage.decide'] : []),
    ...(asked.emergencyCalls.length > 0 ? ['emergency.hand-on'] : []),
  ]
  for (const action of needs) {
    const { territoryId } = facts
    if (territoryId === null || !allow(actor, action, { ...facts, territoryId }).allowed)
      throw new RefusalError('not-yours-to-decide', {}, 403)
  }
}

function isTriaged(asked: Registration): boolean {
  return asked.decision !== undefined || asked.emergencyNow || asked.emergencyCalls.length > 0
}

function sightOf(tx: Tx, file: Awaited<ReturnType<typeof openIntervention>>): ReportFacts {
  return {
    territory_id: tx.work.territoryId ?? '',
    file_owner_id: file.ownerId,
    file_is_protected: file.head.isProtected,
    file_state: file.state,
  }
}

/** The words of the board for a report, without names. */
export function fileHead(configuration: Configuration, content: ReportContent, at: Instant) {
  const municipality = municipalityOf(configuration, content.municipality, italianDay(at))
  const head = headOf(content, municipality?.name ?? null)
  return {
    placeLabel: head.place,
    municipality: content.municipality,
    peopleLabel: head.people,
    needLabel: head.need,
    sourceLabel: head.source,
    isProtected: asksProtection(content),
    patrolWaitingSince: content.patrolWaiting ? at.toString() : null,
  }
}

type Frame = {
  readonly configuration: Configuration
  readonly at: Instant
  readonly interventionId: InterventionId
  readonly access: AccessOutcome
  readonly inCharge: 'operations-room' | 'on-call' | 'office'
  readonly verification: VerificationState
}

async function writeReport(
  tx: Tx,
  actor: PersonActor,
  asked: Registration,
  content: ReportContent,
  frame: Frame,
): Promise<{ contactId: ContactId; reportId: ReportId }> {
  const { now, random } = tx.work
  const contactId = uuid7<ContactId>(now, random)
  const reportId = uuid7<ReportId>(now, random)
  const key = newContactKey(tx)
  await logReportContact(tx, actor, asked, content, frame, contactId, key)
  await appendReport(tx, reportId, frame.interventionId, undefined, {
    type: 'ReportRegistered',
    data: {
      contactId,
      draftId: asked.draftId ?? null,
      receivedAt: frame.at.toString(),
      access: frame.access,
      inCharge: frame.inCharge,
      municipality: content.municipality,
      isProtected: asksProtection(content),
      sealed: key.seal(content).toString('base64'),
    },
  })
  return { contactId, reportId }
}

async function logReportContact(
  tx: Tx,
  actor: PersonActor,
  asked: Registration,
  content: ReportContent,
  frame: Frame,
  id: ContactId,
  key: ContactKey,
): Promise<void> {
  const words = key.seal({
    phone: content.phone,
    unit: content.reporterUnit,
    question: '',
    given: '',
  })
  await logContact(
    tx,
    id,
    frame.interventionId,
    {
      type: 'ContactLogged',
      data: {
        kind: asked.isDropped ? 'dropped' : 'report',
        channel: asked.channel,
        startedAt: frame.at.toString(),
        takenBy: actor.staffId,
        category: content.category,
        claimedReporter: content.claimedReporter,
        verification: frame.verification,
        offers: [],
        isProtected: asksProtection(content),
        forgetAt: null,
        sealed: words.toString('base64'),
      },
    },
    { key, words, fingerprint: phoneFingerprint(tx, content.phone) },
  )
}

/** The class chosen, or the gravest at once; then the calls to 112 and 118 that were already made. */
async function triage(
  tx: Tx,
  id: InterventionId,
  asked: Registration,
  content: ReportContent,
  configuration: Configuration,
): Promise<void> {
  const decision = asked.emergencyNow ? gravest(configuration) : asked.decision
  if (decision) {
    await decideTriage(tx, id, { ...decision, facts: { ...decision.facts, ...factsOf(content) } })
  }
  for (const call of asked.emergencyCalls) await recordEmergencyCall(tx, id, call)
  // Whoever chooses the class later is told what was said now.
  if (!decision) await noteFacts(tx, id, factsOf(content))
}

/** The class that Ctrl+Maiusc+E gives: the gravest of the territory. */
export function gravest(configuration: Configuration): DecisionInput | undefined {
  const [first] = [...configuration.triage.classes].sort((a, b) => a.rank - b.rank)
  return first && { classKey: first.key, facts: {} }
}
