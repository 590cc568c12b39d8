import { useEffect, useRef } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useSession } from '#platform/web/session.ts'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { BoardRow } from '../contract.ts'
import { useBoard } from './use-board.ts'

type Held = Pick<BoardRow, 'id' | 'number' | 'owner' | 'answeredBy'>

/** The files that this person answered and that somebody else answers now in their place. */
export function takenOver<R extends Held>(
  before: readonly R[] | undefined,
  rows: readonly R[],
  me: string | undefined,
): readonly R[] {
  const mine = new Set(before?.filter((row) => row.answeredBy?.id === me).map((row) => row.id))
  return rows.filter(
    ({ id, answeredBy }) => mine.has(id) && answeredBy !== null && answeredBy.id !== me,
  )
}

/** Tells whoever answered a file, on any page, that somebody else has taken it from them: two never believe that they own it. */
export function useTakenOver(): void {
  const { board } = useBoard()
  const me = useSession().data?.staffId
  const before = useRef<readonly BoardRow[]>(undefined)
  useEffect(() => {
    if (board === undefined || me === undefined) return
    for (const { number, answeredBy } of takenOver(before.current, board.rows, me))
      toast(m.interventions_taken_over({ number, name: answeredBy?.name ?? '' }))
    before.current = board.rows
  }, [board, me])
}
