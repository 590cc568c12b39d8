import { useEffect, useState } from 'react'
import { ask } from '#platform/web/api.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { useRead } from '#platform/web/queries.ts'
import { type Context, ContextReply, PreviousContactsReply } from '../contract.ts'

/** What the form needs of the territory, read again when the municipality changes, and after `every` milliseconds. */
export function useContext(
  territoryId: string | undefined,
  municipality: string | null,
  every?: number,
): { context: Context | undefined; problem: ApiProblem | null; again: () => void } {
  const read = useRead({
    key: ['intake', 'context', territoryId ?? null, municipality],
    path: '/api/intake/context',
    query: { territory: territoryId, municipality: municipality ?? undefined },
    reply: ContextReply,
    ...(every === undefined ? {} : { every }),
  })
  const [held, setHeld] = useState<Context>()
  useEffect(() => {
    if (read.data !== undefined) setHeld(read.data)
  }, [read.data])
  return {
    context: read.data ?? held,
    problem: read.data === undefined && held === undefined ? read.error : null,
    again: () => void read.refetch(),
  }
}

const QUIET_MS = 600

/** How many earlier contacts came from this number; 0 while unknown. The number travels in a body, never in an address. */
export function usePreviousContacts(phone: string | null, territoryId: string | undefined): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    setCount(0)
    if (phone === null) return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => {
      ask({
        method: 'POST',
        path: '/api/intake/previous-contacts',
        body: { phone, ...(territoryId === undefined ? {} : { territoryId }) },
        reply: PreviousContactsReply,
        signal: stop.signal,
      }).then(
        (reply) => setCount(reply.count),
        // A count is a convenience: without it the call goes on.
        () => undefined,
      )
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [phone, territoryId])
  return count
}
