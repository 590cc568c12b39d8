import type { ReactNode } from 'react'
import { BoardRow } from '#platform/web/board/board-row.tsx'
import { PageLink } from '#platform/web/navigation.tsx'
import { useSession } from '#platform/web/session.ts'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { splitRows } from './order.ts'
import { rowView } from './row-view.tsx'
import { useOutings } from './use-board.ts'
import './file.scss'

/** The files given to who looks, each opening its page; `empty` when there is none. */
export function Outings({ empty }: { readonly empty: ReactNode }): ReactNode {
  const { board, problem, again } = useOutings()
  const me = useSession().data?.staffId
  if (board === undefined)
    return problem ? <ProblemState problem={problem} onAgain={again} /> : <Skeleton lines={4} />
  const { queue, open } = splitRows(board.rows.filter((row) => row.owner.id === me))
  const rows = [...queue, ...open]
  if (rows.length === 0) return empty
  return (
    <ul className="plain-list outings">
      {rows.map((row) => (
        <li key={row.id}>
          <PageLink to={`/interventi/${row.id}`} className="row-link">
            <BoardRow row={rowView(row, me)} />
          </PageLink>
        </li>
      ))}
    </ul>
  )
}
