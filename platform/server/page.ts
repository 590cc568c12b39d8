import type { Session } from './access-ports.ts'
import type { Html } from './html.ts'
import type { RequestFacts } from './route.ts'
import type { ServeTools } from './serve.ts'

/** What a server-rendered page is given. Forms arrive as plain fields. */
export type PageInput = {
  readonly tools: ServeTools
  readonly session: Session | undefined
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly form: Readonly<Record<string, string>>
  readonly request: RequestFacts
}

/** A page, or the place to go to after a POST. */
export type PageReply = {
  readonly status?: number
  /** With 429: the seconds after which it makes sense to try again. */
  readonly retryAfterSeconds?: number
  readonly cookies?: readonly string[]
} & ({ readonly html: Html } | { readonly redirect: string } | { readonly file: PageFile })

/** A file that a browser keeps or shows. */
export type PageFile = {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** A page without sign-in, or before it: GET shows, only POST acts, so that a mail scanner does nothing. */
export type Page = {
  readonly path: string
  readonly get: (input: PageInput) => Promise<PageReply>
  readonly post?: (input: PageInput) => Promise<PageReply>
}
