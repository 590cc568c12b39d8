import type { Configuration } from '#contexts/territory/configuration.ts'
import type { SituationFacts } from '#contexts/territory/situation.ts'
import { type InterventionId, uuid7 } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { BadInputError, unwrap } from '#platform/server/errors.ts'
import { personActing } from '#platform/server/person.ts'
import type { DecisionInput, EmergencyCallInput } from './contract.ts'
import { becauseId, proposalFor } from './evaluate.ts'
import { factsKept } from './known.ts'
import {
  confirmNotPertinent,
  decideClass,
  lapseNotPertinent,
  rejectNotPertinent,
  type Sheet,
  shiftEndAfter,
} from './model.ts'
import { classOf } from './protocol.ts'
import { appendCall, appendTriage, calledAtOf, emergencyCalls, lockSheet } from './store.ts'

/**
 * Writes a person's decision on a file's sheet, with the proposal for what is known now. Facts given are
 * added to those known before. The caller holds the file's lock. Refuses as `decideClass`; 400 for a class
 * that the territory's scale does not have.
 */
export async function recordDecision(
  tx: Tx,
  id: InterventionId,
  input: DecisionInput,
  frame: { readonly configuration: Configuration; readonly qualified: boolean },
): Promise<Sheet> {
  const { triage, service } = frame.configuration
  if (!triage.classes.some((one) => one.key === input.classKey))
    throw new BadInputError([{ path: 'classKey', code: 'invalid-choice' }])
  const sheet = await lockSheet(tx, id)
  const facts: SituationFacts = { ...sheet?.facts, ...(await factsGiven(tx, id, input)) }
  const proposal = await proposalFor(triage, facts)
  const [event] = unwrap(
    decideClass(sheet, {
      chosen: classOf(triage, input.classKey),
      proposed: proposal.class,
      rules: proposal.because.map(becauseId),
      facts,
      authorities: proposal.authorities,
      reason: input.reason ?? null,
      offeredInstead: input.offeredInstead ?? null,
      by: personActing(tx).staffId,
      qualified: frame.qualified,
      shiftEnd: shiftEndAfter(tx.work.now, service.shiftEnds),
    }),
  )
  if (!event) throw new Error('a decision without event')
  return await appendTriage(tx, id, sheet, event)
}

/** Facts that are given are those of the whole report; who only chooses a class gives none, and the kept ones count. */
async function factsGiven(tx: Tx, id: InterventionId, { facts }: DecisionInput) {
  return Object.keys(facts).length > 0 ? facts : await factsKept(tx, id)
}

/** A qualified person confirms that the need is not pertinent. Refuses `nothing-to-confirm`, `not-qualified`. */
export async function recordConfirmation(tx: Tx, id: InterventionId, qualified: boolean) {
  const sheet = await lockSheet(tx, id)
  const { staffId } = personActing(tx)
  for (const event of unwrap(confirmNotPertinent(sheet, staffId, qualified)))
    await appendTriage(tx, id, sheet, event)
}

/** A qualified person sends the proposal back, with a reason. Refuses as `recordConfirmation`. */
export async function recordRejection(
  tx: Tx,
  id: InterventionId,
  qualified: boolean,
  reason: string,
): Promise<void> {
  const sheet = await lockSheet(tx, id)
  const { staffId } = personActing(tx)
  for (const event of unwrap(rejectNotPertinent(sheet, staffId, qualified, reason)))
    await appendTriage(tx, id, sheet, event)
}

/** At the end of the shift: true when a proposal lapsed now, false on a false alarm. */
export async function recordLapse(tx: Tx, id: InterventionId): Promise<boolean> {
  const sheet = await lockSheet(tx, id)
  const events = lapseNotPertinent(sheet, tx.work.now)
  for (const event of events) await appendTriage(tx, id, sheet, event)
  return events.length > 0
}

/**
 * Records that the file was handed on to 112, 118 or another service, or that they are there already: also before any
 * class is chosen.
 * Answers the services called so far.
 */
export async function recordCall(
  tx: Tx,
  id: InterventionId,
  input: EmergencyCallInput,
): Promise<readonly string[]> {
  const { now, random } = tx.work
  const { staffId } = personActing(tx)
  const call = {
    id: uuid7(now, random),
    service: input.service,
    calledAt: calledAtOf(input.calledAt, now),
    reference: input.reference || null,
    staysOnLine: input.staysOnLine,
    isPresent: input.isPresent === true,
  }
  await appendCall(tx, id, call, staffId)
  return (await emergencyCalls(tx, id)).map((one) => one.service)
}
