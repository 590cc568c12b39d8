import { type ReactNode, type RefObject, useEffect, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'

/** Of the questions without an answer that stand last in the card, how many are not in full view above the keys. */
export function useBelow(card: RefObject<HTMLElement | null>, count: number): number {
  const [below, setBelow] = useState(0)
  useEffect(() => {
    const found = count === 0 ? [] : openGroups(card.current).slice(-count)
    const hidden = new Set<Element>()
    setBelow(0)
    if (found.length === 0) return undefined
    const keys = card.current?.parentElement?.querySelector(
      '.intake-thumb .btn:not(.intake-follow-ups)',
    )
    const covered = keys ? Math.max(0, innerHeight - keys.getBoundingClientRect().top) : 0
    const seen = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio, boundingClientRect } of entries) {
          // What was read and scrolled away above is not below.
          if (intersectionRatio < 0.99 && boundingClientRect.top > 0) hidden.add(target)
          else hidden.delete(target)
        }
        setBelow(hidden.size)
      },
      { rootMargin: `0px 0px -${Math.ceil(covered)}px 0px`, threshold: [0, 0.99, 1] },
    )
    for (const group of found) seen.observe(group)
    return () => seen.disconnect()
  }, [card, count])
  return below
}

function openGroups(card: HTMLElement | null): readonly Element[] {
  const groups = [...(card?.querySelectorAll('[role="radiogroup"]') ?? [])]
  return groups.filter((group) => group.querySelector('[aria-checked="true"]') === null)
}

/** An answer has brought questions below those in sight: said where the thumb is, and one press away. */
export function FollowUps(props: {
  readonly count: number
  readonly card: RefObject<HTMLElement | null>
}): ReactNode {
  if (props.count === 0) return null
  const show = (): void => {
    const open = openGroups(props.card.current).at(-props.count)
    open?.scrollIntoView({ block: 'center' })
    open?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true })
  }
  return (
    <Button kind="quiet" className="intake-follow-ups" onPress={show}>
      {m.intake_follow_ups({ count: props.count })}
    </Button>
  )
}
