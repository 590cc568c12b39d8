import { type ReactNode, useEffect, useRef } from 'react'
import type { EscalationBand, EscalationPolicy } from '#contexts/territory/escalation.ts'
import { whenWord } from '#contexts/territory/plan-words.ts'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import type { RehearsalReply, RehearsedCall, RehearsedStep } from '../contract-plan.ts'
import { channelWord, listText, roleWord } from './words.ts'

/** Who is called when, by which way, what is missing, and where it ends. */
export function PlanRun(props: {
  readonly run: RehearsalReply
  readonly policy: EscalationPolicy | undefined
}): ReactNode {
  const { run, policy } = props
  const heading = useRef<HTMLHeadingElement>(null)
  // The answer comes below what was asked: it is brought under the eye, and read aloud by its heading.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'start' })
  }, [run])
  return (
    <section className="stack-tight" aria-labelledby="plan-run">
      <h3 id="plan-run" ref={heading} tabIndex={-1}>
        {m.paging_plan_result()}
      </h3>
      {run.band === null ? (
        <p>{m.paging_plan_none()}</p>
      ) : (
        <Called run={run} band={policy?.bands[run.band]} />
      )}
    </section>
  )
}

function Called(props: {
  readonly run: RehearsalReply
  readonly band: EscalationBand | undefined
}): ReactNode {
  const { run, band } = props
  return (
    <>
      <p>
        {band === undefined
          ? m.paging_plan_with_other()
          : m.paging_plan_with_band({ name: whenWord(band.when) })}
      </p>
      <ol className="plain-list stack-tight">
        {run.steps.map((step, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the last step comes twice
          <li key={at}>
            <StepRun step={step} />
          </li>
        ))}
      </ol>
      <p>
        <strong>{endText(run)}</strong>
      </p>
    </>
  )
}

function endText({ answeredBy, repeatMinutes }: RehearsalReply): string {
  if (answeredBy !== null) return m.paging_plan_answered({ name: answeredBy })
  return m.paging_plan_repeats({ minutes: repeatMinutes ?? 0 })
}

function StepRun({ step }: { readonly step: RehearsedStep }): ReactNode {
  const time = momentText(step.at)
  const { afterMinutes } = step
  return (
    <>
      <p>
        <strong>
          {afterMinutes === 0
            ? m.paging_plan_at_once({ time })
            : m.paging_plan_after({ time, minutes: afterMinutes })}
        </strong>{' '}
        · {roleWord(step.role)}
      </p>
      {step.isEmpty ? (
        <p>
          <strong>{step.isLast ? m.paging_plan_empty_last() : m.paging_plan_empty()}</strong>
        </p>
      ) : null}
      {step.calls.map((call) => (
        <CallRun key={call.name} call={call} isLast={step.isLast} />
      ))}
    </>
  )
}

function CallRun(props: { readonly call: RehearsedCall; readonly isLast: boolean }): ReactNode {
  const { call, isLast } = props
  const ways = [
    ...call.channels.map(channelWord),
    ...(call.byHand ? [m.paging_plan_by_hand()] : []),
    ...(call.mail ? [channelWord('mail')] : []),
  ]
  const notes = [
    ...(call.hasPhone ? [] : [m.paging_plan_no_phone()]),
    ...(call.hasDevice || !call.missing.includes('push') ? [] : [m.paging_plan_no_device()]),
    // Where nobody carries calls that is said once: they are rung by hand.
    ...(call.missing.length === 0 || call.byHand
      ? []
      : [m.paging_plan_missing({ ways: waysText(call.missing) })]),
    ...(call.fallback.length === 0
      ? []
      : [m.paging_plan_fallback({ ways: waysText(call.fallback) })]),
    ...(call.mayOwn || isLast ? [] : [m.paging_plan_cannot_own()]),
  ]
  return (
    <>
      <p>{m.paging_plan_by({ name: call.name, ways: listText(ways) })}</p>
      {notes.map((note) => (
        <p key={note} className="small muted">
          {note}
        </p>
      ))}
    </>
  )
}

const waysText = (channels: readonly string[]): string => channels.map(channelWord).join(', ')
