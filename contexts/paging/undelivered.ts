import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { setAlarm } from '#platform/server/due.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { type Attempt, attemptOfMessage, attemptsOf, setAttempt } from './attempt-store.ts'
import { callAnotherWay } from './calling.ts'
import { lockedPage, take } from './commands.ts'
import type { Page } from './model.ts'
import { lookedAt } from './model-successor.ts'
import type { PagingNeeds } from './ports.ts'
import { lockPage, STEP_KIND } from './store.ts'
import { endOf, followedBy } from './telephone.ts'

/** What rings or lights up a telephone: mail goes beside, and stands for none of them. */
const RUNG: readonly string[] = ['voice', 'sms', 'push']
/** A step lasts whole minutes: nobody called for less was waited for. */
const SHORTEST_STEP_SECONDS = 60

/** A message of ours was given up: as when its provider reports that it failed. */
export async function messageFailed(tx: Tx, needs: PagingNeeds, key: string): Promise<void> {
  const attempt = await attemptOfMessage(tx, key)
  if (!attempt) return
  if (RUNG.includes(attempt.channel)) await endOf(tx, needs, attempt, 'failed')
  else await setAttempt(tx, attempt.id, 'failed')
}

/** Its provider cannot be reached: another way is tried while it goes on trying, and whichever is heard first counts. */
export async function messageStuck(tx: Tx, needs: PagingNeeds, key: string): Promise<void> {
  const found = await attemptOfMessage(tx, key)
  if (!found || !RUNG.includes(found.channel)) return
  await lockIntervention(tx, found.interventionId)
  const page = await lockPage(tx, found.pageId)
  // Asked again under the lock: it may have left, or been taken back, meanwhile.
  const attempt = await attemptOfMessage(tx, key)
  if (attempt?.state !== 'queued' || page === undefined) return
  const called = await followedBy(tx, needs, page, attempt)
  if (called) await callAnotherWay(tx, needs, page, attempt.staffId, called)
}

/**
 * The alarm rang: the model is asked again what is due, and for whom at this instant. Whom the step that ends has not
 * reached by any telephone is tried another way beside it.
 */
export async function takeStep(
  tx: Tx,
  needs: PagingNeeds,
  pageId: string,
  now: Instant,
): Promise<void> {
  const before = await lockedPage(tx, pageId)
  if (!before) return
  const unheard = await unheardOf(tx, before, now)
  let page = await take(tx, needs, before, now)
  for (const staffId of unheard) page = await callAnotherWay(tx, needs, page, staffId, before)
  if (page.state === 'pending') await setAlarm(tx, STEP_KIND, page.id, lookedAt(page, now))
}

/** Whom the step under way called, its minutes being over, without a word that any of it arrived. */
async function unheardOf(tx: Tx, page: Page, now: Instant): Promise<readonly StaffId[]> {
  if (page.state !== 'pending' || !notAfter(page.nextAt, now)) return []
  const called = (await attemptsOf(tx, page.id)).filter(
    (one) => one.round === page.round && RUNG.includes(one.channel),
  )
  return page.asked.filter((id) =>
    isUnheard(
      called.filter((one) => one.staffId === id),
      now,
    ),
  )
}

/** Not answering is no failure: it was heard. What was reported as failed has been followed already. */
function isUnheard(tries: readonly Attempt[], now: Instant): boolean {
  return (
    tries.some(({ state }) => state === 'queued' || state === 'sent') &&
    tries.every(
      ({ state, madeAt }) =>
        ['queued', 'sent', 'failed'].includes(state) &&
        notAfter(madeAt.add({ seconds: SHORTEST_STEP_SECONDS }), now),
    )
  )
}
