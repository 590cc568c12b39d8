import { type ReactNode, useEffect, useRef } from 'react'
import type { AccessPolicy } from '#contexts/territory/access-policy.ts'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import type { Context } from '../contract.ts'
import type { ReportContent } from '../model.ts'
import { type AccessJudgement, judgeAccess } from '../model-access.ts'
import { wordOf } from '../words.ts'

/** What the territory's access policy means for what is known of this call. */
export function accessOf(context: Context, report: ReportContent): AccessJudgement {
  const policy: AccessPolicy = { ...context.access, channels: [] }
  return judgeAccess(policy, report, context.inCharge.kind === 'office')
}

/** Who answers now instead, when an office does; the script to read, when the caller may not report here. */
export function AccessBanner(props: {
  readonly context: Context
  readonly report: ReportContent
  readonly isLed: boolean
  readonly onRefused: () => void
}): ReactNode {
  const { context, report } = props
  const access = accessOf(context, report)
  if (access.outcome === 'entitled' || access.outcome === 'reporter-unknown') return null
  if (access.outcome === 'office-hours') {
    const { inCharge } = context
    return (
      <Alert tone="info" title={wordOf('access', access.outcome)}>
        <Office inCharge={inCharge} />
      </Alert>
    )
  }
  if (access.taken) {
    return (
      <Alert tone="warning" urgent title={wordOf('access', access.outcome)}>
        <p>{access.script}</p>
      </Alert>
    )
  }
  return (
    <InView isLed={props.isLed}>
      <Alert
        tone="warning"
        urgent
        title={wordOf('access', access.outcome)}
        actions={
          <Button acts onPress={props.onRefused}>
            {m.intake_log_refused()}
          </Button>
        }
      >
        <p>«{access.script}»</p>
        <OfficeToSay context={context} report={report} />
        <p className="small">{m.intake_refused_hint()}</p>
      </Alert>
    </InView>
  )
}

/** Led one step at a time the page stands at the step: what ends the call comes under the eyes by itself. */
function InView(props: { readonly isLed: boolean; readonly children: ReactNode }): ReactNode {
  const { isLed, children } = props
  const area = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isLed) return
    area.current?.focus({ preventScroll: true })
    area.current?.scrollIntoView({ block: 'start' })
  }, [isLed])
  return (
    <div ref={area} tabIndex={-1} className="intake-refusal">
      {children}
    </div>
  )
}

/** Telephone and hours that the words to say promise; they hang on the municipality, which is asked for where it is missing. */
function OfficeToSay(props: { readonly context: Context; readonly report: ReportContent }) {
  const { inCharge } = props.context
  if (props.report.municipality === null) return <p>{m.intake_refused_where()}</p>
  return inCharge.kind === 'office' ? <Office inCharge={inCharge} /> : null
}

function Office({ inCharge }: Pick<Context, 'inCharge'>): ReactNode {
  return (
    <p>
      {inCharge.label},{' '}
      <Call phone={inCharge.phone} name="" whom={{ kind: 'listed', phone: inCharge.phone }} />
      {inCharge.untilAt === null
        ? ''
        : ` · ${m.intake_until({ time: momentText(inCharge.untilAt) })}`}
    </p>
  )
}
