import { useMemo } from 'react'
import { useSession } from '#platform/web/session.ts'
import type { WaitingFile } from '#platform/web/sound/alarm.ts'
import { splitRows } from './order.ts'
import { useBoard } from './use-board.ts'

/** The colours of danger of a territory's classes. */
const GRAVE = ['rosso', 'arancione']

/** The files of this person's board that wait for somebody to answer; undefined while the board is being read. */
export function useWaitingFiles(): readonly WaitingFile[] | undefined {
  const { board } = useBoard()
  const me = useSession().data?.staffId
  return useMemo(
    () =>
      board === undefined
        ? undefined
        : splitRows(board.rows).queue.map((row) => ({
            id: row.id,
            isGrave: row.class !== null && GRAVE.includes(row.class.token),
            isMine: row.owner.id === me,
          })),
    [board, me],
  )
}
