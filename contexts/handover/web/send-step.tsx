import type { ReactNode } from 'react'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { NotDueForm } from './not-due-form.tsx'
import { useHandovers } from './readings.ts'
import { SendForm } from './send-form.tsx'

/** The step *passa al servizio competente*: the same form as in the tab. */
export function Step({ caseId }: { readonly caseId: string }): ReactNode {
  const { data, error } = useHandovers(caseId)
  if (data === undefined) return error ? <ProblemState problem={error} /> : <Skeleton lines={3} />
  if (!data.can.send) return null
  return (
    <>
      <SendForm caseId={caseId} reply={data} />
      <NotDueForm caseId={caseId} />
    </>
  )
}
