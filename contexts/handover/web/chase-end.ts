import { m } from '#platform/i18n/texts.ts'
import type { HandoverView } from '../contract.ts'
import { CHASE_LEVELS, PENDING } from '../model.ts'

/** What is said once every step of the chase was taken and nobody answered; empty before, and after an answer. */
export function chaseEndText({
  state,
  chased,
  calls,
}: Pick<HandoverView, 'state' | 'chased' | 'calls'>): string {
  if (!PENDING.includes(state) || chased.length < CHASE_LEVELS.length) return ''
  const untried = calls.filter(({ tries }) => tries === 0)
  if (untried.length === 0) return m.handover_exhausted()
  const names = untried.map(({ name }) => name).join(', ')
  return m.handover_exhausted_calls({ names })
}
