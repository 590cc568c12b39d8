import { decideTriage, recordEmergencyCall } from '#contexts/interventions/public.ts'
import type { DecisionInput, EmergencyCallInput } from '#contexts/triage/contract.ts'
import { emergencyCalls, readSheet } from '#contexts/triage/public.ts'
import type { PersonActor } from '#platform/kernel/actor.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import { type Instant, instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError } from '#platform/server/errors.ts'
import { type PlannedCompletion, planCompletion, writeCompletion } from './complete.ts'
import { findContactRow } from './contact-store.ts'
import { type CompleteBody, givenFields } from './contract.ts'
import { territoryInForce } from './duty.ts'
import { factsOf } from './model-facts.ts'
import { reportPolicy } from './policy.ts'
import { gravest, type Registered, type Registration } from './register.ts'
import { findReport, type ReportInFile } from './report-store.ts'

/** Hours in which a draft that was sent completes its report: those of one day's work. */
const DRAFT_HOURS = 24

/** What came of sending a draft again. */
export type CompletedAgain = {
  /** Up to which version the writer knows the report: what the next letter has `seen`. */
  readonly version: number
  /** True when a class was asked for and the file keeps the one that it has. */
  readonly isClassKept: boolean
}

/**
 * A draft was sent again: what its writer said, chose and handed on since the first sending, whose reply may have
 * been lost, completes the report. Nobody else's report is touched. Refuses `field-changed-meanwhile`,
 * `report-file-closed`, `report-sent-long-ago`, `not-yours-to-decide`: the draft stays. What the report says
 * already is refused to nobody.
 */
export async function completeAgain(
  tx: Tx,
  actor: PersonActor,
  sent: Registered,
  asked: Registration,
): Promise<CompletedAgain> {
  const contact = await findContactRow(tx, sent.contactId)
  if (contact?.taken_by !== actor.staffId || contact.territory_id !== tx.work.territoryId)
    return { version: asked.seen, isClassKept: false }
  const { reportId: id, interventionId } = sent
  const plan = await planCompletion(tx, {
    ...{ id, interventionId, seen: asked.seen },
    changes: givenFields(asked.content),
  })
  const choice = await choiceLeft(tx, actor, interventionId, asked)
  const calls = await callsLeft(tx, interventionId, asked.emergencyCalls)
  if (plan.done || choice.decision || calls.length > 0) {
    const file = await findReport(tx, id)
    if (!file) throw new NotFoundError('report')
    refuseTooLate(file, contact.logged_at, tx.work.now)
    refuseNotTheirs(actor, file, choice.decision !== undefined, calls.length > 0)
  }
  const after = await writeCompletion(tx, plan)
  await triageLeft(tx, interventionId, plan, choice.decision, calls)
  // Who has not seen a colleague's completion goes on from what they have seen, so that it collides.
  const version = plan.report.version === asked.seen ? after.version : asked.seen
  return { version, isClassKept: choice.isKept }
}

/**
 * Completes a report with what was learnt since, and in one go gives the class and records the calls that go with it. A class
 * that somebody has weighed meanwhile is kept. Refuses as a completion and as triage do, and `not-yours-to-decide`.
 */
export async function completeAndDecide(
  tx: Tx,
  actor: PersonActor,
  file: ReportInFile,
  asked: CompleteBody,
): Promise<void> {
  const interventionId = file.intervention_id as InterventionId
  const plan = await planCompletion(tx, {
    ...{ id: file.id, interventionId, seen: asked.version },
    changes: givenFields(asked.fields),
  })
  const { decision } = await choiceLeft(tx, actor, interventionId, asked)
  const calls = await callsLeft(tx, interventionId, asked.emergencyCalls)
  refuseNotTheirs(actor, file, decision !== undefined, calls.length > 0)
  await writeCompletion(tx, plan)
  await triageLeft(tx, interventionId, plan, decision, calls)
}

/** After a day, or once the file is closed, a report is changed by who may edit it, in its own place. */
function refuseTooLate(file: ReportInFile, loggedAt: Instant, now: Instant): void {
  if (file.file_state === 'closed') throw new RefusalError('report-file-closed')
  const until = loggedAt.add({ hours: DRAFT_HOURS })
  if (Temporal.Instant.compare(now, until) > 0) throw new RefusalError('report-sent-long-ago')
}

/** The file may have another owner by now, who decides. */
function refuseNotTheirs(
  actor: PersonActor,
  file: ReportInFile,
  decides: boolean,
  handsOn: boolean,
): void {
  const needs = [...(decides ? ['triage.decide'] : []), ...(handsOn ? ['emergency.hand-on'] : [])]
  if (needs.some((action) => !reportPolicy.allow(actor, action, file).allowed))
    throw new RefusalError('not-yours-to-decide', {}, 403)
}

type Choice = { readonly decision: DecisionInput | undefined; readonly isKept: boolean }

/**
 * The class still to be given: any where there is none, a graver one over the writer's own, the gravest over
 * whose it may be. A class that somebody else has weighed, or a graver one, is kept.
 */
async function choiceLeft(
  tx: Tx,
  actor: PersonActor,
  id: InterventionId,
  asked: Pick<Registration, 'decision' | 'emergencyNow'>,
): Promise<Choice> {
  if (!asked.emergencyNow && asked.decision === undefined)
    return { decision: undefined, isKept: false }
  const { configuration } = await territoryInForce(tx)
  const decision = asked.emergencyNow ? gravest(configuration) : asked.decision
  const sheet = await readSheet(tx, id)
  if (sheet === undefined) return { decision, isKept: false }
  if (decision === undefined || sheet.classKey === decision.classKey)
    return { decision: undefined, isKept: false }
  const rank = configuration.triage.classes.find((one) => one.key === decision.classKey)?.rank
  const isGraver = rank !== undefined && rank < sheet.classRank
  const isOwn = asked.emergencyNow || sheet.decidedBy === actor.staffId
  return isGraver && isOwn ? { decision, isKept: false } : { decision: undefined, isKept: true }
}

/** The calls to 112 and 118 that the file does not have yet. */
async function callsLeft(
  tx: Tx,
  id: InterventionId,
  noted: readonly EmergencyCallInput[],
): Promise<readonly EmergencyCallInput[]> {
  if (noted.length === 0) return []
  const known = await emergencyCalls(tx, id)
  const isKnown = (call: EmergencyCallInput): boolean =>
    known.some((one) => {
      if (one.service !== call.service) return false
      // Without an instant, or from a clock that is ahead, it was recorded at another one.
      const at = call.calledAt === undefined ? undefined : instant(call.calledAt)
      if (at === undefined || Temporal.Instant.compare(at, tx.work.now) > 0) return true
      return Temporal.Instant.compare(at, one.calledAt) === 0
    })
  return noted.filter((call) => !isKnown(call))
}

async function triageLeft(
  tx: Tx,
  id: InterventionId,
  plan: PlannedCompletion,
  decision: DecisionInput | undefined,
  calls: readonly EmergencyCallInput[],
): Promise<void> {
  if (decision) {
    const facts = { ...decision.facts, ...(plan.content && factsOf(plan.content)) }
    await decideTriage(tx, id, { ...decision, facts })
  }
  for (const call of calls) await recordEmergencyCall(tx, id, call)
}
