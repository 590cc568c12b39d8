import { textOf } from '#platform/i18n/texts.ts'
import type { DocumentKind, Word } from './model.ts'

/** The title of a kind, as people call it. */
export function titleOf(kind: DocumentKind): string {
  return textOf(`documents_kind_${kind.replaceAll('-', '_')}`) ?? kind
}

/** The label under which a word is asked and printed. */
export function wordLabel(word: Word): string {
  const key = word.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)
  return textOf(`documents_word_${key}`) ?? word
}
