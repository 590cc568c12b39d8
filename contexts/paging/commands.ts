import { planAt } from '#contexts/territory/escalation.ts'
import { readConfiguration } from '#contexts/territory/public.ts'
import type { Role } from '#platform/kernel/actor.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { NotFoundError, RefusalError, unwrap } from '#platform/server/errors.ts'
import { endLinks } from '#platform/server/link.ts'
import { lockIntervention } from '#platform/server/work.ts'
import {
  addAttempts,
  cancelAttempts,
  cancelUnsent,
  endAttempts,
  markSeen,
} from './attempt-store.ts'
import {
  callPeople,
  LINK_KIND,
  nameOf,
  namesText,
  ownersAt,
  peopleAt,
  roleNamed,
} from './calling.ts'
import type { AttemptChannel } from './contract.ts'
import {
  endCall,
  type Page,
  type SettledReason,
  type Step,
  settle,
  skip,
  start,
  stepsOf,
  type Way,
} from './model.ts'
import { acknowledge, decline } from './model-answers.ts'
import { nameOwner } from './model-named.ts'
import { actsNow } from './model-successor.ts'
import type { PagingNeeds } from './ports.ts'
import {
  appendAll,
  findPage,
  lockPage,
  lockPending,
  openPage,
  pageInForce,
  territoryOf,
} from './store.ts'

/** What a class of urgency asks: its steps in the territory's words, undefined when it calls nobody. */
export type ClassPage = {
  readonly classKey: string | null
  readonly steps: readonly Step[] | undefined
  /** Whether it is graver than the class a page under way calls for (null: none yet): those called are not enough. */
  readonly isGraverThan: (calledFor: string | null) => boolean
}

/**
 * A file has a class: whoever is on call is called, in the caller's transaction, which holds the file's lock. A page
 * under way goes on, but for a graver class, which begins its own steps.
 */
export async function pageForClass(
  tx: Tx,
  id: InterventionId,
  { classKey, steps, isGraverThan }: ClassPage,
): Promise<void> {
  const pending = await lockPending(tx, id)
  if (pending && !isGraverThan(pending.classKey)) return
  if (steps === undefined || steps.length === 0) return
  if (pending) await finish(tx, pending, settle(pending, 'class-raised', null))
  await openPage(tx, id, start(steps, classKey, tx.work.now, whoActs(tx)))
}

/** Nobody is rung about the file before which they sit. */
function whoActs(tx: Tx): StaffId | undefined {
  const { actor } = tx.work
  return actor.kind === 'person' ? actor.staffId : undefined
}

/**
 * The file was handed on to this person: while it calls anybody they are called too, and at once. In the caller's
 * transaction, which holds the file's lock.
 */
export async function callNewOwner(tx: Tx, id: InterventionId, staffId: StaffId): Promise<void> {
  const page = await lockPending(tx, id)
  if (!page) return
  const role = await roleNamed(tx, staffId)
  await appendAll(tx, page, nameOwner(page, { staffId, role }, tx.work.now))
}

/** Nobody needs to be called for this file any more, in the caller's transaction, which holds the file's lock. */
export async function settlePages(
  tx: Tx,
  id: InterventionId,
  reason: SettledReason,
  ownerId: StaffId | null,
): Promise<void> {
  const page = await lockPending(tx, id)
  if (page) await finish(tx, page, settle(page, reason, ownerId))
}

async function finish(tx: Tx, page: Page, events: Parameters<typeof appendAll>[2]): Promise<Page> {
  await cancelAttempts(tx, page.id)
  await endLinks(tx, LINK_KIND, page.id)
  return await appendAll(tx, page, events)
}

/** *Chiama il reperibile*: the steps of the file's class, or the usual ones. Refuses `intervention-closed`, `already-answered`. */
export async function startByHand(tx: Tx, needs: PagingNeeds, id: InterventionId): Promise<void> {
  await lockIntervention(tx, id)
  const brief = await needs.briefOf(tx, id)
  const subject = await needs.subjectOf(tx, id)
  if (!brief || !subject) throw new NotFoundError('intervention')
  if (subject.isClosed) throw new RefusalError('intervention-closed')
  if (!brief.mayCall) throw new RefusalError('already-answered', { by: brief.answeredBy ?? '' })
  if (await lockPending(tx, id)) return
  const plan = planAt(await readConfiguration(tx, territoryOf(tx)), brief.classKey, tx.work.now)
  const begun = start(plan ? stepsOf(plan) : [], brief.classKey, tx.work.now, whoActs(tx))
  const page = await openPage(tx, id, begun)
  await take(tx, needs, page, tx.work.now)
}

/** A page, locked with its file while it is pending; undefined: there is none. */
export async function lockedPage(tx: Tx, pageId: string): Promise<Page | undefined> {
  const found = await findPage(tx, pageId)
  if (!found || found.state !== 'pending') return found
  await lockIntervention(tx, found.interventionId)
  return await lockPage(tx, pageId)
}

/** The page that an answer is for, locked with its file: asked anew when its class was raised while we waited. */
export async function lockedInForce(tx: Tx, found: Page): Promise<Page> {
  const page = (await lockedPage(tx, found.id)) ?? found
  const isRaised = found.state === 'pending' && page.state === 'settled' && page.answeredBy === null
  const next = isRaised ? await pageInForce(tx, page.id) : undefined
  return next?.state === 'pending' ? ((await lockPage(tx, next.id)) ?? page) : page
}

/** Calls whom the model says is due now; the caller holds the locks of file and page. */
export async function take(tx: Tx, needs: PagingNeeds, page: Page, now: Instant): Promise<Page> {
  const people = await peopleAt(tx, page, now)
  const mayOwn = await ownersAt(tx, needs, page, people)
  let next = page
  // Again where nobody who is called may keep the file: whoever can is called in the same instant.
  for (;;) {
    const events = actsNow(next, now, people, mayOwn, next === page)
    if (events.length === 0) return next
    if (next === page) await cancelUnsent(tx, page.id)
    next = await callPeople(tx, needs, await appendAll(tx, next, events))
  }
}

/** What was on screen when somebody pressed: which page, and how often it had called. */
export type Seen = { readonly pageId: string; readonly round: number }

/**
 * *Passa al successivo*: the next one is called now. Whoever presses on what is no longer so skips nobody, and is told
 * what happened meanwhile. Refuses `page-answered` and `step-taken` with the names, `nobody-paged`.
 */
export async function skipStep(
  tx: Tx,
  needs: PagingNeeds,
  id: InterventionId,
  seen: Seen,
): Promise<void> {
  await lockIntervention(tx, id)
  const page = await lockPending(tx, id)
  if (!page) throw await whyOver(tx, seen.pageId)
  if (page.id !== seen.pageId || page.round !== seen.round)
    throw new RefusalError('step-taken', { by: await namesText(tx, page.asked) })
  const skipped = await appendAll(tx, page, unwrap(skip(page)))
  await take(tx, needs, skipped, tx.work.now)
}

async function whyOver(tx: Tx, pageId: string): Promise<RefusalError> {
  const answeredBy = (await findPage(tx, pageId))?.answeredBy ?? null
  if (answeredBy === null) return new RefusalError('nobody-paged')
  return new RefusalError('page-answered', { by: await nameOf(tx, answeredBy) })
}

/** What came of a yes: it counts, or somebody was quicker. */
export type Answered = {
  readonly isFirst: boolean
  readonly by: string
  readonly byId: StaffId | null
}

const CHANNELS_OF: Readonly<Record<Way, readonly AttemptChannel[]>> = {
  link: ['mail', 'sms', 'push'],
  app: ['board'],
  voice: ['voice'],
  hand: ['voice', 'hand'],
}

/**
 * Somebody says yes. The first one wins: the page is settled and all that was under way is cancelled in this
 * transaction, in which the file also gets its owner. Answers who it is. Throws NotFoundError without the page.
 */
export async function answerPage(
  tx: Tx,
  needs: PagingNeeds,
  pageId: string,
  by: StaffId,
  way: Way,
): Promise<Answered> {
  const found = await pageInForce(tx, pageId)
  if (!found) throw new NotFoundError('page')
  if (found.state === 'pending') await needs.lockOwners(tx)
  const page = await lockedInForce(tx, found)
  const decision = acknowledge(page, by, way)
  if (!decision.accepted) {
    const byId = page.answeredBy
    return { isFirst: byId === by, by: await nameOf(tx, byId), byId }
  }
  await endAttempts(tx, page.id, by, 'answered', { channels: CHANNELS_OF[way] })
  await finish(tx, page, decision.events)
  return { isFirst: true, by: await nameOf(tx, by), byId: by }
}

/**
 * Somebody cannot: the next one is called at once; the coordinator, of whom a colleague records it, is called again at the
 * next repetition. Refuses `page-answered`, `cannot-decline`.
 */
export async function declinePage(
  tx: Tx,
  needs: PagingNeeds,
  pageId: string,
  staffId: StaffId,
  way: Way,
): Promise<void> {
  const found = await pageInForce(tx, pageId)
  if (!found) throw new NotFoundError('page')
  const page = await lockedInForce(tx, found)
  if (page.state !== 'pending')
    throw new RefusalError('page-answered', { by: await nameOf(tx, page.answeredBy) })
  const events = unwrap(decline(page, staffId, way))
  await endAttempts(tx, page.id, staffId, 'declined')
  await take(tx, needs, await appendAll(tx, page, events), tx.work.now)
}

/** Somebody who is called has the call before them. Nothing of a page that is over. */
export async function seePage(tx: Tx, pageId: string, staffId: StaffId): Promise<void> {
  const page = await lockedPage(tx, pageId)
  if (page?.state === 'pending') await markSeen(tx, page, staffId)
}

/**
 * *Ho chiamato io*: a call made by hand, and what came of it, whoever was called. Refuses `nobody-paged`, `page-answered`
 * with who answers.
 */
export async function recordCall(
  tx: Tx,
  needs: PagingNeeds,
  id: InterventionId,
  staffId: StaffId,
  result: 'answers' | 'no-answer' | 'cannot',
): Promise<void> {
  await needs.lockOwners(tx)
  await lockIntervention(tx, id)
  const page = await lockPending(tx, id)
  if (!page) throw new RefusalError('nobody-paged')
  const role = await roleCalled(tx, page, staffId)
  if (result !== 'no-answer') {
    await addAttempts(tx, page, [{ staffId, role, channel: 'hand', state: 'delivered' }])
    if (result === 'cannot') await declinePage(tx, needs, page.id, staffId, 'hand')
    else await answerPage(tx, needs, page.id, staffId, 'hand')
    return
  }
  await endAttempts(tx, page.id, staffId, 'no-answer', { channels: ['voice'] })
  await addAttempts(tx, page, [{ staffId, role, channel: 'hand', state: 'no-answer' }])
  await appendAll(tx, page, endCall(page, staffId, 'no-answer'))
}

/** In which role somebody was called by hand: that of the step that asks them, else their own. */
async function roleCalled(tx: Tx, page: Page, staffId: StaffId): Promise<Role> {
  const here = page.steps[page.step]
  return here && page.asked.includes(staffId) ? here.role : await roleNamed(tx, staffId)
}
