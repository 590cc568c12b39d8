import { useRead } from '#platform/web/queries.ts'
import { DraftsReply, type DraftView } from '../contract.ts'

/**
 * One's own drafts on the server, read anew at each showing. `now`: as they were read since then; undefined while
 * they are not, because what was read before says nothing of what was kept since. `lines`: what may be offered, which
 * is what was read before only where nothing newer can be read.
 */
export function useDrafts() {
  const kept = useRead({
    key: ['intake', 'drafts'],
    path: '/api/drafts',
    reply: DraftsReply,
    isLive: true,
  })
  const now: readonly DraftView[] | undefined =
    kept.isFetchedAfterMount && !kept.error ? kept.data?.drafts : undefined
  const lines = now ?? (kept.error ? kept.data?.drafts : undefined) ?? []
  return { ...kept, now, lines }
}
