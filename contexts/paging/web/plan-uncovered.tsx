import { type ReactNode, useMemo } from 'react'
import { whenWord } from '#contexts/territory/plan-words.ts'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useRead } from '#platform/web/queries.ts'
import type { SettingsPiece } from '#platform/web/slots.ts'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import { type PlanDraft, UncoveredReply } from '../contract-plan.ts'
import { uncoveredSteps } from '../model-uncovered.ts'
import { roleWord } from './words.ts'

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
    () => (uncovered === undefined ? [] : uncoveredSteps(draft, uncovered)),
    [draft, uncovered],
  )
  if (read.error) return <ProblemState problem={read.error} onAgain={() => void read.refetch()} />
  if (found.length === 0) return null
  return (
    <Alert tone="warning" title={m.paging_plan_uncovered()}>
      {found.map(({ classKey, band, number, role, hours, isAll, first }) => {
        const policy = draft.escalation.find((one) => one.class === classKey)
        const when = policy?.bands[band]?.when
        const own = classes.find(({ key }) => key === classKey)?.name ?? classKey
        const name = when === undefined ? own : `${own} · ${whenWord(when)}`
        const said = { name, number, role: roleWord(role), days: uncovered?.days ?? 0 }
        return (
          <p key={`${classKey} ${band} ${number}`}>
            {isAll
              ? m.paging_plan_uncovered_all(said)
              : m.paging_plan_uncovered_some({ ...said, hours, first: momentText(first) })}
          </p>
        )
      })}
      <p>{m.paging_plan_skipped()}</p>
    </Alert>
  )
}
