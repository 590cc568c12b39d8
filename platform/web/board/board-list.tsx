import { type FocusEvent, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { Command } from '../keyboard/registry.ts'
import { useCommands } from '../keyboard/use-commands.ts'
import { useNarrow } from '../narrow.ts'
import { useChoice } from '../preferences.ts'
import { names } from '../ui/class-names.ts'
import { VirtualList, type VirtualListHandle } from '../ui/virtual-list.tsx'
import { BoardRow, type BoardRowView } from './board-row.tsx'
import { stableOrder, stepFrom } from './stable-order.ts'

export interface BoardListProps {
  /** Distinguishes the lists of one board; the keys move in the one that holds the focus, else in the first. */
  readonly id: string
  readonly title: string
  /** Rows in the order they should have: unanswered first, then class, then time left. */
  readonly rows: readonly BoardRowView[]
  readonly focusedId: string | undefined
  readonly onFocusRow: (id: string) => void
  readonly onOpenRow: (id: string) => void
  readonly hrefOf: (id: string) => string
  /** Shown in place of the rows when there are none. */
  readonly empty: ReactNode
  /** True for the list that takes J and K while nothing holds the focus. */
  readonly main?: boolean
}

/** A list of the board. It never moves under a pointer or while it holds the focus: what is new waits in a bar. */
export function BoardList(props: BoardListProps): ReactNode {
  const { rows, focusedId, onFocusRow, onOpenRow } = props
  const [held, setHeld] = useState(false)
  const [kept, setKept] = useState<readonly BoardRowView[]>([])
  const frame = useRef<HTMLElement>(null)
  const list = useRef<VirtualListHandle>(null)
  const [density] = useChoice('density')

  const order = stableOrder(
    kept.map((row) => row.id),
    rows.map((row) => row.id),
    held,
  )
  const byId = new Map([
    ...kept.map((row) => [row.id, { ...row, gone: true }] as const),
    ...rows.map((row) => [row.id, row] as const),
  ])
  const shown = order.shown.flatMap((id) => byId.get(id) ?? [])

  const hold = (on: boolean): void => {
    if (on && !held) setKept(rows)
    setHeld(on)
  }
  const letIn = (): void => setKept(rows)

  const step = useCallback(
    (by: 1 | -1) => {
      const id = stepFrom(order.shown, focusedId, by)
      if (id === undefined) return
      onFocusRow(id)
      list.current?.show(order.shown.indexOf(id))
      requestAnimationFrame(() => linkOf(frame.current, id)?.focus())
    },
    [order.shown, focusedId, onFocusRow],
  )
  useListKeys(props.main === true, step, focusedId, onOpenRow)

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only notices that an eye or a hand is on it
    <section
      ref={frame}
      className="board-list"
      aria-label={props.title}
      onPointerEnter={(event) => event.pointerType === 'mouse' && hold(true)}
      onPointerLeave={() => hold(frame.current?.contains(document.activeElement) === true)}
      onFocus={() => hold(true)}
      onBlur={(event: FocusEvent<HTMLElement>) =>
        hold(event.currentTarget.contains(event.relatedTarget))
      }
    >
      <header className="board-list-head">
        <h2>
          {props.title} <span className="board-count">{rows.length}</span>
        </h2>
      </header>
      {order.waiting.length === 0 ? null : (
        <button type="button" className="board-waiting" onClick={letIn}>
          {m.web_board_waiting({ count: order.waiting.length })}
        </button>
      )}
      {shown.length === 0 ? (
        props.empty
      ) : (
        <VirtualList
          ref={list}
          items={shown}
          itemKey={(row) => row.id}
          label={props.title}
          estimate={density === 'compatta' ? 33 : 65}
          keep={order.shown.indexOf(focusedId ?? '')}
        >
          {(row) => (
            <RowLink
              row={row}
              href={props.hrefOf(row.id)}
              current={row.id === focusedId}
              onFocusRow={onFocusRow}
              onOpenRow={onOpenRow}
            />
          )}
        </VirtualList>
      )}
    </section>
  )
}

function RowLink(props: {
  readonly row: BoardRowView
  readonly href: string
  readonly current: boolean
  readonly onFocusRow: (id: string) => void
  readonly onOpenRow: (id: string) => void
}): ReactNode {
  const { row, href, current } = props
  const narrow = useNarrow()
  return (
    <a
      href={href}
      data-row={row.id}
      className={names('row-link', row.fresh === true && 'row-fresh')}
      aria-current={current || undefined}
      onFocus={() => props.onFocusRow(row.id)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        if (event.detail === 0 || narrow) props.onOpenRow(row.id)
        else props.onFocusRow(row.id)
      }}
      onDoubleClick={() => props.onOpenRow(row.id)}
    >
      <BoardRow row={row} />
    </a>
  )
}

function linkOf(frame: HTMLElement | null, id: string): HTMLElement | null {
  return frame?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null
}

function useListKeys(
  main: boolean,
  step: (by: 1 | -1) => void,
  focusedId: string | undefined,
  open: (id: string) => void,
): void {
  const commands = useMemo<readonly Command[]>(() => {
    if (!main) return []
    const group = m.web_group_board()
    return [
      {
        id: 'board.next',
        title: m.web_board_next(),
        keys: 'J',
        group,
        hidden: true,
        run: () => step(1),
      },
      {
        id: 'board.previous',
        title: m.web_board_previous(),
        keys: 'K',
        group,
        hidden: true,
        run: () => step(-1),
      },
      {
        id: 'board.open',
        title: m.web_board_open(),
        keys: 'Invio',
        group,
        hidden: true,
        run: () => (focusedId === undefined ? undefined : open(focusedId)),
      },
    ]
  }, [main, step, focusedId, open])
  useCommands(commands)
}
