import { officeOf } from '#contexts/territory/competence.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { InterventionId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { unwrap } from '#platform/server/errors.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { type About, tellCoordinators, tellOwner } from './coordinators.ts'
import { findLetter, type Letter, letterIn, setReceipt } from './letter-store.ts'
import { remind, stepOf } from './letters.ts'
import {
  type CallLevel,
  type CallResult,
  called,
  chase,
  type Handover,
  type Receipt,
} from './model.ts'
import { callAt, chaseAt } from './model-chase.ts'
import { receipt } from './model-letters.ts'
import type { HandoverNeeds } from './needs.ts'
import { type AnswerWords, sealWords } from './sealing.ts'
import { findHandover, follow, lockHandover, territoryOf } from './store.ts'

/**
 * The step of the chase that is due now: the office again, its stand-in, the lead municipality, the coordinator. Where
 * no letter can leave somebody has to ring, and the step says so.
 */
export async function chaseDue(tx: Tx, needs: HandoverNeeds, id: string): Promise<void> {
  const found = await findHandover(tx, id)
  if (!found) return
  await lockIntervention(tx, found.interventionId)
  const state = await lockHandover(tx, id)
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const office = officeOf(configuration, state.officeKey)
  // Late or not, the next wait counts from this attempt.
  const nextAt = (step: number) => chaseAt(configuration, office, step, tx.work.now)
  const events = chase(
    state,
    tx.work.now,
    nextAt,
    (level) => stepOf(tx, configuration, state, level).call,
  )
  const [event] = events
  if (event === undefined) return
  const next = await follow(tx, state, events)
  if (event.type !== 'HandoverChased') return
  const { level } = event.data
  if (level === 'coordinator') return await tellCoordinators(tx, 'exhausted', aboutOf(next))
  const step = stepOf(tx, configuration, next, level)
  if (step.call === null) await remind(tx, needs.address(), next, level, step.mailboxes)
}

/** A call as it was made. `again`: when they asked to be rung; without it, after the wait of the territory. */
export type Calling = {
  readonly level: CallLevel
  readonly result: CallResult
  readonly again: Instant | undefined
  readonly words: AnswerWords
}

/** Records a call to the office, its stand-in or the lead (Q18). Throws NotFoundError; refuses as `called`. */
export async function recordCall(
  tx: Tx,
  interventionId: InterventionId,
  id: string,
  { level, result, again, words }: Calling,
): Promise<Handover> {
  await lockIntervention(tx, interventionId)
  const state = await lockHandover(tx, id, interventionId)
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const office = officeOf(configuration, state.officeKey)
  const { now } = tx.work
  const later =
    result === 'no-answer' ? callAt(configuration, office, now, 'callAgainMinutes') : null
  const ask = {
    level,
    result,
    againAt: again ?? later,
    hasName: words.name !== '',
    sealedAnswer: sealWords(tx, words),
  }
  return await follow(tx, state, unwrap(called(state, ask, now)))
}

/** Records what the receipt of a letter says. One that failed is made good by a call. Throws NotFoundError. */
export async function recordReceipt(
  tx: Tx,
  interventionId: InterventionId,
  id: string,
  letterId: string,
  what: Receipt,
): Promise<Handover> {
  await lockIntervention(tx, interventionId)
  const state = await lockHandover(tx, id, interventionId)
  const letter = await letterIn(tx, id, letterId)
  if (letter.delivery === what) return state
  await setReceipt(tx, letterId, what)
  return await follow(tx, state, receipt(state, { letterId, call: callFor(letter), receipt: what }))
}

/**
 * A message was given up by its carrier: when it is a letter of a handover, its owner has to ring, and is told. Of one
 * about a stay the coordinators are: the file may be closed, and its owner has no more to do with it.
 */
export async function messageFailed(
  tx: Tx,
  needs: Pick<HandoverNeeds, 'subjectOf'>,
  messageId: string,
): Promise<void> {
  const letter = await findLetter(tx, messageId)
  const found = letter && (await findHandover(tx, letter.handoverId))
  if (!letter || !found) return
  await lockIntervention(tx, found.interventionId)
  const state = await lockHandover(tx, letter.handoverId)
  const call = callFor(letter)
  const events = receipt(state, { letterId: messageId, call, receipt: 'failed' })
  await follow(tx, state, events)
  if (letter.level === 'stay') await tellCoordinators(tx, 'stay', aboutOf(state))
  else if (events.some(({ type }) => type === 'HandoverUndelivered'))
    await tellOwner(tx, needs, state)
}

const aboutOf = ({ interventionId, fileNumber }: Handover): About => ({
  file: interventionId,
  number: fileNumber,
})

function callFor({ level }: Letter): CallLevel {
  return level === 'first' || level === 'stay' ? 'office' : level
}
