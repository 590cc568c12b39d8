import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { timeText } from '#platform/web/format.ts'
import { useFileReading } from '#platform/web/live/use-file-reading.ts'
import { useGo } from '#platform/web/navigation.tsx'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { ReadBackReply, TriedReply } from '../contract-read-back.ts'
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
  return <ToHear caseId={caseId} view={reading.data} />
}

type Seen = StepProps & { readonly view: ReadBackReply }

function ToHear({ caseId, view }: Seen): ReactNode {
  const { tries } = view
  const [last, setLast] = useState({ count: 0, isSame: false })
  const before = Math.max(tries?.count ?? 0, last.count)
  // Within a minute two presses are one attempt: who presses again reads that it was counted, and once.
  const tried = useTried(caseId, (count) => setLast({ count, isSame: count === before }))
  if (!view.can.write) return <Reporter view={view} caseId={caseId} />
  return (
    <div className="stack-tight">
      <Reporter view={view} caseId={caseId} onUnanswered={() => tried.mutate(undefined)} />
      <Tried tries={tries} />
      <WriteLine caseId={caseId} label={m.intake_lost_heard()} />
      <div className="line">
        <Button acts busy={tried.isPending} onPress={() => tried.mutate(undefined)}>
          {m.intake_lost_no_answer()}
        </Button>
      </div>
      {last.isSame ? <p role="status">{m.intake_lost_same_try()}</p> : null}
      {tried.error === null ? null : <Alert tone="danger" urgent title={tried.error.message} />}
    </div>
  )
}

/** What came of calling back so far, and when to try again. */
function Tried({ tries }: { readonly tries: ReadBackReply['tries'] }): ReactNode {
  if (tries === null || tries.triedAt === null)
    return <p className="small">{m.intake_lost_later()}</p>
  const time = timeText(tries.triedAt)
  return (
    <p role="status">
      {tries.count === 1
        ? m.intake_lost_tried({ time })
        : m.intake_lost_tried_often({ time, count: tries.count })}
      {tries.againAt === null ? null : ` ${m.intake_lost_again({ time: timeText(tries.againAt) })}`}
    </p>
  )
}

/** The attempt, with its hour, in the history of the file; the step stays. */
function useTried(caseId: string, done: (count: number) => void) {
  return useWrite<undefined, typeof TriedReply>({
    method: 'POST',
    path: `/api/interventions/${caseId}/call-backs`,
    reply: TriedReply,
    refresh: [['intake', 'read-back', caseId], ['interventions']],
    done: (reply) => done(reply.tries?.count ?? 0),
  })
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
