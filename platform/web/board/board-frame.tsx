import type { ReactNode } from 'react'
import { useNarrow } from '../narrow.ts'
import { names } from '../ui/class-names.ts'

/** The board: lists on the left, what is in focus, resources on the right. Narrow screens show one at a time. */
export function BoardFrame(props: {
  readonly lists: ReactNode
  readonly focus: ReactNode
  /** Undefined where no room has anything to put there: the rest takes its space. */
  readonly right: ReactNode
  /** The page's heading, for who hears the page instead of seeing its shape. */
  readonly title: string
  /** On a narrow screen the focus covers the lists. */
  readonly focusOpen: boolean
}): ReactNode {
  const narrow = useNarrow()
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- narrow, it scrolls: reach it by keyboard
      tabIndex={narrow ? 0 : undefined}
      className={names(
        'board',
        props.focusOpen && 'board-focused',
        props.right === undefined && 'board-without-right',
      )}
    >
      <h1 className="visually-hidden">{props.title}</h1>
      <div className="board-lists">{props.lists}</div>
      <div className="board-focus">{props.focus}</div>
      {props.right === undefined ? null : <div className="board-right">{props.right}</div>}
    </div>
  )
}

/** A titled block of the right column. */
export function BoardBlock({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}): ReactNode {
  return (
    <section className="board-block" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}
