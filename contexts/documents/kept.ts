import { m } from '#platform/i18n/texts.ts'
import type { DocumentFacts } from './facts.ts'
import type { DocumentKind, Word, Words } from './model.ts'

/** What somebody writes for the night that the next paper has to say too, without being asked again. */
const KEPT: readonly Word[] = [
  'mayCall',
  'mustNotKnow',
  'therapies',
  'diet',
  'promised',
  'whoComes',
  'numberToCall',
]

/** Papers that say what was written for another. A report to a court and a copy for a patrol hold only what is theirs. */
const SAYING: readonly DocumentKind[] = ['entry-sheet', 'handover-page']

/** What of these words the next paper says too. */
export function keptOf(words: Words): Words {
  return Object.fromEntries(
    KEPT.flatMap((key) => (words[key] === undefined ? [] : [[key, words[key]]])),
  )
}

/** The words of a paper: what is written for it comes before what was written for another. */
export function withKept(kind: DocumentKind, words: Words, kept: Words): Words {
  return SAYING.includes(kind) ? { ...kept, ...words } : words
}

/** Originals, keys, pets, therapies and diet: what the file has, and what was written for the night. */
export function belongingsOf(
  { morning }: DocumentFacts,
  { therapies, diet }: Words,
): string | null {
  const { belongings } = morning
  const parts = [
    belongings ?? '',
    therapies && !belongings?.includes(therapies)
      ? m.documents_known_therapies({ text: therapies })
      : '',
    diet ? m.documents_known_diet({ text: diet }) : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(', ')
}

/** Who must not know: whom the file excludes, and whom somebody wrote. None is lost by the other. */
export function mustNotKnowOf({ safety }: DocumentFacts, { mustNotKnow }: Words): string | null {
  const parts = [safety.mustNotKnow ?? '', mustNotKnow ?? ''].filter((part) => part !== '')
  return parts.length === 0 ? null : [...new Set(parts)].join(', ')
}
