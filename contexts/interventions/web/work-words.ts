import { m, textOf } from '#platform/i18n/texts.ts'

import type { Colleague } from '../contract.ts'

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

/** `Maria Rossi · assistente sociale · reperibile ora`, to choose by. */
export function colleagueText({ name, roles, onCall }: Colleague): string {
  const words = roles.map((role) => wordOf('role', role)).join(', ')
  const duty =
    onCall === null
      ? ''
      : onCall === 1
        ? m.interventions_on_call()
        : m.interventions_on_call_next({ place: onCall })
  return [name, words, duty].filter((part) => part !== '').join(' · ')
}

/** What this person could not do with the file in their hands; that nothing is missing is said too. */
export function limitsText({ cannot }: Colleague): string {
  if (cannot.length === 0) return m.interventions_cannot_none()
  const steps = cannot.map((step) => wordOf('cannot', step))
  return m.interventions_cannot({ steps: new Intl.ListFormat('it').format(steps) })
}
