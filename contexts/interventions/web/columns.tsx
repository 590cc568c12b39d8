import { type ReactNode, useMemo } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { BoardBlock } from '#platform/web/board/board-frame.tsx'
import { BoardList } from '#platform/web/board/board-list.tsx'
import { focusRow } from '#platform/web/board/focus-store.ts'
import { useOpenRow } from '#platform/web/board/use-open-row.ts'
import { momentText } from '#platform/web/format.ts'
import { usePresence } from '#platform/web/live/use-presence.ts'
import { useSession } from '#platform/web/session.ts'
import { EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { splitRows } from './order.ts'
import { rowView } from './row-view.tsx'
import { useBoard } from './use-board.ts'

type ColumnProps = { readonly focusedId: string | undefined }

/** Who waits for somebody to answer, and *non pertinente* to be confirmed. */
export function QueueColumn({ focusedId }: ColumnProps): ReactNode {
  return <Files which="queue" focusedId={focusedId} />
}

/** What is being worked. */
export function OpenColumn({ focusedId }: ColumnProps): ReactNode {
  return <Files which="open" focusedId={focusedId} />
}

function Files({
  which,
  focusedId,
}: ColumnProps & { readonly which: 'queue' | 'open' }): ReactNode {
  const { board, problem, again } = useBoard()
  const openRow = useOpenRow()
  const me = useSession().data?.staffId
  const present = usePresence()
  const rows = useMemo(
    () => splitRows(board?.rows ?? [])[which].map((row) => rowView(row, me, present)),
    [board, which, me, present],
  )
  const isQueue = which === 'queue'
  if (board === undefined) {
    if (!isQueue) return null
    return problem ? <ProblemState problem={problem} onAgain={again} /> : <Skeleton lines={8} />
  }
  return (
    <BoardList
      id={which}
      main={isQueue}
      title={isQueue ? m.interventions_queue() : m.interventions_open()}
      rows={rows}
      focusedId={focusedId}
      onFocusRow={focusRow}
      onOpenRow={openRow}
      hrefOf={(id) => `/interventi/${id}`}
      empty={isQueue ? <CalmQueue /> : <NothingOpen />}
    />
  )
}

function CalmQueue(): ReactNode {
  return (
    <EmptyState title={m.interventions_queue_empty()}>
      <p>{m.interventions_queue_empty_text()}</p>
    </EmptyState>
  )
}

function NothingOpen(): ReactNode {
  return (
    <EmptyState title={m.interventions_open_empty()}>
      <p>{m.interventions_open_empty_text()}</p>
    </EmptyState>
  )
}

/** Who is in charge now, territory by territory. */
export function InChargeColumn(): ReactNode {
  const { board } = useBoard()
  if (board === undefined) return null
  return (
    <BoardBlock title={m.interventions_in_charge()}>
      <ul className="plain-list stack-tight">
        {board.territories.map((one) => (
          <li key={one.id}>
            <strong>{one.answers}</strong>
            <br />
            <span className="small muted">
              {one.name},{' '}
              {one.untilAt === null
                ? m.interventions_always()
                : m.interventions_until({ moment: momentText(one.untilAt) })}
            </span>
          </li>
        ))}
      </ul>
    </BoardBlock>
  )
}
