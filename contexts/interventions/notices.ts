import { namesOf } from '#contexts/access/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'
import type { Tx } from '#platform/server/db.ts'
import { failedNotice, forgetNotice, type GivenUp } from '#platform/server/outbox.ts'
import type { Intervention } from './model.ts'
import { accountableIn, lockOwners } from './people.ts'
import { lockFile } from './store.ts'
import { putTask, taskOf } from './tasks.ts'

/**
 * A notice to the owner of a file or to a coordinator never left: it is a task that is due now, on the row of its file,
 * and ends when somebody says that they told them. What the owner was not told is the coordinator's to tell, and the
 * other way round. The task has the id of the message: once is enough. Who has had the file before them since needs to be
 * told nothing.
 */
export async function noticeFailed(tx: Tx, messageId: string): Promise<void> {
  const notice = await failedNotice(tx, messageId)
  if (!notice) return
  const territoryId = territoryOf(tx)
  await lockOwners(tx, territoryId, 'shared')
  const state = await lockFile(tx, notice.file)
  const { id, ownerId } = state
  if (await taskOf(tx, messageId)) return
  if (knowsByNow(state, notice)) return await forgetNotice(tx, messageId)
  const accountable = (await accountableIn(tx, territoryId)) ?? ownerId
  const staffId = notice.to === ownerId ? accountable : ownerId
  const name = (await namesOf(tx, [notice.to])).get(notice.to) ?? ''
  const what = m.interventions_notice_given_up({ name })
  const dueAt = tx.work.now.toString()
  await putTask(tx, id, { id: messageId, staffId, what, dueAt, madeBy: null })
}

/** True of who answered the file after they were written to, or owned it when it was closed after that. */
function knowsByNow(state: Intervention, { to, writtenAt }: GivenUp): boolean {
  const isSince = (at: Instant | null) => at !== null && !notAfter(at, writtenAt)
  if (state.answeredBy === to && isSince(state.answeredAt)) return true
  return state.state === 'closed' && state.ownerId === to && isSince(state.closedAt)
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a notice belongs to a territory')
  return tx.work.territoryId
}
