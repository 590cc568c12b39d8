import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { timeText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { type Column, DataTable } from '#platform/web/ui/data-table.tsx'
import { EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { AttemptView, StepView } from '../contract.ts'
import { PageStrip } from './page-strip.tsx'
import { SupportPart } from './support-part.tsx'
import { usePage } from './use-page.ts'
import { attemptWords, roleWord, stepWord } from './words.ts'

/** All that was done to reach somebody for a file, and who is called to help with it. */
export function Tab({ caseId }: { readonly caseId: string }): ReactNode {
  return (
    <div className="stack">
      <OnCallPart caseId={caseId} />
      <SupportPart caseId={caseId} />
    </div>
  )
}

function OnCallPart({ caseId }: { readonly caseId: string }): ReactNode {
  const reading = usePage(caseId)
  if (reading.data === undefined) {
    return reading.error ? (
      <ProblemState problem={reading.error} onAgain={() => void reading.refetch()} />
    ) : (
      <Skeleton lines={4} />
    )
  }
  const { page } = reading.data
  return (
    <div className="stack">
      <PageStrip caseId={caseId} view={reading.data} />
      {page === null ? null : (
        <>
          <Steps steps={page.steps} />
          <Attempts attempts={page.attempts} />
        </>
      )}
    </div>
  )
}

/** A night in which nobody answers makes dozens: the last ones are what is looked for. */
const LAST = 8

/** The last tries, newest first, and the way to all of them. */
function Attempts({ attempts }: { readonly attempts: readonly AttemptView[] }): ReactNode {
  const [isWhole, setWhole] = useState(false)
  const isCut = !isWhole && attempts.length > LAST
  return (
    <>
      <DataTable
        caption={isCut ? m.paging_attempts_last({ count: LAST }) : m.paging_attempts()}
        columns={COLUMNS}
        rows={isCut ? attempts.slice(0, LAST) : attempts}
        rowKey={(one) => one.id}
        empty={<EmptyState title={m.paging_strip_none()} />}
      />
      {attempts.length > LAST ? (
        <div className="line">
          <Button expanded={isWhole} onPress={() => setWhole(!isWhole)}>
            {isWhole
              ? m.paging_attempts_fewer()
              : m.paging_attempts_all({ count: attempts.length })}
          </Button>
        </div>
      ) : null}
    </>
  )
}

const COLUMNS: readonly Column<AttemptView>[] = [
  { id: 'at', head: m.paging_attempt_at(), cell: (one) => timeText(one.at), look: 'code' },
  { id: 'name', head: m.oncall_person(), cell: (one) => one.name },
  { id: 'what', head: m.paging_attempt_result(), cell: attemptWords },
]

function Steps({ steps }: { readonly steps: readonly StepView[] }): ReactNode {
  return (
    <ol>
      {steps.map((step, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- steps have an order and nothing else
        <li key={index}>
          {[
            roleWord(step.role),
            stepWord(step.state),
            ...step.people,
            ...(step.from === null ? [] : [m.paging_step_from({ from: step.from })]),
            ...(step.mayOwn ? [] : [m.paging_cannot_keep()]),
          ].join(' · ')}
        </li>
      ))}
    </ol>
  )
}
