import { contactFailed } from '#contexts/oncall/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { StaffId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { lockIntervention } from '#platform/server/work.ts'
import { type Attempt, attemptOfMessage, setAttempt } from './attempt-store.ts'
import { type Called, callAnotherWay } from './calling.ts'
import { answerPage, take } from './commands.ts'
import { CALL_RESULTS, type CallResult, endCall, hearEnd, type Page } from './model.ts'
import { worksOnAnotherDevice } from './notices.ts'
import type { PagingNeeds } from './ports.ts'
import { hearServiceCall } from './service-calls.ts'
import { appendAll, lockPage, territoryOf } from './store.ts'

/** The territory of a message, by its key: a provider knows no territory. `channel`: only of a message of this one. */
export async function territoryOfMessage(
  tx: Tx,
  key: string,
  channel?: string,
): Promise<TerritoryId | undefined> {
  const row = await tx
    .selectFrom('platform.outbox')
    .select('territory_id')
    .where('id', '=', key)
    .$if(channel !== undefined, (q) => q.where('channel', '=', channel ?? ''))
    .executeTakeFirst()
  return row?.territory_id as TerritoryId | undefined
}

type Reported = { readonly key: string; readonly event: string; readonly digit: string }

/** The key that says yes. */
const YES = '1'

/**
 * What a provider reports of a call or a message; reported twice, it counts once. Answers what is to be said to
 * whoever is on the line, null for nothing.
 */
export async function hearReport(
  tx: Tx,
  needs: PagingNeeds,
  { key, event, digit }: Reported,
): Promise<string | null> {
  const attempt = await attemptOfMessage(tx, key)
  if (!attempt) {
    await hearServiceCall(tx, key, event)
    // A message that tried whether a contact works.
    if (event === 'failed') await contactFailed(tx, key)
    return null
  }
  if (event === 'pressed') return digit === YES ? await sayYes(tx, needs, attempt) : null
  if (event === 'delivered') await setAttempt(tx, attempt.id, 'delivered', ['queued', 'by-hand'])
  const result = CALL_RESULTS.find((one) => one === event)
  if (result) await endOf(tx, needs, attempt, result)
  return null
}

async function sayYes(tx: Tx, needs: PagingNeeds, attempt: Attempt): Promise<string> {
  if (!(await needs.worksHere(tx, attempt.staffId))) {
    // Who is on the line hears why nothing comes of it, and nobody waits for them: the next one is called at once.
    await passOn(tx, needs, attempt)
    const isHere = await isOnStaff(tx, attempt.staffId)
    return isHere ? m.paging_voice_cannot_own() : m.paging_voice_gone()
  }
  const answered = await answerPage(tx, needs, attempt.pageId, attempt.staffId, 'voice')
  if (answered.isFirst) return m.paging_voice_thanks()
  return answered.byId === null ? m.paging_voice_settled() : m.paging_voice_late()
}

async function isOnStaff(tx: Tx, staffId: StaffId): Promise<boolean> {
  const grant = await tx
    .selectFrom('access.v_grant')
    .select('staff_id')
    .where('territory_id', '=', territoryOf(tx))
    .where('staff_id', '=', staffId)
    .limit(1)
    .executeTakeFirst()
  return grant !== undefined
}

async function passOn(tx: Tx, needs: PagingNeeds, attempt: Attempt): Promise<void> {
  await lockIntervention(tx, attempt.interventionId)
  const page = await lockPage(tx, attempt.pageId)
  if (!page || !(await setAttempt(tx, attempt.id, 'cannot-own'))) return
  const events = endCall(page, attempt.staffId, 'cannot-own')
  await take(tx, needs, await appendAll(tx, page, events), tx.work.now)
}

/** What came of one try; a failed one of the step under way is followed by another way. */
export async function endOf(
  tx: Tx,
  needs: PagingNeeds,
  attempt: Attempt,
  result: CallResult,
): Promise<void> {
  await lockIntervention(tx, attempt.interventionId)
  const page = await lockPage(tx, attempt.pageId)
  if (!page) return
  const state = result === 'failed' ? 'failed' : 'no-answer'
  if (!(await setAttempt(tx, attempt.id, state))) return
  const ended = await appendAll(tx, page, hearEnd(page, attempt.staffId, result))
  if (result !== 'failed' || (await worksOnAnotherDevice(tx, attempt))) return
  const called = await followedBy(tx, needs, page, attempt)
  if (called) await callAnotherWay(tx, needs, ended, attempt.staffId, called)
}

/**
 * The step whose fallback follows a try that failed: the one under way, or an earlier one whose person may own no file and
 * was not waited for. Of any other the next step is the answer.
 */
export async function followedBy(
  tx: Tx,
  needs: PagingNeeds,
  page: Page,
  { round, step, staffId }: Attempt,
): Promise<Called | undefined> {
  if (round === page.round) return page
  return (await needs.worksHere(tx, staffId)) ? undefined : { round, step, asked: [staffId] }
}
