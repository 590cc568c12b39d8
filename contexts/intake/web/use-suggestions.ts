import { useEffect, useState } from 'react'
import { type PlaceSuggestion, StreetSearchReply } from '#contexts/territory/contract-where.ts'
import { readPoint } from '#contexts/territory/model-coordinates.ts'
import { ask } from '#platform/web/api.ts'

const QUIET_MS = 120
const LEAST = 2
/** Longer words are told to be too long; nothing is looked for. */
const MOST = 300

type Found = { readonly words: string; readonly suggestions: readonly PlaceSuggestion[] }
const NONE: Found = { words: '', suggestions: [] }

/**
 * Streets and places that fit what is being typed; none while the network is away. `typed` null: nothing was typed
 * since the last choice. The words travel in a body, never in an address.
 */
export function useSuggestions(
  territoryId: string,
  typed: string | null,
  municipality: string | null,
): readonly PlaceSuggestion[] {
  const [found, setFound] = useState<Found>(NONE)
  const words = typed?.trim() ?? ''
  const isAsked = words.length >= LEAST && words.length <= MOST && readPoint(words) === undefined
  useEffect(() => {
    if (!isAsked) return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => {
      ask({
        method: 'POST',
        path: `/api/territories/${territoryId}/street-search`,
        body: { typed: words, municipality },
        reply: StreetSearchReply,
        signal: stop.signal,
      }).then(
        ({ suggestions }) => setFound({ words, suggestions }),
        // A suggestion is a convenience: without it the words stand as they are.
        () => undefined,
      )
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [territoryId, words, isAsked, municipality])
  // What answers other words must not be there to be chosen: it would take back what was typed since.
  return isAsked && found.words === words ? found.suggestions : NONE.suggestions
}
