import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query'
import { createContext, use, useCallback, useEffect, useMemo, useRef } from 'react'
import type * as z from 'zod'
import { machineNow } from '../clock.ts'
import type { ApiProblem } from '../problem.ts'
import { type Reading, useRead } from '../queries.ts'
import { useServerSeconds } from '../ticker.ts'
import { type LinkLevel, linkLevel } from './badge.ts'
import { applyBoard, type Board } from './board-feed.ts'
import type { LiveClient } from './client.ts'
import type { LiveMessage } from './messages.ts'

type RowsMessage = Extract<LiveMessage, { kind: 'rows' }>

/** The live stream of this page; undefined where there is none (a page of components, a locked desk). */
export const LiveContext = createContext<LiveClient | undefined>(undefined)

/** How fresh the link is, rendered each second. `since` is the machine time of the last sign of life. */
export interface LinkState {
  readonly level: LinkLevel
  readonly seconds: number
  readonly since: number | undefined
}

/** What to show without a stream of its own: set by pages of components. */
export const FixedLinkContext = createContext<LinkState | undefined>(undefined)

/** The state of the link, for the badge and the stale frame. Before the first message it counts from the start. */
export function useLink(): LinkState {
  const live = use(LiveContext)
  const fixed = use(FixedLinkContext)
  useServerSeconds()
  if (fixed !== undefined) return fixed
  const since = live?.lastSeen() ?? STARTED
  const seconds = Math.max(0, Math.floor((machineNow() - since) / 1000))
  return { level: linkLevel(seconds), seconds, since }
}

const STARTED = performance.timeOrigin

const HELD_MESSAGES = 200

/**
 * Reads a board and then follows the live stream of `topic`; a `reset` reads it anew. Messages that come while the board
 * is being read wait, so that nothing falls between the reading and the stream. Nobody listens while no page shows the
 * board: each showing reads it anew (`isLive`), and so does a stream that begins after the reading.
 */
export function useLiveBoard<B extends Board<Row>, Row extends { readonly id: string }>(
  reading: Reading<z.ZodType<B>> & { readonly row: z.ZodType<Row>; readonly topic: string },
): {
  readonly board: B | undefined
  readonly problem: ApiProblem | null
  readonly again: () => void
} {
  const live = use(LiveContext)
  const client = useQueryClient()
  const heard = useRef<RowsMessage[]>([])
  const begins = useRef(0)
  const { row, topic } = reading
  const name = JSON.stringify(reading.key)
  const key = useMemo<QueryKey>(() => JSON.parse(name), [name])
  const read = useRead({ ...reading, isLive: true })

  const catchUp = useCallback(() => {
    const held = client.getQueryData<B>(key)
    if (held === undefined) return
    if (held.position < begins.current) {
      begins.current = 0
      readAnew(client, key)
    }
    const now = heard.current.reduce<Board<Row>>(
      (board, message) => applyBoard(board, message, row),
      held,
    )
    if (now.position !== held.position) client.setQueryData<B>(key, { ...held, ...now })
  }, [client, key, row])

  useEffect(
    () =>
      live?.listen((message) => {
        if (message.kind === 'reset') readAnew(client, key)
        if (message.kind === 'hello') {
          begins.current = message.position
          catchUp()
        }
        if (message.kind !== 'rows' || message.topic !== topic) return
        heard.current = [...heard.current.slice(1 - HELD_MESSAGES), message]
        catchUp()
      }),
    [live, client, key, topic, catchUp],
  )
  // Each reading may be older than what was heard since.
  useEffect(catchUp, [catchUp, read.data])
  return { board: read.data, problem: read.error, again: () => void read.refetch() }
}

/**
 * Reads again what may have changed. A first reading that is under way is given up: joined, it would bring what was true
 * before. The blocks of one page hear the same message: the first asks, the others find it asked.
 */
export function readAnew(client: QueryClient, queryKey: QueryKey): void {
  const name = JSON.stringify(queryKey)
  const pending = asking.get(client) ?? new Set<string>()
  asking.set(client, pending)
  if (pending.has(name)) return
  pending.add(name)
  queueMicrotask(() => {
    pending.delete(name)
    void client.cancelQueries({ queryKey }).then(() => client.invalidateQueries({ queryKey }))
  })
}

const asking = new WeakMap<QueryClient, Set<string>>()

/** Listens for any live message, for what is no board: the count in the tab title, a sound. */
export function useLiveMessages(listener: Parameters<LiveClient['listen']>[0]): void {
  const live = use(LiveContext)
  useEffect(() => live?.listen(listener), [live, listener])
}
