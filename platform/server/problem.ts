import { z } from 'zod'
import { textOf } from '#platform/i18n/texts.ts'
import type { RefusalFacts } from '#platform/kernel/decision.ts'
import {
  BadInputError,
  NotFoundError,
  RefusalError,
  SignedOutError,
  type WrongField,
} from './errors.ts'
import { constraintOf, isAway, sqlState } from './sql-state.ts'

/** RFC 9457 problem details, with our code, the facts that explain it and the fields concerned. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly facts?: RefusalFacts
  readonly errors?: readonly { path: string; code: string; detail: string }[]
  readonly requestId: string
}

/** The same for OpenAPI: what every operation answers when it does not do what was asked. */
export const ProblemReply = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    facts: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .optional(),
    errors: z
      .array(z.object({ path: z.string(), code: z.string(), detail: z.string() }))
      .optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' })

/** The Italian text of a problem code; the test of texts keeps this from ever falling back. */
function titleOf(code: string, facts: RefusalFacts): string {
  return textOf(`problem_${code.replaceAll('-', '_')}`, facts) ?? textOf('problem_fault') ?? code
}

function problem(
  status: number,
  code: string,
  requestId: string,
  facts: RefusalFacts = {},
): Problem {
  const title = titleOf(code, facts)
  return {
    type: `/problemi/${code}`,
    title,
    status,
    code,
    detail: title,
    requestId,
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
  }
}

const ZOD_CODES: Readonly<Record<string, string>> = {
  invalid_type: 'invalid-type',
  too_big: 'too-long',
  too_small: 'too-short',
  invalid_format: 'invalid-format',
  invalid_value: 'invalid-choice',
  unrecognized_keys: 'unknown-field',
}

/** Nothing where at least one letter or one choice is wanted: missing, not too short. */
function isEmptied(issue: z.core.$ZodIssue): boolean {
  if (issue.code !== 'too_small' || issue.minimum !== 1) return false
  return issue.origin === 'string' || issue.origin === 'array'
}

const NUMBERS: readonly string[] = ['number', 'int', 'bigint']

/** A number is not short or long: it has a least and a greatest, and its words say which. */
function limitOf(issue: z.core.$ZodIssue): Omit<WrongField, 'path'> | undefined {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return undefined
  if (!NUMBERS.includes(issue.origin)) return undefined
  const isSmall = issue.code === 'too_small'
  const limit = Number(isSmall ? issue.minimum : issue.maximum)
  if (issue.inclusive === false)
    return { code: isSmall ? 'too-small-for' : 'too-large-for', facts: { limit } }
  return { code: isSmall ? 'too-small' : 'too-large', facts: { limit } }
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_format' && issue.format === 'email') return 'invalid-email'
  return ZOD_CODES[issue.code] ?? 'invalid'
}

/** Field errors of a Zod refusal. A schema names its own code as the message, in kebab case. */
export function inputErrors(error: z.ZodError): BadInputError {
  return new BadInputError(
    error.issues.map((issue) => {
      const own = /^[a-z]+(?:-[a-z]+)*$/u.test(issue.message) ? issue.message : undefined
      const absent =
        (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) ||
        isEmptied(issue)
      const code = own ?? (absent ? 'required' : codeOf(issue))
      const limit = own === undefined && !absent ? limitOf(issue) : undefined
      return { path: issue.path.map(String).join('.'), code, ...limit }
    }),
  )
}

function badInput(error: BadInputError, requestId: string): Problem {
  return {
    ...problem(400, 'bad-input', requestId),
    errors: error.errors.map(({ path, code, facts }) => ({
      path,
      code,
      detail:
        textOf(`field_${code.replaceAll('-', '_')}`, facts) ?? textOf('field_invalid') ?? code,
    })),
  }
}

const FRAMEWORK: Readonly<Record<string, [number, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body-too-large'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'media-type'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'invalid-json'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'invalid-json'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'invalid-json'],
}

function fromDatabase(error: unknown, requestId: string): Problem | undefined {
  const state = sqlState(error)
  // Class 22: a value the database cannot hold (a NUL byte, a number out of range): the input's fault.
  if (state.startsWith('22')) return problem(400, 'bad-input', requestId)
  if (state === '55P03' || state === '40P01' || state === '40001')
    return problem(503, 'busy', requestId)
  if (state === '23505' || state === '23P01')
    return problem(409, 'already-exists', requestId, { rule: constraintOf(error) })
  if (isAway(error)) return problem(503, 'database-away', requestId)
  return undefined
}

/** The problem that answers an error: bad input, refusal, or a fault that says only the request's id. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof BadInputError) return badInput(error, requestId)
  if (error instanceof RefusalError)
    return problem(error.status, error.code, requestId, error.facts)
  if (error instanceof NotFoundError) return problem(404, 'not-found', requestId)
  if (error instanceof SignedOutError) return problem(401, 'signed-out', requestId)
  const framework = frameworkProblem(error)
  if (framework) return problem(framework[0], framework[1], requestId)
  return fromDatabase(error, requestId) ?? problem(500, 'fault', requestId)
}

function frameworkProblem(error: unknown): [number, string] | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known = FRAMEWORK[code]
  if (known) return known
  const status =
    'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 0
  return status >= 400 && status < 500 ? [400, 'bad-request'] : undefined
}
