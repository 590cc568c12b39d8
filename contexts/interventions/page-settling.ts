import { settlePages } from '#contexts/paging/public.ts'
import type { Tx } from '#platform/server/db.ts'
import type { Intervention } from './model.ts'

/** What an event of the file means for a page under way: somebody answers, or nobody needs to. */
export async function settleByEvent(tx: Tx, type: string, after: Intervention): Promise<void> {
  if (type === 'InterventionAnswered') await settlePages(tx, after.id, 'answered', after.answeredBy)
  if (type === 'InterventionClosed') await settlePages(tx, after.id, 'closed', null)
}
