import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Alert, EmptyState, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { HandoversReply } from '../contract.ts'
import { wordOf } from '../words.ts'
import { HandoverLines } from './handover-lines.tsx'
import { NotDueForm } from './not-due-form.tsx'
import { useHandovers } from './readings.ts'
import { SendForm } from './send-form.tsx'

/** To whom a file was passed, what they answered, and what is still missing to close it. */
export function Tab({ caseId }: { readonly caseId: string }): ReactNode {
  const reading = useHandovers(caseId)
  if (reading.data === undefined) {
    return reading.error ? (
      <ProblemState problem={reading.error} onAgain={() => void reading.refetch()} />
    ) : (
      <Skeleton lines={5} />
    )
  }
  const { handovers, can } = reading.data
  return (
    <div className="stack">
      <Missing reply={reading.data} />
      {handovers.length === 0 ? <EmptyState title={m.handover_none()} /> : null}
      <HandoverLines caseId={caseId} reply={reading.data} shown={() => true} />
      {can.send ? (
        <>
          <SendForm caseId={caseId} reply={reading.data} />
          <NotDueForm caseId={caseId} />
        </>
      ) : null}
    </div>
  )
}

/** What I4 still asks before the file closes. */
function Missing({ reply }: { readonly reply: HandoversReply }): ReactNode {
  const { missing } = reply
  if (missing === null) return <Alert tone="good" title={m.handover_can_close()} />
  return <Alert tone="info" title={wordOf('missing', missing)} />
}
