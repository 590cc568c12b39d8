import { allow, namesOf } from '#contexts/access/public.ts'
import { callNewOwner } from '#contexts/paging/public.ts'
import { italianDay } from '#contexts/territory/competence.ts'
import { type Configuration, municipalityOf } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { SituationFacts } from '#contexts/territory/situation.ts'
import { targetOf, timeBandAt } from '#contexts/territory/triage-classes.ts'
import type { DecisionInput, EmergencyCallInput } from '#contexts/triage/contract.ts'
import type { Sheet } from '#contexts/triage/model.ts'
import { authoritiesDue, classOf } from '#contexts/triage/protocol.ts'
import {
  emergencyCalls,
  factsKnown,
  keepFacts,
  proposalFor,
  recordCall,
  recordConfirmation,
  recordDecision,
  recordLapse,
  recordRejection,
} from '#contexts/triage/public.ts'
import type { InterventionId, StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { RefusalError, unwrap } from '#platform/server/errors.ts'
import { personActing } from '#platform/server/person.ts'
import { closingFacts } from './closing-facts.ts'
import {
  answer,
  classed,
  confirmed,
  type HeadWords,
  handOn,
  changeHead as headChange,
  type Intervention,
  missTarget,
  type Outcome,
  releasePatrol,
  returned,
  type SourceCheck,
  WITHOUT_HANDOVER,
} from './model.ts'
import { close } from './model-closing.ts'
import { answersByDeciding, handOnFor, isOnlyFollowed } from './page-following.ts'
import { pageByClass } from './paged.ts'
import { lockOwners, worksIn } from './people.ts'
import { openEnds, progressOfOne } from './progress.ts'
import { appendAll, lockFile } from './store.ts'

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a command needs its territory')
  return tx.work.territoryId
}

/** True for who may settle a not-pertinent need in this territory. */
function isQualified(tx: Tx): boolean {
  const facts = { territoryId: territoryOf(tx) }
  return allow(tx.work.actor, 'triage.confirm-not-pertinent', facts).allowed
}

/**
 * A person's triage of a file: the sheet, then the class, target, state and alarms that follow, in one
 * transaction. Refuses `reason-required`, `offer-required`, `intervention-closed`, and `caller-not-heard` of a lost call
 * whose caller nobody has heard: nothing is known of it; 400 for an unknown class.
 */
export async function decideTriage(
  tx: Tx,
  id: InterventionId,
  input: DecisionInput,
): Promise<Intervention> {
  const state = await lockFile(tx, id)
  if ((await progressOfOne(tx, id)).unheard !== 'none') throw new RefusalError('caller-not-heard')
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const sheet = await recordDecision(tx, id, input, { configuration, qualified: isQualified(tx) })
  if (settledAs(sheet) === 'confirmed') await refuseOverPlace(tx, id)
  const called = (await emergencyCalls(tx, id)).map((call) => call.service)
  const consequences = {
    classKey: sheet.classKey,
    classRank: sheet.classRank,
    targetAt: targetFor(configuration, state, sheet)?.toString() ?? null,
    notPertinent: settledAs(sheet),
    confirmBy: sheet.confirmBy?.toString() ?? null,
    authoritiesDue: authoritiesDue(sheet.authorities, called),
  }
  const next = await appendAll(tx, state, unwrap(classed(state, consequences)))
  if (await answersByDeciding(tx, configuration, next))
    return await appendAll(tx, next, unwrap(answer(next, next.ownerId)))
  await pageByClass(tx, configuration, next)
  return next
}

/**
 * What a report says, as triage weighs it, kept for whoever chooses the class; what must be called at once for it is due
 * from now, also while there is no class. Writes nothing that is known already, and nothing on a closed file.
 */
export async function noteFacts(tx: Tx, id: InterventionId, facts: SituationFacts): Promise<void> {
  const state = await lockFile(tx, id)
  if (state.state === 'closed') return
  await keepFacts(tx, id, facts)
  const { triage } = await readConfiguration(tx, territoryOf(tx))
  const { authorities } = await proposalFor(triage, await factsKnown(tx, id))
  const called = (await emergencyCalls(tx, id)).map((call) => call.service)
  // In the order of the protocol, not in that in which the facts came: a health need stands where its rule puts it.
  const due = new Set([...authoritiesDue(authorities, called), ...state.authoritiesDue])
  if (due.size === state.authoritiesDue.length) return
  const services = [...due].join(', ')
  await appendAll(tx, state, [
    { type: 'AuthoritiesFellDue', data: { services, authoritiesDue: [...due] } },
  ])
}

function settledAs(sheet: Sheet): 'no' | 'proposed' | 'confirmed' {
  return sheet.notPertinent === 'proposed' || sheet.notPertinent === 'confirmed'
    ? sheet.notPertinent
    : 'no'
}

/** By when somebody must have answered: from the receipt, by class, distance and time band. */
function targetFor(
  configuration: Configuration,
  state: Intervention,
  sheet: Sheet,
): Instant | undefined {
  const { receivedAt, head } = state
  const place = municipalityOf(configuration, head.municipality, italianDay(receivedAt))
  const band = timeBandAt(configuration.timeBands, receivedAt)
  const found = classOf(configuration.triage, sheet.classKey)
  const target = targetOf(found, place?.distance ?? null, band)
  return target && receivedAt.add({ minutes: target.acknowledgeMinutes })
}

/** Hands the file on to 112, 118 or another service, or says that they are there already: no longer to be called. */
export async function recordEmergencyCall(
  tx: Tx,
  id: InterventionId,
  input: EmergencyCallInput,
): Promise<Intervention> {
  const state = await lockFile(tx, id)
  await recordCall(tx, id, input)
  if (!state.authoritiesDue.includes(input.service)) return state
  const type = input.isPresent === true ? 'AuthorityPresent' : 'AuthorityCalled'
  return await appendAll(tx, state, [{ type, data: { service: input.service } }])
}

/** A qualified person confirms *non pertinente*: the file closes. Refuses `nothing-to-confirm`, `not-qualified`. */
export async function confirmNotPertinent(tx: Tx, id: InterventionId): Promise<Intervention> {
  const state = await lockFile(tx, id)
  await refuseOverPlace(tx, id)
  await recordConfirmation(tx, id, isQualified(tx))
  return await appendAll(tx, state, unwrap(confirmed(state)))
}

/** What closes by triage closes over no promised bed either. Refuses `place-open`. */
async function refuseOverPlace(tx: Tx, id: InterventionId): Promise<void> {
  if ((await openEnds(tx, id)).hasOpenPlace) throw new RefusalError('place-open')
}

/** A qualified person sends it back to the queue, same owner, with a reason. */
export async function rejectNotPertinent(
  tx: Tx,
  id: InterventionId,
  reason: string,
): Promise<Intervention> {
  const state = await lockFile(tx, id)
  await recordRejection(tx, id, isQualified(tx), reason)
  return await appendAll(tx, state, unwrap(returned(state, 'rejected')))
}

/** The shift is over and nobody confirmed: back to the queue. Does nothing on a false alarm. */
export async function lapseNotPertinent(tx: Tx, id: InterventionId): Promise<void> {
  const state = await lockFile(tx, id)
  if (!(await recordLapse(tx, id))) return
  await appendAll(tx, state, unwrap(returned(state, 'not-confirmed')))
}

/**
 * *Rispondo io*. The first wins; the second is told who: `already-answered` with `by`. Refuses `not-of-territory` to
 * who stopped working here in this instant.
 */
export async function answerIntervention(tx: Tx, id: InterventionId): Promise<Intervention> {
  const by = personActing(tx).staffId
  await lockOwners(tx, territoryOf(tx), 'shared')
  const state = await lockFile(tx, id)
  if (!(await worksIn(tx, territoryOf(tx), by))) throw new RefusalError('not-of-territory')
  const decision = answer(state, by, await mayTakeOver(tx, state, by))
  if (decision.accepted || decision.refusal !== 'already-answered')
    return await appendAll(tx, state, unwrap(decision))
  throw new RefusalError('already-answered', { by: await nameOf(tx, state.answeredBy) })
}

/** Who answers only follows the file: whoever may assess it, or is called for it, takes it from them. */
async function mayTakeOver(tx: Tx, state: Intervention, by: StaffId): Promise<boolean> {
  const configuration = await readConfiguration(tx, territoryOf(tx))
  if (!(await isOnlyFollowed(tx, configuration, state))) return false
  return !(await isOnlyFollowed(tx, configuration, { ...state, answeredBy: by }))
}

async function nameOf(tx: Tx, id: StaffId | null): Promise<string> {
  if (id === null) return ''
  return (await namesOf(tx, [id])).get(id) ?? ''
}

/**
 * Hands the file on to a person of the territory, who is called at once while nobody answers; who takes it themself
 * answers it. Refuses as the model.
 */
export async function handOnIntervention(
  tx: Tx,
  id: InterventionId,
  to: StaffId,
  reason: string,
): Promise<Intervention> {
  await lockOwners(tx, territoryOf(tx), 'shared')
  const state = await lockFile(tx, id)
  const toWorksHere = await worksIn(tx, territoryOf(tx), to)
  const why = await handOnFor(tx, state, 'passed')
  const ask = { to, toWorksHere, reason, ...why }
  const next = await appendAll(tx, state, unwrap(handOn(state, ask)))
  const { actor } = tx.work
  if (actor.kind === 'person' && actor.staffId === to)
    return await appendAll(tx, next, unwrap(answer(next, to)))
  await callNewOwner(tx, id, to)
  return next
}

/** What somebody says who closes a file. */
export type ClosingWords = {
  readonly outcome: Outcome
  readonly reason: string | null
  readonly reviewAt: Instant | null
  /** Of a duplicate, the number of the file that goes on. */
  readonly duplicateOf?: string | undefined
}

/** Closes with an outcome, on what the handovers of the file say (I4). Refuses as the model. */
export async function closeIntervention(
  tx: Tx,
  id: InterventionId,
  words: ClosingWords,
): Promise<Intervention> {
  const state = await lockFile(tx, id)
  const ask = {
    ...words,
    duplicateOf: await otherFile(tx, id, words),
    ...(await closingFacts(tx, id, territoryOf(tx))),
    now: tx.work.now,
  }
  return await appendAll(tx, state, unwrap(close(state, ask)))
}

/**
 * The number of the file that goes on instead of a duplicate, locked: open, or closed after it was worked. Null when this
 * person sees no such file: two duplicates never close over one another.
 */
async function otherFile(tx: Tx, id: InterventionId, { outcome, duplicateOf }: ClosingWords) {
  if (outcome !== 'duplicate' || duplicateOf === undefined) return null
  const row = await tx
    .selectFrom('interventions.intervention')
    .select('id')
    .where('territory_id', '=', territoryOf(tx))
    .where('number', '=', duplicateOf)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (!row) return null
  const other = await lockFile(tx, row.id as InterventionId)
  const isWorked = WITHOUT_HANDOVER.every((one) => one !== other.outcome)
  return other.state !== 'closed' || isWorked ? other.number : null
}

/** New words for the board, in the caller's transaction; how who reported was verified stays. */
export async function changeHead(
  tx: Tx,
  id: InterventionId,
  words: HeadWords,
): Promise<Intervention> {
  const state = await lockFile(tx, id)
  return await appendAll(tx, state, headChange(state, { ...state.head, ...words }))
}

/** Who reported was verified, or not confirmed. */
export async function changeSourceCheck(
  tx: Tx,
  id: InterventionId,
  sourceCheck: SourceCheck | null,
): Promise<Intervention> {
  const state = await lockFile(tx, id)
  return await appendAll(tx, state, headChange(state, { ...state.head, sourceCheck }))
}

/** The waiting patrol was told that it can go. Refuses `no-patrol-waiting`. */
export async function releaseWaitingPatrol(tx: Tx, id: InterventionId): Promise<Intervention> {
  const state = await lockFile(tx, id)
  return await appendAll(tx, state, unwrap(releasePatrol(state)))
}

/** The target passed: recorded once, only when nobody answers yet. */
export async function recordMissedTarget(tx: Tx, id: InterventionId, now: Instant): Promise<void> {
  const state = await lockFile(tx, id)
  await appendAll(tx, state, missTarget(state, now))
}
