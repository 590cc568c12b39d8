import { accept, type Decision, refuse } from '#platform/kernel/decision.ts'
import type { InterventionId, StaffId } from '#platform/kernel/ids.ts'
import { type Instant, wallClock } from '#platform/kernel/time.ts'

/** What this room issues. A redacted copy and an annulment are documents of their own, with their own number. */
export const DOCUMENT_KINDS = [
  'report-sheet',
  'entry-sheet',
  'entry-sheet-redacted',
  'intervention-report',
  'handover-page',
  'annulment',
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** What a person issues from the file's tab; a handover brings its page one with it, an annulment names its document. */
export const ISSUED_BY_HAND = [
  'report-sheet',
  'entry-sheet',
  'entry-sheet-redacted',
  'intervention-report',
] as const satisfies readonly DocumentKind[]

export const TEMPLATES = ['report', 'entry', 'relation', 'handover', 'annulment'] as const
export type Template = (typeof TEMPLATES)[number]

/** How each kind is set and how its numbers begin. */
export const SHAPES: Readonly<
  Record<DocumentKind, { readonly template: Template; readonly prefix: string }>
> = {
  'report-sheet': { template: 'report', prefix: 'SS' },
  'entry-sheet': { template: 'entry', prefix: 'SI' },
  'entry-sheet-redacted': { template: 'entry', prefix: 'SC' },
  'intervention-report': { template: 'relation', prefix: 'RI' },
  'handover-page': { template: 'handover', prefix: 'PS' },
  annulment: { template: 'annulment', prefix: 'AN' },
}

/** What the issuer writes by hand, because no room of the file knows it. */
export const WORDS = [
  'where',
  'mayCall',
  'mustNotKnow',
  'therapies',
  'diet',
  'promised',
  'whoComes',
  'numberToCall',
  'facts',
  'statements',
  'evaluations',
  'whereNow',
  'whoPays',
  'expiresToday',
  'safeContact',
  'whoKnows',
  'unknown',
  'belongings',
  'answersUntil',
] as const
export type Word = (typeof WORDS)[number]
export type Words = Readonly<Partial<Record<Word, string>>>

const ENTRY: readonly Word[] = [
  'where',
  'mayCall',
  'mustNotKnow',
  'therapies',
  'diet',
  'promised',
  'whoComes',
  'numberToCall',
]

/** Which words belong to which kind; of the redacted copy, only those that tell neither place nor third parties. */
export const WORDS_OF: Readonly<Record<DocumentKind, readonly Word[]>> = {
  'report-sheet': [],
  'entry-sheet': ENTRY,
  'entry-sheet-redacted': [],
  'intervention-report': ['facts', 'statements', 'evaluations'],
  'handover-page': [
    'whereNow',
    'whoPays',
    'expiresToday',
    'promised',
    'safeContact',
    'whoKnows',
    'mustNotKnow',
    'unknown',
    'belongings',
    'answersUntil',
  ],
  annulment: [],
}

/** `SI-26-0001`: kind, year and serial of the territory. */
export function numberOf(kind: DocumentKind, year: number, serial: number): string {
  return `${SHAPES[kind].prefix}-${String(year % 100).padStart(2, '0')}-${String(serial).padStart(4, '0')}`
}

/** The year whose register an instant belongs to, by the calendar in Italy. */
export function registerYear(at: Instant): number {
  return wallClock(at).year
}

/** A document as it stands in the register; nothing of it ever changes. */
export type IssuedDocument = {
  readonly id: string
  readonly interventionId: InterventionId
  readonly kind: DocumentKind
  readonly number: string
  readonly issuedAt: Instant
  readonly issuedBy: StaffId | null
  /** Of an annulment, the document that no longer holds. */
  readonly annuls: string | null
}

export type DocumentEvent =
  | {
      readonly type: 'DocumentIssued'
      readonly data: {
        readonly kind: DocumentKind
        readonly number: string
        /** Of the PDF, so that the paper in hand can be told from another. */
        readonly sha256: string
        /** Number of the document that this one annuls. */
        readonly annuls: string | null
      }
    }
  | { readonly type: 'DocumentOpened'; readonly data: { readonly number: string } }

/** May this document be declared to hold no more? Once, and never an annulment itself. */
export function annul(
  document: IssuedDocument,
  annulledBy: IssuedDocument | undefined,
): Decision<{ readonly annuls: string }, 'document-already-annulled' | 'annulment-stands'> {
  if (document.kind === 'annulment') return refuse('annulment-stands', { number: document.number })
  if (annulledBy) return refuse('document-already-annulled', { number: annulledBy.number })
  return accept({ annuls: document.number })
}
