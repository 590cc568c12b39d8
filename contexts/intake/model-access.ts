import { type AccessPolicy, accessFor } from '#contexts/territory/access-policy.ts'
import { guaranteedNeeds } from '#contexts/territory/situation.ts'
import type { ReportContent } from './model.ts'
import { factsOf, isInDanger } from './model-facts.ts'

/** Why a report is taken, or is not: `office-hours` is taken here although an office is in charge now. */
export const ACCESS_OUTCOMES = [
  'entitled',
  'reporter-unknown',
  'guaranteed-need',
  'immediate-danger',
  'office-hours',
  'not-entitled',
] as const
export type AccessOutcome = (typeof ACCESS_OUTCOMES)[number]

/** What the access policy means for this call: take it or not, what to say, whom to hand on to. */
export type AccessJudgement = {
  readonly taken: boolean
  readonly outcome: AccessOutcome
  readonly script: string | null
  readonly handOn: readonly ('112' | '118')[]
}

/**
 * Applies the territory's access policy to a call. Nobody in danger and no guaranteed need is turned away,
 * whoever calls; while it is not known who calls, the report is taken; in office hours it is taken and owned
 * here, with the office in charge named (`officeOpen`). The emergency key says that there is danger (`saysDanger`).
 */
export function judgeAccess(
  policy: AccessPolicy,
  report: ReportContent,
  officeOpen: boolean,
  saysDanger = false,
): AccessJudgement {
  if (officeOpen) return { taken: true, outcome: 'office-hours', script: null, handOn: [] }
  if (report.category === null) {
    return { taken: true, outcome: 'reporter-unknown', script: null, handOn: [] }
  }
  const needs = guaranteedNeeds(factsOf(report))
  const answer = accessFor(policy, report.category, needs, saysDanger || isInDanger(report))
  if (answer.outcome === 'office-open-to-all') return { ...answer, outcome: 'office-hours' }
  return { ...answer, outcome: answer.outcome }
}
