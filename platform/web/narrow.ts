import { useSyncExternalStore } from 'react'

// Paper is never narrow: a table stays a table on it.
const NARROW = 'screen and (max-width: 59.99rem)'

// Beside two columns a third has room for a sentence and its buttons.
const ROOMY = 'screen and (min-width: 100rem)'

const subscribeTo =
  (media: string) =>
  (listener: () => void): (() => void) => {
    const query = matchMedia(media)
    query.addEventListener('change', listener)
    return () => query.removeEventListener('change', listener)
  }
const [toNarrow, toRoomy] = [subscribeTo(NARROW), subscribeTo(ROOMY)]

/** Whether the screen shows one thing at a time: a telephone, or a page enlarged to 200 %. */
export function useNarrow(): boolean {
  return useSyncExternalStore(toNarrow, () => matchMedia(NARROW).matches)
}

/** Whether what is urgent fits beside the lists; else it stands above them. */
export function useRoomy(): boolean {
  return useSyncExternalStore(toRoomy, () => matchMedia(ROOMY).matches)
}
