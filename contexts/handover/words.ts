import { m, textOf } from '#platform/i18n/texts.ts'

/** The Italian word of a code of this room: `wordOf('state', 'not-needed')`. */
export function wordOf(kind: string, code: string): string {
  return textOf(`handover_${kind}_${code.replaceAll('-', '_')}`) ?? code
}

/** The state in words; of what was assigned, to whom. */
export function stateText(state: string, assignedTo: string): string {
  if (state !== 'assigned' || assignedTo === '') return wordOf('state', state)
  return m.handover_assigned_to({ name: assignedTo })
}
