import type { ReactNode } from 'react'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { CoordinatorCall } from './coordinator-call.tsx'
import { PageStrip } from './page-strip.tsx'
import { usePage } from './use-page.ts'

/**
 * While nobody answers: who is being called and what can be done about it; past the target with the coordinator on call one
 * press away. One piece for all of these steps: what is being written in it is not lost when the target passes.
 */
export function Step(props: { readonly caseId: string; readonly stepKey?: string }): ReactNode {
  return (
    <>
      {props.stepKey === 'answer-late' ? <CoordinatorCall key="coordinator" /> : null}
      <Page key="page" caseId={props.caseId} />
    </>
  )
}

function Page({ caseId }: { readonly caseId: string }): ReactNode {
  const reading = usePage(caseId)
  if (reading.data !== undefined) return <PageStrip caseId={caseId} view={reading.data} />
  // Who may not know whom a file calls sees the step without it.
  if (reading.error?.status === 403) return null
  if (reading.error)
    return <ProblemState problem={reading.error} onAgain={() => void reading.refetch()} />
  return <Skeleton lines={2} />
}
