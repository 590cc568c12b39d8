import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useNarrow } from '../narrow.ts'
import { usePrinting } from '../printing.ts'

/** How a list can be moved from outside. */
export interface VirtualListHandle {
  show(index: number): void
}

interface ListProps<T> {
  readonly items: readonly T[]
  readonly itemKey: (item: T) => string
  readonly label: string
  /** Height of one item in px before it is measured. */
  readonly estimate: number
  /** An item always drawn, so that the focus on it is never lost. */
  readonly keep?: number
  readonly children: (item: T, index: number) => ReactNode
  readonly ref?: Ref<VirtualListHandle>
}

/**
 * A list that draws only what is seen. Every item knows its number and how many there are. On paper and on a narrow
 * screen it flows with the page instead, since a list that scrolls inside a page that scrolls traps the thumb.
 */
export function VirtualList<T>(props: ListProps<T>): ReactNode {
  const isNarrow = useNarrow()
  const isPrinting = usePrinting()
  return isNarrow || isPrinting ? <FlowList {...props} /> : <FrameList {...props} />
}

function FlowList<T>({ items, itemKey, label, children, ref }: ListProps<T>): ReactNode {
  const list = useRef<HTMLUListElement>(null)
  useImperativeHandle(ref, () => ({
    show: (index) => list.current?.children[index]?.scrollIntoView({ block: 'nearest' }),
  }))
  return (
    <ul ref={list} className="plain-list" aria-label={label}>
      {items.map((item, index) => (
        <li key={itemKey(item)} className="flow-item">
          {children(item, index)}
        </li>
      ))}
    </ul>
  )
}

function FrameList<T>(props: ListProps<T>): ReactNode {
  const { items, itemKey, estimate, keep } = props
  const frame = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => frame.current,
    estimateSize: () => estimate,
    overscan: 6,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : itemKey(item)
    },
    rangeExtractor: (range) => {
      const from = Math.max(0, range.startIndex - range.overscan)
      const to = Math.min(range.count - 1, range.endIndex + range.overscan)
      const seen = Array.from({ length: to - from + 1 }, (_, index) => from + index)
      const held =
        keep !== undefined && keep >= 0 && keep < range.count && (keep < from || keep > to)
      return held ? [...seen, keep].toSorted((a, b) => a - b) : seen
    },
  })
  useImperativeHandle(
    props.ref,
    () => ({ show: (index) => virtual.scrollToIndex(index, { align: 'auto' }) }),
    [virtual],
  )
  // A change of density changes every height.
  useEffect(() => virtual.measure(), [virtual, estimate])
  const below = items.length - 1 - (virtual.range?.endIndex ?? items.length)
  return (
    <>
      <div ref={frame} className="virtual">
        <ul
          className="plain-list virtual-space"
          aria-label={props.label}
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map((place) => {
            const item = items[place.index]
            if (item === undefined) return null
            return (
              <li
                key={place.key}
                ref={virtual.measureElement}
                data-index={place.index}
                aria-posinset={place.index + 1}
                aria-setsize={items.length}
                className="virtual-item"
                style={{ transform: `translateY(${place.start}px)` }}
              >
                {props.children(item, place.index)}
              </li>
            )
          })}
        </ul>
      </div>
      {/* Who listens is told by each item how many there are. */}
      {below > 0 ? (
        <p className="list-more" aria-hidden="true">
          {m.web_list_more({ count: below })}
        </p>
      ) : null}
    </>
  )
}
