import {
  QueryClient,
  type QueryKey,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type * as z from 'zod'
import { tellAct } from './acts.ts'
import { type Ask, ask } from './api.ts'
import { machineNow } from './clock.ts'
import { type ApiProblem, asProblem } from './problem.ts'

/** The cache of what was read. `ask` does the retries, so nothing is retried here. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 10_000,
        networkMode: 'always',
        refetchOnWindowFocus: true,
        // What was read before the network went away is old when it comes back.
        refetchOnReconnect: true,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

/** A reading: its key in the cache, where it is asked and the contract of the reply. */
export interface Reading<S extends z.ZodType> {
  readonly key: QueryKey
  readonly path: string
  readonly query?: Ask<S>['query']
  readonly reply: S
  /** False while what the reading needs is not known yet. */
  readonly when?: boolean
  /** Milliseconds after which it is read again; unset for what the live stream changes. */
  readonly every?: number
  /** True for what the live stream changes: nobody hears the stream while it is not shown, so each showing reads anew. */
  readonly isLive?: boolean
}

/** Reads from the server, cached by key. */
export function useRead<S extends z.ZodType>(
  reading: Reading<S>,
): UseQueryResult<z.output<S>, ApiProblem> {
  return useQuery<z.output<S>, ApiProblem>({
    queryKey: reading.key,
    enabled: reading.when ?? true,
    ...(reading.every === undefined ? {} : { refetchInterval: whileAllowed(reading.every) }),
    ...(reading.isLive === true ? { refetchOnMount: 'always' as const } : {}),
    queryFn: ({ signal }) =>
      ask({
        method: 'GET',
        path: reading.path,
        reply: reading.reply,
        signal,
        ...(reading.query === undefined ? {} : { query: reading.query }),
      }).catch((error: unknown) => {
        throw asProblem(error)
      }),
  })
}

/** What is refused to this person stays refused, and each refusal is put on the log: it is not asked again by the clock. */
function whileAllowed(
  every: number,
): (query: { state: { error: Error | null } }) => number | false {
  return ({ state }) => (asProblem(state.error).status === 403 ? false : every)
}

/**
 * What keeps a page from being shown: nothing could be read, or it is refused now. What was read before the network, or the
 * server, went away stays on the page: the strip above says how old it is.
 */
export function blocking<T>({ data, error }: UseQueryResult<T, ApiProblem>): ApiProblem | null {
  return error !== null && (data === undefined || !error.passing) ? error : null
}

/** A command: how its input becomes a request, and which readings it makes old. */
export interface Writing<I, S extends z.ZodType> {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string | ((input: I) => string)
  readonly body?: (input: I) => unknown
  readonly reply: S
  readonly refresh?: readonly QueryKey[]
  readonly done?: (reply: z.output<S>, input: I) => void
  readonly failed?: (problem: ApiProblem, input: I) => void
}

/** One press of a command: whether it is the same as the one under way, and when it was, in milliseconds of this page. */
type Press = { readonly repeated: boolean; readonly sentMs: number }

/** The second click of a double click: the same command within this time of the first one's reply. */
const SAME_PRESS_MS = 600

/**
 * Sends a command. One call of `mutate` has one Idempotency-Key, however often the network loses it; the same
 * call again while it is under way, or just after, is the same press and is not sent.
 */
export function useWrite<I, S extends z.ZodType>(
  writing: Writing<I, S>,
): UseMutationResult<z.output<S>, ApiProblem, I, Press> {
  const client = useQueryClient()
  const press = useRef<{ what: string; sent?: Promise<z.output<S>> } | undefined>(undefined)
  const send = (input: I): Promise<z.output<S>> => {
    const held = press.current
    const sent = ask({
      method: writing.method,
      path: typeof writing.path === 'string' ? writing.path : writing.path(input),
      reply: writing.reply,
      idempotencyKey: crypto.randomUUID(),
      ...(writing.body === undefined ? {} : { body: writing.body(input) }),
    })
      .catch((error: unknown) => {
        if (press.current === held) press.current = undefined
        throw asProblem(error)
      })
      .finally(() =>
        setTimeout(() => {
          if (press.current === held) press.current = undefined
        }, SAME_PRESS_MS),
      )
    if (held !== undefined) held.sent = sent
    return sent
  }
  return useMutation<z.output<S>, ApiProblem, I, Press>({
    onMutate: (input) => {
      const what = JSON.stringify(input) ?? ''
      const repeated = press.current?.what === what
      if (!repeated) press.current = { what }
      return { repeated, sentMs: machineNow() }
    },
    mutationFn: (input) => press.current?.sent ?? send(input),
    onSuccess: (reply, input, { repeated, sentMs }) => {
      if (repeated) return
      tellAct(sentMs)
      for (const queryKey of writing.refresh ?? []) void client.invalidateQueries({ queryKey })
      writing.done?.(reply, input)
    },
    onError: (problem, input, press) => {
      if (press?.repeated !== true) writing.failed?.(problem, input)
    },
  })
}
