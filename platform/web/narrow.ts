import { useSyncExternalStore } from 'react'

// Paper is never narrow: a table stays a table on it.
const NARROW = 'screen and (max-width: 59.99rem)'

function subscribe(listener: () => void): () => void {
  const query = matchMedia(NARROW)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Whether the screen shows one thing at a time: a telephone, or a page enlarged to 200 %. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
}
