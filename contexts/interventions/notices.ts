import { namesOf } from '#contexts/access/public.ts'
import { m } from '#platform/i18n/texts.ts'
import type { TerritoryId } from '#platform/kernel/ids.ts'
import type { Tx } from '#platform/server/db.ts'
import { failedNotice, forgetNotice, type GivenUp } from '#platform/server/outbox.ts'
import { isSettled } from './model-notices.ts'
import { accountableIn, lockOwners } from './people.ts'
import { progressOfOne } from './progress.ts'
import { lockFile } from './store.ts'
import { putTask, taskOf } from './tasks.ts'

/**
 * A message about a file never left: it is a task that is due now, on the row of its file, and ends when somebody says that
 * they did it by voice. What the owner was not told is the coordinator's to tell, and the other way round; what was to go
 * outside is the owner's. The task has the id of the message: once is enough. What is settled by now is nobody's task.
 */
export async function noticeFailed(tx: Tx, messageId: string): Promise<void> {
  const notice = await failedNotice(tx, messageId)
  if (!notice) return
  const territoryId = territoryOf(tx)
  await lockOwners(tx, territoryId, 'shared')
  const state = await lockFile(tx, notice.file)
  if (await taskOf(tx, messageId)) return
  if (isSettled(notice, state, await progressOfOne(tx, state.id)))
    return await forgetNotice(tx, messageId)
  const { id, ownerId } = state
  const accountable = (await accountableIn(tx, territoryId)) ?? ownerId
  const staffId = notice.to === ownerId ? accountable : ownerId
  const what = await wordsOf(tx, notice)
  const dueAt = tx.work.now.toString()
  await putTask(tx, id, { id: messageId, staffId, what, dueAt, madeBy: null })
}

async function wordsOf(tx: Tx, { kind, to }: GivenUp): Promise<string> {
  if (kind === 'confirmation') return m.interventions_notice_confirmation()
  if (kind === 'read-back') return m.interventions_notice_read_back()
  const name = to === null ? '' : ((await namesOf(tx, [to])).get(to) ?? '')
  return m.interventions_notice_given_up({ name })
}

function territoryOf(tx: Tx): TerritoryId {
  if (tx.work.territoryId === null) throw new Error('a notice belongs to a territory')
  return tx.work.territoryId
}
