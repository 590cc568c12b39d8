import { textOf } from '#platform/i18n/texts.ts'

/** The Italian word of a code of this room: `wordOf('state', 'not-needed')`. */
export function wordOf(kind: string, code: string): string {
  return textOf(`handover_${kind}_${code.replaceAll('-', '_')}`) ?? code
}
