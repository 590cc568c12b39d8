import type { ReactNode } from 'react'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { HandoverLines } from './handover-lines.tsx'
import { useHandovers } from './readings.ts'

/** The step *il servizio deve rispondere*: whom to ring, and what they say. */
export function Step({ caseId }: { readonly caseId: string }): ReactNode {
  const { data, error } = useHandovers(caseId)
  if (data === undefined) return error ? <ProblemState problem={error} /> : <Skeleton lines={3} />
  return (
    <HandoverLines
      caseId={caseId}
      reply={data}
      shown={(one) => one.next !== null || one.can.giveUp || one.can.answer}
    />
  )
}
