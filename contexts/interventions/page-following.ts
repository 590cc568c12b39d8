import {
  type ClassPage,
  firstCalled,
  pageForClass,
  settlePages,
  stepsOf,
  USUAL_STEPS,
} from '#contexts/paging/public.ts'
import type { Configuration } from '#contexts/territory/configuration.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import { factsKnown, proposalFor } from '#contexts/triage/public.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import type { Intervention } from './model.ts'

/**
 * What an event of the file means for its calls: somebody answers or nobody needs to; or nobody answers any more, and
 * somebody is called again (I1, I2).
 */
export async function followEvent(tx: Tx, type: string, after: Intervention): Promise<void> {
  if (type === 'InterventionAnswered') await settlePages(tx, after.id, 'answered', after.answeredBy)
  if (type === 'InterventionClosed') await settlePages(tx, after.id, 'closed', null)
  if (type === 'InterventionReturned' || type === 'InterventionHandedOn') await callAgain(tx, after)
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
  const steps = callsOf(configuration, after.classKey)
  return steps !== undefined && (await firstCalled(tx, steps)).includes(actor.staffId)
}

/** Handed on, given back by an office, or not confirmed as not pertinent: a page under way goes on, else one begins. */
async function callAgain(tx: Tx, after: Intervention): Promise<void> {
  if (!isWaiting(after)) return
  const asked = await askedBy(tx, await readConfiguration(tx, territoryOf(tx)), after)
  await pageForClass(tx, after.id, { ...asked, isGraverThan: () => false })
}

/** By which class the file calls: its own; without one that calls, what the protocol proposes; else the mildest. */
async function askedBy(
  tx: Tx,
  configuration: Configuration,
  { id, classKey }: Intervention,
): Promise<Omit<ClassPage, 'isGraverThan'>> {
  const { classes } = configuration.triage
  const own = classes.find((one) => one.key === classKey)
  if (own !== undefined && own.meaning !== 'not-pertinent')
    return { classKey: own.key, steps: callsOf(configuration, own.key) }
  const { key } = (await proposalFor(configuration.triage, await factsKnown(tx, id))).class
  const proposed = callsOf(configuration, key)
  if (proposed !== undefined) return { classKey: key, steps: proposed }
  const mildest = configuration.escalation
    .toSorted((a, b) => rankOf(configuration, a.class) - rankOf(configuration, b.class))
    .at(-1)
  return { classKey: mildest?.class ?? null, steps: mildest ? stepsOf(mildest) : USUAL_STEPS }
}

/** The steps of a class in the territory; undefined when it calls nobody. */
export function callsOf({ escalation }: Configuration, classKey: string) {
  const policy = escalation.find((one) => one.class === classKey)
  return policy && stepsOf(policy)
}

/** How grave a class is, 1 the gravest; no class is milder than any. */
export function rankOf({ triage }: Configuration, classKey: string | null): number {
  return triage.classes.find((one) => one.key === classKey)?.rank ?? Infinity
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a page needs its territory')
  return tx.work.territoryId
}
