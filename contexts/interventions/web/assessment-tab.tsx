import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, Badge, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { AssessmentView, WorkReply } from '../contract-work.ts'
import { AssessmentForm } from './assessment-form.tsx'
import { Observations } from './observations.tsx'
import { useWork } from './use-work.ts'
import { signedText, wordOf } from './work-words.ts'

/** The first assessment, then what was seen, said and evaluated, apart. */
export function Tab({ caseId }: { readonly caseId: string }): ReactNode {
  const work = useWork(caseId)
  if (work.data === undefined)
    return work.error ? (
      <ProblemState problem={work.error} onAgain={() => void work.refetch()} />
    ) : (
      <Skeleton lines={6} />
    )
  return (
    <div className="stack">
      <FirstAssessment caseId={caseId} work={work.data} />
      <Observations caseId={caseId} work={work.data} />
    </div>
  )
}

function FirstAssessment(props: { readonly caseId: string; readonly work: WorkReply }): ReactNode {
  const { caseId, work } = props
  const [isWriting, setWriting] = useState(false)
  const [newest, ...before] = work.assessments
  const writes = work.can.sign && (isWriting || newest === undefined)
  return (
    <section className="stack" aria-label={m.interventions_assessment()}>
      <h3>{m.interventions_assessment()}</h3>
      {newest === undefined || writes ? null : <Assessed one={newest} />}
      {newest === undefined && !work.can.sign ? (
        <Alert tone="info" title={m.interventions_assessment_missing()}>
          <p>{m.interventions_assessment_who()}</p>
        </Alert>
      ) : null}
      {writes ? (
        // What somebody has begun stays open when a colleague signs the first assessment meanwhile.
        <div onInput={() => setWriting(true)}>
          <AssessmentForm
            caseId={caseId}
            newest={newest}
            reported={work.reported}
            onDone={() => setWriting(false)}
            onBack={newest === undefined ? undefined : () => setWriting(false)}
          />
        </div>
      ) : null}
      {work.can.sign && !writes ? (
        <div className="line">
          <Button onPress={() => setWriting(true)}>{m.interventions_assessment_again()}</Button>
        </div>
      ) : null}
      {before.length === 0 ? null : (
        <details>
          <summary>{m.interventions_assessment_before()}</summary>
          {before.map((one) => (
            <Assessed key={one.version} one={one} />
          ))}
        </details>
      )}
    </section>
  )
}

function Assessed({ one }: { readonly one: AssessmentView }): ReactNode {
  const lines = [
    [m.interventions_assessment_need(), one.need],
    [m.interventions_assessment_risk(), one.risk],
    [m.interventions_assessment_resources(), one.resources],
    [m.interventions_assessment_safe(), one.safeContact],
  ] as const
  return (
    <div className="stack-tight">
      <p className="small muted">{signedText(one, momentText(one.at))}</p>
      <p>
        <Badge tone={one.danger === 'yes' ? 'danger' : 'info'}>
          {wordOf('danger_badge', one.danger)}
        </Badge>{' '}
        <Badge>{wordOf('network_badge', one.network)}</Badge>{' '}
        <Badge>
          {one.needsPlace ? m.interventions_place_needed() : m.interventions_place_not_needed()}
        </Badge>
      </p>
      <dl className="stack-tight">
        {lines.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="timeline-words">{text === '' ? m.interventions_not_known() : text}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
