import { textOf } from '#platform/i18n/texts.ts'

/** The text of one of our codes: `wordOf('kind', 'fact')`. */
export function wordOf(kind: string, code: string): string {
  return textOf(`interventions_${kind}_${code.replaceAll('-', '_')}`) ?? code
}

/** `Maria Rossi, assistente sociale, sab 21 nov, 02:14`: always the role with the name. */
export function signedText(
  { by, role }: { readonly by: string; readonly role: string | null },
  when: string,
): string {
  return [by, role ?? '', when].filter((part) => part !== '').join(', ')
}
