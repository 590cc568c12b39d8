import { type ReactNode, useMemo } from 'react'
import { whenWord } from '#contexts/territory/plan-words.ts'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { blocking, useRead } from '#platform/web/queries.ts'
import type { SettingsPiece } from '#platform/web/slots.ts'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import { type PlanDraft, UncoveredReply } from '../contract-plan.ts'
import {
  type Hole,
  holesOf,
  type UncoveredStep,
  uncoveredSteps,
  usedByHand,
} from '../model-uncovered.ts'
import { channelWord, listText, roleWord } from './words.ts'

/** The steps that nobody can answer by the published rota, as the plans are being written. */
export function UncoveredSteps(props: {
  readonly territoryId: string
  readonly draft: PlanDraft
  readonly classes: SettingsPiece['classes']
}): ReactNode {
  const { territoryId, draft, classes } = props
  const read = useRead({
    key: ['paging', 'uncovered', territoryId],
    path: `/api/territories/${territoryId}/plan/uncovered`,
    reply: UncoveredReply,
  })
  const uncovered = read.data
  const found = useMemo(
    () => (uncovered === undefined ? [] : holesOf(uncoveredSteps(draft, uncovered))),
    [draft, uncovered],
  )
  const problem = blocking(read)
  if (problem) return <ProblemState problem={problem} onAgain={() => void read.refetch()} />
  const byHand = usedByHand(draft, uncovered?.byHand ?? [])
  return (
    <>
      {byHand.length === 0 ? null : (
        <Alert tone="warning" title={m.paging_plan_not_carried()}>
          <p>{m.paging_plan_not_carried_text({ ways: listText(byHand.map(channelWord)) })}</p>
        </Alert>
      )}
      {found.length === 0 ? null : <Holes found={found} read={{ uncovered, draft, classes }} />}
    </>
  )
}

function Holes(props: {
  readonly found: readonly Hole[]
  readonly read: {
    readonly uncovered: UncoveredReply | undefined
    readonly draft: PlanDraft
    readonly classes: SettingsPiece['classes']
  }
}): ReactNode {
  const { found, read } = props
  const { uncovered, draft, classes } = read
  return (
    <Alert tone="warning" title={m.paging_plan_uncovered()}>
      <ul>
        {found.map((hole) => (
          <li key={`${hole.role} ${hole.hours} ${hole.first}`}>
            {holeText(hole, uncovered?.days ?? 0)}{' '}
            {stepsText(hole.steps.map((step) => stepName(step, draft, classes)))}
          </li>
        ))}
      </ul>
      <p>{m.paging_plan_skipped()}</p>
    </Alert>
  )
}

function holeText({ role, hours, isAll, first }: Hole, days: number): string {
  const said = { role: roleWord(role), days }
  return isAll
    ? m.paging_plan_uncovered_all(said)
    : m.paging_plan_uncovered_some({ ...said, hours, first: momentText(first) })
}

/** So many steps are named; of the others it is said how many they are. */
const MOST_NAMED = 3

function stepsText(names: readonly string[]): string {
  const steps = names.slice(0, MOST_NAMED).join('; ')
  const others = names.length - MOST_NAMED
  return others > 0
    ? m.paging_plan_uncovered_more({ steps, count: others })
    : m.paging_plan_uncovered_steps({ steps, count: names.length })
}

function stepName(
  { classKey, band, number }: UncoveredStep,
  draft: PlanDraft,
  classes: SettingsPiece['classes'],
): string {
  const when = draft.escalation.find((one) => one.class === classKey)?.bands[band]?.when
  const own = classes.find(({ key }) => key === classKey)?.name ?? classKey
  const name = when === undefined ? own : `${own} · ${whenWord(when)}`
  return m.paging_plan_uncovered_step({ name, number })
}
