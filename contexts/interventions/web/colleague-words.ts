import { m, textOf } from '#platform/i18n/texts.ts'
import type { Colleague } from '../contract.ts'

/** `Maria Rossi · assistente sociale · reperibile ora`, to choose by. */
export function colleagueText({ name, roles, onCall }: Colleague): string {
  const words = roles
    .map((role) => textOf(`interventions_role_${role.replaceAll('-', '_')}`) ?? role)
    .join(', ')
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
  const steps = cannot.map(
    (step) => textOf(`interventions_cannot_${step.replaceAll('-', '_')}`) ?? step,
  )
  return m.interventions_cannot({ steps: new Intl.ListFormat('it').format(steps) })
}
