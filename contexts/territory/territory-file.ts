import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Configuration } from './configuration.ts'
import {
  configurationFaults,
  configurationWarnings,
  type Fault,
  type KnownMunicipalities,
} from './consistency.ts'
import { TerritoryFileSchema, type TerritoryPerson } from './schema.ts'

type Path = readonly (string | number)[]

/** One fault of a file: where it stands (line and column from 1) and a code with an Italian text. */
export type FileIssue = {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly path: string
  readonly code: string
  readonly facts: Readonly<Record<string, string | number>>
}

export type TerritoryFile =
  | {
      readonly valid: true
      readonly configuration: Configuration
      readonly people: readonly TerritoryPerson[]
      readonly warnings: readonly FileIssue[]
    }
  | { readonly valid: false; readonly issues: readonly FileIssue[] }

/** What a document says; undefined when it points to what is not there, or to itself without end: the parser throws then. */
function valuesOf(document: Document): { readonly whole: unknown } | undefined {
  try {
    return { whole: document.toJS() }
  } catch {
    return undefined
  }
}

/** Reads a territory file: syntax, form, references and the two guaranteed needs, in this order. */
export function readTerritoryFile(
  text: string,
  file: string,
  known: KnownMunicipalities,
): TerritoryFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const locate = (path: Path) => ({
    file,
    ...positionOf(document, lines, path),
    path: path.join('.'),
  })
  if (document.errors.length > 0) {
    const issues = document.errors.map((error): FileIssue => {
      const { line, col } = lines.linePos(error.pos[0])
      return { file, line, column: col, path: '', code: 'yaml', facts: { detail: error.code } }
    })
    return { valid: false, issues }
  }
  const values = valuesOf(document)
  if (values === undefined) {
    const issue = { file, line: 1, column: 1, path: '', code: 'yaml', facts: { detail: 'ALIAS' } }
    return { valid: false, issues: [issue] }
  }
  const parsed = TerritoryFileSchema.safeParse(values.whole)
  if (!parsed.success) {
    return {
      valid: false,
      issues: sorted(parsed.error.issues.flatMap((one) => formIssues(one, locate))),
    }
  }
  const { people, ...configuration } = parsed.data
  const place = (fault: Fault): FileIssue => ({
    ...locate(fault.path),
    code: fault.code,
    facts: fault.facts,
  })
  const faults = [
    ...configurationFaults(configuration, known),
    ...peopleFaults(configuration, people),
  ]
  if (faults.length > 0) return { valid: false, issues: sorted(faults.map(place)) }
  return {
    valid: true,
    configuration,
    people,
    warnings: configurationWarnings(configuration).map(place),
  }
}

function sorted(issues: readonly FileIssue[]): readonly FileIssue[] {
  return [...issues].sort((a, b) => a.line - b.line || a.column - b.column)
}

/** The texts of our own forms are codes; the others are told apart by what Zod found. */
function formIssues(
  issue: z.core.$ZodIssue,
  locate: (path: Path) => Omit<FileIssue, 'code' | 'facts'>,
): readonly FileIssue[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        ...locate([...path, key]),
        code: 'unknown-key',
        facts: { key },
      }))
    case 'invalid_value':
      return [{ ...locate(path), code: 'not-one-of', facts: { among: issue.values.join(', ') } }]
    case 'invalid_type':
      return [typeIssue(issue, locate(path))]
    case 'too_small':
      return [{ ...locate(path), code: 'too-small', facts: { minimum: Number(issue.minimum) } }]
    case 'too_big':
      return [{ ...locate(path), code: 'too-big', facts: { maximum: Number(issue.maximum) } }]
    case 'invalid_format':
      return [{ ...locate(path), code: formCode(issue.message, issue.format), facts: {} }]
    default:
      return [{ ...locate(path), code: 'not-valid', facts: {} }]
  }
}

function typeIssue(
  issue: { readonly expected: string; readonly message: string },
  at: Omit<FileIssue, 'code' | 'facts'>,
): FileIssue {
  const missing = issue.message.endsWith('undefined')
  const code = missing ? 'missing' : 'wrong-type'
  return {
    ...at,
    code,
    facts: { field: at.path.split('.').at(-1) ?? '', expected: issue.expected },
  }
}

const FORMS = ['key', 'phone', 'window', 'belfiore', 'month-day', 'language']

function formCode(message: string, format: string): string {
  if (FORMS.includes(message)) return `form-${message}`
  return format === 'email' || format === 'date' ? `form-${format}` : 'not-valid'
}

function peopleFaults(
  configuration: Configuration,
  people: readonly TerritoryPerson[],
): readonly Fault[] {
  const bodies = configuration.bodies.map((one) => one.key)
  const listed = configuration.accredited.map((one) => one.key)
  return people.flatMap((person, at): Fault[] => [
    ...reference(['people', at, 'body'], person.body, bodies),
    ...(person.accredited === null
      ? []
      : reference(['people', at, 'accredited'], person.accredited, listed)),
    ...(people.findIndex((other) => other.email === person.email) === at
      ? []
      : [
          {
            path: ['people', at, 'email'],
            code: 'duplicate-key' as const,
            facts: { value: person.email },
          },
        ]),
  ])
}

function reference(path: Path, value: string, among: readonly string[]): Fault[] {
  if (among.includes(value)) return []
  return [{ path, code: 'unknown-reference', facts: { value, among: among.join(', ') } }]
}

/** The place of a path; of its nearest parent that is written when the path itself is not there. */
function positionOf(
  document: Document,
  lines: LineCounter,
  path: Path,
): { line: number; column: number } {
  for (let length = path.length; length >= 0; length -= 1) {
    const offset = offsetOf(document, path.slice(0, length))
    if (offset === undefined) continue
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  return { line: 1, column: 1 }
}

function offsetOf(document: Document, path: Path): number | undefined {
  const last = path.at(-1)
  const parent = path.length === 0 ? undefined : document.getIn(path.slice(0, -1), true)
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === last)
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined
  }
  const node = path.length === 0 ? document.contents : document.getIn(path, true)
  return isNode(node) ? (node as Node).range?.[0] : undefined
}
