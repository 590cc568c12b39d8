import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/**
 * Which consegne go on paper: the ones that were pressed, else the first that there are, which somebody waits for or which are the
 * newest. One sheet, not all that the page shows.
 */
export function useSheet(ids: readonly string[]) {
  const [pressed, setPressed] = useState<string>()
  useEffect(() => {
    const end = (): void => setPressed(undefined)
    addEventListener('afterprint', end)
    return () => removeEventListener('afterprint', end)
  }, [])
  const onPaper = pressed ?? ids[0]
  return {
    lookOf: (id: string): string => (id === onPaper ? '' : 'no-print'),
    print(id: string): void {
      // The browser measures the page as soon as it is asked to print.
      flushSync(() => setPressed(id))
      print()
    },
  }
}
