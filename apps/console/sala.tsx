import { type ReactNode, useEffect, useRef } from 'react'
import { useMayOpen } from '#contexts/interventions/web/public.ts'
import { m } from '#platform/i18n/texts.ts'
import { BoardFrame } from '#platform/web/board/board-frame.tsx'
import { FocusNothing } from '#platform/web/board/focus-panel.tsx'
import { focusRow, useFocusedRow } from '#platform/web/board/focus-store.ts'
import { OPEN_ROW } from '#platform/web/board/use-open-row.ts'
import { machineNow } from '#platform/web/clock.ts'
import { useNarrow } from '#platform/web/narrow.ts'
import { useReplace } from '#platform/web/navigation.tsx'
import type { BoardColumnSlot, ScreenProps } from '#platform/web/slots.ts'
import { Kbd } from '#platform/web/ui/kbd.tsx'
import { slots } from './slots.ts'

const columns = slots.of('board-column')
const at = (...places: readonly BoardColumnSlot['place'][]): readonly BoardColumnSlot[] =>
  places.flatMap((place) => columns.filter((column) => column.place === place))
const lists = at('queue', 'open')
const focus = at('focus')
// Of a file that this person may not read the other rooms offer nothing.
const onlyFile = focus.filter((column) => column.id === 'interventions.focus')
const right = at('right')

/** The board: the blocks that rooms offer, in their places, all about the row in focus. */
export function Screen({ search }: ScreenProps): ReactNode {
  const asked = search[OPEN_ROW]
  const focusedId = useFocusedRow()
  const mayRead = useMayOpen(focusedId)
  useEffect(() => {
    if (asked !== undefined) focusRow(asked)
  }, [asked])
  useOpenInAddress(asked, focusedId)
  const draw = (blocks: readonly BoardColumnSlot[]): ReactNode =>
    blocks.map(({ id, Column }) => <Column key={id} focusedId={focusedId} />)
  return (
    <BoardFrame
      title={m.web_board_title()}
      lists={draw(lists)}
      focus={focusedId === undefined ? <Nothing /> : draw(mayRead ? focus : onlyFile)}
      right={right.length === 0 ? undefined : draw(right)}
      focusOpen={asked !== undefined}
    />
  )
}

const SETTLE_MS = 300

/** On a wide screen the address follows the file in focus, so that a reload keeps it open; no step to go back. */
function useOpenInAddress(asked: string | undefined, focusedId: string | undefined): void {
  const replace = useReplace()
  const narrow = useNarrow()
  const passedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (narrow || focusedId === undefined || focusedId === asked) return undefined
    // Passing over rows with the keys writes only the first and where the hand stops; one that is chosen, at once.
    const rest = SETTLE_MS - (machineNow() - passedAt.current)
    passedAt.current = machineNow()
    const timer = setTimeout(
      () => {
        // Who has left for another page meanwhile is not called back, though it is still on its way.
        if (location.pathname === '/sala') replace(`/sala?${OPEN_ROW}=${focusedId}`)
      },
      Math.max(0, rest),
    )
    return () => clearTimeout(timer)
  }, [narrow, asked, focusedId, replace])
}

function Nothing(): ReactNode {
  return (
    <FocusNothing>
      <p>
        {m.web_board_nothing()} <Kbd keys="J" /> <Kbd keys="K" /> <Kbd keys="Invio" />
      </p>
      <p>
        {m.web_board_nothing_palette()} <Kbd keys="Ctrl+K" />
      </p>
    </FocusNothing>
  )
}
