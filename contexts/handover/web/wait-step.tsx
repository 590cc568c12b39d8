import type { ReactNode } from 'react'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { HandoverLine } from './handover-line.tsx'
import { useHandovers } from './readings.ts'

/** The step *il servizio deve rispondere*: whom to ring, and what they say. */
export function Step({ caseId }: { readonly caseId: string }): ReactNode {
  const { data, error } = useHandovers(caseId)
  if (data === undefined) return error ? <ProblemState problem={error} /> : <Skeleton lines={3} />
  return (
    <ul className="plain-list stack">
      {data.handovers
        .filter((one) => one.next !== null || one.can.giveUp || one.can.answer)
        .map((one) => (
          <HandoverLine key={one.id} caseId={caseId} handover={one} />
        ))}
    </ul>
  )
}
