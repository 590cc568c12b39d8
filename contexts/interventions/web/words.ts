import type { ClassView } from '#contexts/triage/contract.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import { isVisualRank, type PriorityChipProps } from '#platform/web/ui/priority-chip.tsx'
import type { BoardRow } from '../contract.ts'

/** The chip of a class; a file without class says so. */
export function chipOf(found: ClassView | null): PriorityChipProps {
  if (found === null) return { word: m.interventions_no_class(), rank: 'bianco' }
  const rank = isVisualRank(found.token) ? found.token : 'azzurro'
  const number = found.meaning === 'not-pertinent' ? undefined : found.digit
  return { number, word: found.name, rank, sign: found.sign }
}

/** `112 e 118`. */
export function listText(words: readonly string[]): string {
  return new Intl.ListFormat('it', { type: 'conjunction' }).format(words)
}

/** `il 112 e il 118`: each with its article. */
export function servicesText(services: readonly string[]): string {
  return listText(services.map((service) => m.interventions_service_with_article({ service })))
}

/** Where, or what may be said instead. */
export function placeText(row: BoardRow): string {
  if (row.isMasked) return m.interventions_protected()
  return row.placeLabel ?? m.interventions_place_unknown()
}

/** People and need in a few words. */
export function needText(row: BoardRow): string {
  if (row.isMasked) return ''
  const words = [row.peopleLabel, row.needLabel].filter((one) => one !== null && one !== '')
  return words.length === 0 ? m.interventions_need_unknown() : words.join(', ')
}

/** True of a file that somebody follows while whoever can assess it is still called. */
export function isOnlyFollowed(row: BoardRow): boolean {
  return row.answeredBy !== null && row.page !== null
}

/** As what whoever is being called works here; empty before the first call. */
export function calledRole({ page }: BoardRow): string {
  if (page === null || page.role === null) return ''
  return textOf(`paging_role_${page.role.replaceAll('-', '_')}`) ?? ''
}

/** What a row of the board says is going on: whoever is called comes before the step of who only follows. */
export function rowStepText(row: BoardRow): string {
  const role = calledRole(row)
  return isOnlyFollowed(row) && role !== '' ? m.paging_mark({ role }) : stepText(row)
}

/** The next step of a row in three words. */
export function stepText(row: BoardRow): string {
  // That it is late is said by its clock.
  const waits = row.nextStep.key === 'wait-page' || row.nextStep.key === 'answer-late'
  const role = calledRole(row)
  if (waits && role !== '') return m.paging_mark({ role })
  const services = servicesText(row.authoritiesDue)
  return textOf(`interventions_step_${row.nextStep.key.replaceAll('-', '_')}`, { services }) ?? ''
}

/** The state of a row as people say it. */
export function stateText(row: BoardRow): string {
  if (row.answeredBy !== null && row.state === 'working')
    return m.interventions_answers({ name: row.answeredBy.name })
  return textOf(`interventions_state_${row.state.replaceAll('-', '_')}`) ?? ''
}
