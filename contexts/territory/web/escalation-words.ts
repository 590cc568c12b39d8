import { m } from '#platform/i18n/texts.ts'
import type { Hours, PlanWarning } from '../escalation.ts'
import type { Rules } from './draft.ts'

export type Policy = Rules['escalation'][number]
export type Plan = Pick<Policy, 'steps' | 'repeatMinutes'>
export type Step = Plan['steps'][number]
export type When = Policy['bands'][number]['when']

/** One text for each hours that a plan can be for: the value of a choice. */
export function keyOfWhen(when: When): string {
  if (when.kind === 'festive') return when.kind
  return `${when.kind} ${when.kind === 'clock' ? when.band : when.calendar}`
}

/** The hours that a plan can be for in a territory: its time bands, feast days, each calendar open and closed. */
export function whenOptions({ timeBands, calendars }: Hours): readonly { readonly when: When }[] {
  const clock = timeBands.map(({ key }) => ({ when: { kind: 'clock' as const, band: key } }))
  const doors = calendars.flatMap(({ key }) => [
    { when: { kind: 'open' as const, calendar: key } },
    { when: { kind: 'closed' as const, calendar: key } },
  ])
  return [...clock, { when: { kind: 'festive' } }, ...doors]
}

/** What is amiss in a plan, in words. */
export function warningText(warning: PlanWarning): string {
  switch (warning.code) {
    case 'no-voice-call-first':
      return m.territory_web_plan_silent()
    case 'later-than-target':
      return m.territory_web_plan_late({ after: warning.after, target: warning.target })
    case 'last-cannot-own':
      return m.territory_web_plan_last()
    case 'nobody-assesses':
      return m.territory_web_plan_unassessed()
    case 'never-holds':
      return m.territory_web_plan_never()
  }
}
