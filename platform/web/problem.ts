import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'

const problemSchema = z.object({
  code: z.string(),
  detail: z.string(),
  facts: z.record(z.string(), z.unknown()).catch({}),
  errors: z.array(z.object({ path: z.string(), code: z.string(), detail: z.string() })).catch([]),
  requestId: z.string().optional().catch(undefined),
})

/** One wrong field: its path inside the body (`caller.phone`), the code and the Italian text of what is wrong. */
export interface FieldError {
  readonly path: string
  readonly code: string
  readonly detail: string
}

/** What can go wrong on the way, where no server speaks. */
export type WayCode = 'offline' | 'unexpected-reply' | 'unknown'

/**
 * What a person can do about a problem: try again as it is, load the page anew, ask for the permission, leave for
 * what they may see, or mend what its sentence says.
 */
export type Advice = 'again' | 'reload' | 'ask' | 'leave' | 'mend'

/**
 * What the server (or the way to it) refused. `message` is the Italian text to show: the server's own
 * (`problem_<code>`), so that browser, mail and page say the same. `code` is from a closed union of the
 * room, or a `WayCode`; `facts` explain it (who already answers, until when).
 */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly facts: Readonly<Record<string, unknown>>
  readonly fields: readonly FieldError[]
  readonly requestId: string | undefined

  constructor(given: {
    code: string
    status: number
    text: string
    facts?: Readonly<Record<string, unknown>>
    fields?: readonly FieldError[]
    requestId?: string | undefined
  }) {
    super(given.text)
    this.name = 'ApiProblem'
    this.code = given.code
    this.status = given.status
    this.facts = given.facts ?? {}
    this.fields = given.fields ?? []
    this.requestId = given.requestId
  }

  /** Whether trying again, unchanged, may succeed. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 500
  }

  get advice(): Advice {
    if (this.passing) return 'again'
    if (this.code === 'unexpected-reply' || this.code === 'unknown') return 'reload'
    if (this.status === 403) return 'ask'
    return this.status === 404 ? 'leave' : 'mend'
  }

  /** Whether it is about what was written: wrong fields, or a code such as `reason-required`. */
  get isAboutFields(): boolean {
    return this.fields.length > 0 || this.code.endsWith('-required')
  }

  /** The Italian text for the field at `path`, when that field, or an entry of it where it is a list, is wrong. */
  fieldText(path: string): string | undefined {
    const isIt = (one: string) => one === path || one.replace(/\.\d+$/u, '') === path
    return this.fields.find((field) => isIt(field.path))?.detail
  }
}

/** A problem of the way, not of the server. `status` 0 when nothing came back. */
export function wayProblem(code: WayCode, status: number): ApiProblem {
  return new ApiProblem({ code, status, text: wayText(code) })
}

function wayText(code: WayCode): string {
  if (code === 'offline') return m.web_problem_offline()
  return code === 'unexpected-reply' ? m.web_problem_unexpected_reply() : m.web_problem_unknown()
}

/** Reads the body of a refused reply; a body that is no problem+json becomes `unknown`. */
export function problemFrom(status: number, body: unknown): ApiProblem {
  const read = problemSchema.safeParse(body)
  if (!read.success) return wayProblem('unknown', status)
  const { code, detail, facts, errors, requestId } = read.data
  return new ApiProblem({ code, status, text: detail, facts, fields: errors, requestId })
}

/** Any thrown thing as a problem that can be shown. */
export function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : wayProblem('unknown', 0)
}
