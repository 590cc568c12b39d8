import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { serverNowMs } from '#platform/web/clock.ts'
import { useSession } from '#platform/web/session.ts'
import type { Kept } from './envelope/shelf.ts'

/** The sheets that were given out: with an envelope come new ones. */
export const SHEETS_KEY = ['shifts', 'sheets']

/** `unable`: this browser keeps nothing, or not on this page. `unknown` until the machine has been looked at. */
export type EnvelopeStanding = 'unknown' | 'unable' | 'none' | 'kept'

/** This person's emergency envelope on this machine. */
export interface EnvelopeHere {
  readonly standing: EnvelopeStanding
  readonly kept: Kept | undefined
  /** Prepares it with the word that opens it; throws what kept it from being prepared. */
  readonly prepare: (word: string) => Promise<void>
}

const isAble = (): boolean =>
  globalThis.isSecureContext && 'serviceWorker' in navigator && 'caches' in globalThis

const EVERY_MS = 10 * 60_000
/** What the person came for goes first over a slow line. */
const QUIET_MS = 3000

/** As it was last seen on this machine: known also when nothing more can be loaded. */
let seen: Kept | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell(found: Kept | undefined): void {
  seen = found
  for (const listener of listeners) listener()
}

/** This person's envelope on this machine, as far as this page has looked. */
export function useSeenEnvelope(): Kept | undefined {
  const staffId = useSession().data?.staffId
  const kept = useSyncExternalStore(subscribe, () => seen)
  return kept?.staffId === staffId ? kept : undefined
}

/** Looks at the machine, and fills the envelope anew while the page is open. */
export function useEnvelope(when = true, after: 'at-once' | 'quiet' = 'at-once'): EnvelopeHere {
  const staffId = useSession().data?.staffId
  const client = useQueryClient()
  const kept = useSeenEnvelope()
  const [isLooked, setLooked] = useState(false)
  useEffect(() => {
    if (staffId === undefined || !when || !isAble()) return
    let isHere = true
    const look = async () => {
      const { refresh } = await import('./envelope/keeping.ts')
      const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(serverNowMs()))
      const found = await refresh(staffId, now).catch(() => undefined)
      if (!isHere) return
      tell(found)
      setLooked(true)
    }
    const first = setTimeout(() => void look(), after === 'quiet' ? QUIET_MS : 0)
    const again = setInterval(() => void look(), EVERY_MS)
    return () => {
      isHere = false
      clearTimeout(first)
      clearInterval(again)
    }
  }, [staffId, when, after])
  const prepare = useCallback(
    async (word: string) => {
      if (staffId === undefined) return
      const { prepare: make } = await import('./envelope/keeping.ts')
      tell(await make(staffId, word))
      setLooked(true)
      void client.invalidateQueries({ queryKey: SHEETS_KEY })
    },
    [staffId, client],
  )
  return { standing: standingOf(isLooked, kept), kept, prepare }
}

function standingOf(isLooked: boolean, kept: Kept | undefined): EnvelopeStanding {
  if (!isAble()) return 'unable'
  if (!isLooked) return 'unknown'
  return kept === undefined ? 'none' : 'kept'
}
