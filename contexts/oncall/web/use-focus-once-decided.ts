import { type RefObject, useEffect, useRef } from 'react'

/** What was pressed to publish or to throw away goes with the draft: the keyboard goes on from the heading. */
export function useFocusOnceDecided(drafted: number): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(drafted)
  useEffect(() => {
    if (before.current > 0 && drafted === 0) heading.current?.focus()
    before.current = drafted
  }, [drafted])
  return heading
}
