import type { z } from 'zod'
import type { Actor } from '#platform/kernel/actor.ts'
import type { InterventionId, TerritoryId } from '#platform/kernel/ids.ts'
import type { Instant } from '#platform/kernel/time.ts'
import type { Facts, Verdict } from './access-ports.ts'
import type { Tx } from './db.ts'

type Schema = z.ZodType
type Replies = Readonly<Record<number, Schema>>
type Out<S> = S extends Schema ? z.output<S> : undefined

/** What a handler is given: the transaction, who asks, when, and the checked input. */
export type RouteInput<P, Q, B> = {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Instant
  readonly params: Out<P>
  readonly query: Out<Q>
  readonly body: Out<B>
  /** Judges another permission on the way, for `can` flags or a second object. */
  readonly may: (action: string, facts: Facts) => Verdict
  readonly request: RequestFacts
}

/** What of the HTTP request a handler may need. */
export type RequestFacts = {
  readonly id: string
  readonly cookies: Readonly<Record<string, string | undefined>>
  /** A fingerprint of the address, for rate limits; never the address. */
  readonly peer: string
  readonly userAgent: string
}

/** One of the declared replies. Cookies are set as given. */
export type RouteReply<R extends Replies> = {
  [K in keyof R & number]: {
    readonly status: K
    readonly body: z.input<R[K]>
    readonly cookies?: readonly string[]
  }
}[keyof R & number]

/** How a route finds the one territory it writes to. */
export type WriteTerritory<P, Q, B> =
  /** Reads only. */
  | 'none'
  /** New work: `body.territoryId`, else the desk's, else the only one there is. */
  | 'desk'
  /** The territory of what the command concerns, read under the actor's own sight; undefined: 404. */
  | ((
      tx: Tx,
      input: { params: Out<P>; query: Out<Q>; body: Out<B> },
    ) => Promise<TerritoryId | undefined>)

export type RouteSpec<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Replies,
> = {
  /** Operation id: `<room>.<verb><Noun>`. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with `:params`, under `/api`. */
  readonly path: `/api/${string}` | '/status'
  /** One Italian sentence for the OpenAPI page. */
  readonly summary: string
  /** The action asked of `authorize`; `public` needs nobody, `signed-in` any session, `locked` also a locked one. */
  readonly may: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly reply: R
  readonly writes: WriteTerritory<P, Q, B>
  /** What the permission is judged by; without it, the territory alone. */
  readonly facts?: (
    tx: Tx,
    input: { params: Out<P>; query: Out<Q>; body: Out<B> },
  ) => Promise<Facts | undefined>
  /** The file that a denial or refusal belongs to, when the path names one. */
  readonly about?: (params: Out<P>) => InterventionId
  readonly run: (input: RouteInput<P, Q, B>) => Promise<RouteReply<NoInfer<R>>>
}

/** A route whose types have been forgotten, as the server keeps it. */
export type Route = RouteSpec<Schema | undefined, Schema | undefined, Schema | undefined, Replies>

/**
 * Declares one operation. Refuses to start (throws) without permission, summary or reply schemas, or when a
 * command has no territory rule: forgetting is an error at start, not a hole at run time.
 */
export function route<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  const R extends Replies = Replies,
>(spec: RouteSpec<P, Q, B, R>): Route {
  const missing = (['id', 'may', 'summary', 'writes', 'run'] as const).filter((key) => !spec[key])
  if (missing.length > 0) throw new Error(`route ${spec.id}: ${missing.join(', ')} missing`)
  if (Object.keys(spec.reply).length === 0) throw new Error(`route ${spec.id}: no reply schema`)
  const named = [...spec.path.matchAll(/:(\w+)/gu)].length > 0
  if (named && spec.params === undefined) throw new Error(`route ${spec.id}: params without schema`)
  if (spec.method === 'GET' && spec.body !== undefined)
    throw new Error(`route ${spec.id}: GET body`)
  return spec as unknown as Route
}
