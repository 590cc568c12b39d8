import { findStaff } from '#contexts/access/public.ts'
import {
  type ClassPage,
  endHelp,
  firstCalled,
  pageForClass,
  settlePages,
  stepsOf,
  USUAL_STEPS,
} from '#contexts/paging/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { planAt, plansOf } from '#contexts/territory/escalation.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { factsKnown, proposalFor } from '#contexts/triage/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { sendMail } from '#platform/server/outbox.ts'
import { type Intervention, type InterventionEvent, weighAnswer } from './model.ts'
import { confirmingSteps, endsCalls } from './model-answer.ts'
import { type HandOnCause, quietUntil, ringsFor } from './model-hand-on.ts'
import type { Progress } from './model-next-step.ts'
import { rolesHeld } from './people.ts'
import { progressOfOne } from './progress.ts'

/**
 * What an event of the file means for its calls, and for its target in what it answers: somebody answers or nobody needs to; or nobody answers any more, and
 * somebody is called again, or, where nobody is to be rung for it, the owner is written to (I1, I2, Q57).
 */
export async function followEvent(
  tx: Tx,
  event: InterventionEvent,
  after: Intervention,
): Promise<readonly InterventionEvent[]> {
  switch (event.type) {
    case 'InterventionAnswered':
      return await followAnswer(tx, after)
    case 'InterventionClassed':
      return await weighed(tx, after)
    case 'InterventionClosed':
      await settlePages(tx, after.id, 'closed', null)
      await endHelp(tx, after.id)
      return []
    case 'InterventionReturned':
      await callAgain(tx, after)
      return []
    case 'InterventionHandedOn':
      if (event.data.lateAt === undefined) await callAgain(tx, after)
      else await writeToOwner(tx, after)
      return []
    default:
      return []
  }
}

/** The call goes on past who only follows the file: it is for somebody who can assess it. */
async function followAnswer(tx: Tx, after: Intervention): Promise<readonly InterventionEvent[]> {
  const configuration = await readConfiguration(tx, territoryOf(tx))
  const isFollowed = await isOnlyFollowed(tx, configuration, after)
  if (isFollowed) await begin(tx, configuration, after)
  else await settlePages(tx, after.id, 'answered', after.answeredBy)
  return weighAnswer(after, isFollowed)
}

/** Under another class, or once it was assessed, the same answer may be enough, or be no more than following. */
export async function weighed(tx: Tx, after: Intervention): Promise<readonly InterventionEvent[]> {
  if (after.answeredBy === null || after.state === 'closed') return []
  const configuration = await readConfiguration(tx, territoryOf(tx))
  return weighAnswer(after, await isOnlyFollowed(tx, configuration, after))
}

/**
 * True of a file that is answered by somebody whom its class would not call and who cannot write the first assessment,
 * while there is none: they own it, and whoever is on call goes on being called (O2, I2).
 */
export async function isOnlyFollowed(
  tx: Tx,
  configuration: Configuration,
  after: Intervention,
): Promise<boolean> {
  if (after.answeredBy === null || after.state === 'closed') return false
  const { page, needsPlace } = await progressOfOne(tx, after.id)
  if (needsPlace !== null) return false
  const own = everyCallOf(configuration, after.classKey)
  const steps = own ?? (page === 'pending' ? USUAL_STEPS : undefined)
  return steps !== undefined && !endsCalls(await rolesHeld(tx, after.answeredBy), steps)
}

/** Somebody still has to be called: nobody answers, or only who cannot assess. */
export async function isCallWanted(
  tx: Tx,
  configuration: Configuration,
  after: Intervention,
): Promise<boolean> {
  return isWaiting(after) || (await isOnlyFollowed(tx, configuration, after))
}

/** What a file is handed on for, and whether it rings anybody: what the event says of it. */
export async function handOnFor(
  tx: Tx,
  { id }: Intervention,
  cause: HandOnCause,
): Promise<{ readonly cause: HandOnCause; readonly lateAt?: string }> {
  const { service } = await readConfiguration(tx, territoryOf(tx))
  const { now } = tx.work
  const isWatched = service.answers.kind !== 'on-call'
  const isSafe = isInSafety(await progressOfOne(tx, id))
  if (ringsFor(cause, { isSafe, isWatched, now })) return { cause }
  return { cause, lateAt: quietUntil(cause, now).toString() }
}

/** In a place or on the way to one, or of a file that was assessed as needing none. */
function isInSafety({ place, isArrivalLate, needsPlace }: Progress): boolean {
  if (place === 'arrived' || place === 'confirmed') return !isArrivalLate
  return needsPlace === false && place === 'none'
}

async function writeToOwner(tx: Tx, { id, ownerId, number }: Intervention): Promise<void> {
  const owner = await findStaff(tx, ownerId)
  if (!owner) return
  await sendMail(
    tx,
    {
      to: owner.email,
      subject: m.interventions_notice_waits_subject({ number }),
      text: m.interventions_notice_waits_text({ number }),
    },
    { file: id, kind: 'told', to: ownerId },
  )
}

/** Nobody answers, and nothing else is waited for: somebody must be called. */
export function isWaiting({ answeredBy, state }: Intervention): boolean {
  return answeredBy === null && (state === 'waiting' || state === 'new')
}

/**
 * True of who decides about a file of theirs and is the one whom it would call: they answer it by deciding. Nobody is
 * rung about what they are working.
 */
export async function answersByDeciding(
  tx: Tx,
  configuration: Configuration,
  after: Intervention,
): Promise<boolean> {
  const { actor } = tx.work
  if (actor.kind !== 'person' || after.ownerId !== actor.staffId) return false
  if (after.classKey === null || !isWaiting(after)) return false
  const steps = callsOf(configuration, after.classKey, tx.work.now)
  return steps !== undefined && (await firstCalled(tx, steps)).includes(actor.staffId)
}

/** Handed on, given back by an office, or not confirmed as not pertinent: a page under way goes on, else one begins. */
async function callAgain(tx: Tx, after: Intervention): Promise<void> {
  if (isWaiting(after)) await begin(tx, await readConfiguration(tx, territoryOf(tx)), after)
}

async function begin(tx: Tx, configuration: Configuration, after: Intervention): Promise<void> {
  const asked = await askedBy(tx, configuration, after)
  await pageForClass(tx, after.id, { ...asked, isGraverThan: () => false })
}

/**
 * By which class the file calls: its own; without one that calls, what the protocol proposes; else the mildest. A need
 * that nobody confirmed as not pertinent calls at the same minutes who can confirm it, and whoever the class would send
 * only once it is decided.
 */
async function askedBy(
  tx: Tx,
  configuration: Configuration,
  { id, classKey, notPertinent }: Intervention,
): Promise<Omit<ClassPage, 'isGraverThan'>> {
  const own = configuration.triage.classes.find((one) => one.key === classKey)
  if (own !== undefined && own.meaning !== 'not-pertinent')
    return { classKey: own.key, steps: callsOf(configuration, own.key, tx.work.now) }
  const asked = await proposedSteps(tx, configuration, id)
  return notPertinent === 'lapsed' ? { classKey: null, steps: confirmingSteps(asked.steps) } : asked
}

async function proposedSteps(tx: Tx, configuration: Configuration, id: InterventionId) {
  const { key } = (await proposalFor(configuration.triage, await factsKnown(tx, id))).class
  const { now } = tx.work
  const proposed = callsOf(configuration, key, now)
  if (proposed !== undefined) return { classKey: key, steps: proposed }
  const mildest = configuration.escalation
    .map((one) => one.class)
    .toSorted((a, b) => rankOf(configuration, a) - rankOf(configuration, b))
    .at(-1)
  const steps = callsOf(configuration, mildest ?? '', now) ?? USUAL_STEPS
  return { classKey: mildest ?? null, steps }
}

/** The steps of a class in the territory for a call that begins at this instant; undefined when it calls nobody. */
export function callsOf(configuration: Configuration, classKey: string, at: Instant) {
  const plan = planAt(configuration, classKey, at)
  return plan && stepsOf(plan)
}

/** The steps of a class at every hour: who was called by one plan is heard also once another one holds. */
export function everyCallOf({ escalation }: Configuration, classKey: string | null) {
  const policy = escalation.find((one) => one.class === classKey)
  return policy && plansOf(policy).flatMap((plan) => plan.steps)
}

/** How grave a class is, 1 the gravest; no class is milder than any. */
export function rankOf({ triage }: Configuration, classKey: string | null): number {
  return triage.classes.find((one) => one.key === classKey)?.rank ?? Infinity
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a page needs its territory')
  return tx.work.territoryId
}
