import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import { REPORT_FIELDS, type ReportContent, type ReportField } from './model.ts'

/** What one completion changes. Of `answers` and `said` only the entries given. */
export type ReportChanges = { readonly [F in ReportField]?: ReportContent[F] }

/** What moves and can collide: a field, or one question of `answers`. */
export type FieldPath = ReportField | `answers.${string}`

/** The version of the report in which each path last moved; absent = at registration. */
export type FieldVersions = Readonly<Record<string, number>>

/** A report as it stands. `content` null: its personal data were wiped. */
export type ReportState = {
  readonly version: number
  readonly content: ReportContent | null
  readonly fieldVersions: FieldVersions
}

export type CompletionRefusal = 'field-changed-meanwhile' | 'report-forgotten'

/** What a completion comes to: the paths that really moved, and the report after it. */
export type Completion = {
  readonly paths: readonly FieldPath[]
  readonly content: ReportContent
  readonly fieldVersions: FieldVersions
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}

function merged(content: ReportContent, changes: ReportChanges): ReportContent {
  return {
    ...content,
    ...changes,
    answers: { ...content.answers, ...changes.answers },
    said: { ...content.said, ...changes.said },
  }
}

/** The paths in which two versions of a report differ. */
export function pathsChanged(before: ReportContent, after: ReportContent): readonly FieldPath[] {
  return REPORT_FIELDS.flatMap((field): readonly FieldPath[] => {
    if (field !== 'answers') return same(before[field], after[field]) ? [] : [field]
    const facts = new Set([...Object.keys(before.answers), ...Object.keys(after.answers)])
    const [old, fresh]: readonly Readonly<Record<string, unknown>>[] = [
      before.answers,
      after.answers,
    ]
    return [...facts]
      .filter((fact) => !same(old?.[fact], fresh?.[fact]))
      .map((fact) => `answers.${fact}` as const)
  })
}

/**
 * Completes a report from what the writer saw (`seen` = its version). It is a conflict only when the same path
 * moved since then to another value: `field-changed-meanwhile` names it. Script ticks never collide.
 * A completion that changes nothing is accepted with no paths.
 */
export function completeReport(
  report: ReportState,
  changes: ReportChanges,
  seen: number,
): Decision<Completion, CompletionRefusal> {
  if (report.content === null) return refuse('report-forgotten')
  const content = merged(report.content, changes)
  const paths = pathsChanged(report.content, content)
  const moved = paths.find((path) => path !== 'said' && (report.fieldVersions[path] ?? 1) > seen)
  if (moved !== undefined) return refuse('field-changed-meanwhile', { field: moved })
  const version = report.version + 1
  const stamps = Object.fromEntries(paths.map((path) => [path, version]))
  return accept({ paths, content, fieldVersions: { ...report.fieldVersions, ...stamps } })
}
