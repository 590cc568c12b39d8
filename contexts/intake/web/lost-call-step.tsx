import type { ReactNode } from 'react'
import { RowReply } from '#contexts/interventions/contract.ts'
import { m } from '#platform/i18n/texts.ts'
import { useFileReading } from '#platform/web/live/use-file-reading.ts'
import { useGo } from '#platform/web/navigation.tsx'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { ReadBackReply } from '../contract-read-back.ts'
import { Reporter } from './read-back-listener.tsx'

type StepProps = { readonly caseId: string }

/** Nobody answered this call: its number to call back, for who may read the report, and what came of it. */
export function Step({ caseId }: StepProps): ReactNode {
  const reading = useFileReading(caseId, {
    key: ['intake', 'read-back', caseId, null],
    path: `/api/interventions/${caseId}/read-back`,
    reply: ReadBackReply,
  })
  if (reading.data === undefined) {
    // Who may not read the report sees the step without its number.
    if (reading.error?.status === 403) return null
    return reading.error ? (
      <ProblemState problem={reading.error} onAgain={() => void reading.refetch()} />
    ) : (
      <Skeleton lines={2} />
    )
  }
  return (
    <div className="stack-tight">
      <Reporter view={reading.data} caseId={caseId} />
      {reading.data.can.write ? (
        <>
          <WriteLine caseId={caseId} label={m.intake_lost_heard()} />
          <NoAnswer caseId={caseId} />
        </>
      ) : null}
    </div>
  )
}

/** No number showed: only what the caller says when they call again can be written. */
export function WithheldStep({ caseId }: StepProps): ReactNode {
  return <WriteLine caseId={caseId} label={m.intake_lost_called_in()} />
}

function WriteLine({ caseId, label }: StepProps & { readonly label: string }): ReactNode {
  const go = useGo()
  return (
    <div className="line">
      <Button kind="primary" onPress={() => go(`/segnalazioni/${caseId}?scrivi=1`)}>
        {label}
      </Button>
    </div>
  )
}

/** The attempt, with its hour, on the file's timeline; the step stays. */
function NoAnswer({ caseId }: StepProps): ReactNode {
  const note = useWrite<undefined, typeof RowReply>({
    method: 'POST',
    path: `/api/interventions/${caseId}/notes`,
    body: () => ({ text: m.intake_lost_attempt() }),
    reply: RowReply,
    refresh: [['interventions']],
  })
  return (
    <>
      <div className="line">
        <Button acts busy={note.isPending} onPress={() => note.mutate(undefined)}>
          {m.intake_lost_no_answer()}
        </Button>
      </div>
      {note.error === null ? (
        <p className="small" role="status">
          {note.isSuccess ? m.intake_lost_attempted() : m.intake_lost_later()}
        </p>
      ) : (
        <Alert tone="danger" urgent title={note.error.message} />
      )}
    </>
  )
}
