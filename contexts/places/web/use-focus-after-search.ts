import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/**
 * The form of a search goes away with the button that was pressed: the keyboard goes on from the heading of what was found,
 * which comes into view with it, once it is there. Answers the heading and what says that a search was made.
 */
export function useFocusAfterSearch(
  isThere: boolean,
): readonly [RefObject<HTMLHeadingElement | null>, () => void] {
  const heading = useRef<HTMLHeadingElement>(null)
  const [isOwed, setOwed] = useState(false)
  useEffect(() => {
    if (!isOwed || !isThere) return
    heading.current?.focus()
    setOwed(false)
  }, [isOwed, isThere])
  return [heading, useCallback(() => setOwed(true), [])]
}
