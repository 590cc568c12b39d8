import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { DomainEvent } from '#platform/kernel/event.ts'
import type { StaffId } from '#platform/kernel/ids.ts'
import { type Instant, notAfter } from '#platform/kernel/time.ts'

export const OBSERVATION_KINDS = ['fact', 'statement', 'evaluation'] as const
/** What was seen, what somebody said in their own words, what a profession makes of it: kept apart (H2). */
export type ObservationKind = (typeof OBSERVATION_KINDS)[number]

export const ANSWERS = ['yes', 'no', 'unknown'] as const
export type Answer = (typeof ANSWERS)[number]

/** Words of a first assessment; sealed wherever they are kept. */
export type AssessmentWords = {
  readonly need: string
  readonly risk: string
  readonly resources: string
  /** How, when and through whom the person can be reached without danger. */
  readonly safeContact: string
}

/** A first assessment: the *rete presente*, danger now, and whether a place is needed. */
export type Assessment = {
  readonly needsPlace: boolean
  readonly network: Answer
  readonly danger: Answer
  readonly words: AssessmentWords
}

/** Words of a signed field: those of who signs, and those that were proposed and left as they stood (H2). */
export type SignedWords = { readonly own: string; readonly confirmed: string }

/** The lines of a text, without empty ones: what is proposed is left or taken out line by line. */
export function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Parts the words of who signs from what was proposed: a line that was changed is theirs. */
export function signedWords(text: string, proposed: readonly string[]): SignedWords {
  const lines = linesOf(text)
  const confirmed = lines.filter((line) => proposed.includes(line))
  // Words that nobody proposed stay as they were written, with their empty lines.
  if (confirmed.length === 0) return { own: text, confirmed: '' }
  const own = lines.filter((line) => !proposed.includes(line))
  return { own: own.join('\n'), confirmed: confirmed.join('\n') }
}

/** One observation as it stands; `correctedBy`: the one that takes its place. */
export type Observation = {
  readonly id: string
  readonly kind: ObservationKind
  readonly happenedAt: Instant
  readonly correctedBy: string | null
}

/** A task as it stands. */
export type Task = {
  readonly id: string
  readonly version: number
  readonly staffId: StaffId
  readonly dueAt: Instant | null
  readonly doneAt: Instant | null
}

/** What happened in the work on a file: never the words, which stay sealed in their rows. */
export type WorkEvent =
  | DomainEvent<
      'AssessmentWritten',
      {
        readonly needsPlace: boolean
        readonly network: Answer
        readonly danger: Answer
        readonly role: string
        readonly isFirst: boolean
      }
    >
  | DomainEvent<'ObservationWritten', { readonly kind: ObservationKind; readonly role: string }>
  | DomainEvent<
      'ObservationCorrected',
      { readonly kind: ObservationKind; readonly corrects: string; readonly role: string }
    >
  | DomainEvent<'TaskAdded', { readonly staffId: StaffId; readonly dueAt: string | null }>
  | DomainEvent<'TaskDone', { readonly staffId: StaffId }>
  | DomainEvent<'TaskFellDue', { readonly staffId: StaffId; readonly dueAt: string }>
  | DomainEvent<'TaskLeftUndone', { readonly staffId: StaffId }>
  | DomainEvent<'ReadBackGiven', { readonly isMailed: boolean }>
  | DomainEvent<'ReadBackNotOwed', Readonly<Record<string, never>>>

export type ObservationRefusal = 'in-the-future' | 'words-of-whom' | 'qualified-only'

/**
 * What was seen, said or evaluated. Refuses `in-the-future`, words without whose they are (`words-of-whom`), and an
 * evaluation by who is not of the profession (`qualified-only`).
 */
export function observe(ask: {
  readonly kind: ObservationKind
  readonly whose: string
  readonly happenedAt: Instant
  readonly now: Instant
  readonly role: string
  readonly isQualified: boolean
}): Decision<WorkEvent, ObservationRefusal> {
  if (!notAfter(ask.happenedAt, ask.now)) return refuse('in-the-future')
  if (ask.kind === 'statement' && ask.whose === '') return refuse('words-of-whom')
  if (ask.kind === 'evaluation' && !ask.isQualified) return refuse('qualified-only')
  return accept({ type: 'ObservationWritten', data: { kind: ask.kind, role: ask.role } })
}

export type CorrectionRefusal = 'already-corrected' | 'qualified-only'

/** Other words for an observation: the first ones are kept, struck. Refuses one that was corrected already. */
export function correctObservation(
  of: Observation,
  by: { readonly role: string; readonly isQualified: boolean },
): Decision<WorkEvent, CorrectionRefusal> {
  if (of.correctedBy !== null) return refuse('already-corrected')
  if (of.kind === 'evaluation' && !by.isQualified) return refuse('qualified-only')
  return accept({
    type: 'ObservationCorrected',
    data: { kind: of.kind, corrects: of.id, role: by.role },
  })
}

/** A task is done: pressing twice changes nothing. */
export function finish(task: Task): readonly WorkEvent[] {
  return task.doneAt === null ? [{ type: 'TaskDone', data: { staffId: task.staffId } }] : []
}
