import type { ReactNode } from 'react'
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
  readonly onRefused: () => void
}): ReactNode {
  const { context, report } = props
  const access = accessOf(context, report)
  if (access.outcome === 'entitled' || access.outcome === 'reporter-unknown') return null
  if (access.outcome === 'office-hours') {
    const { inCharge } = context
    return (
      <Alert tone="info" title={wordOf('access', access.outcome)}>
        <p>
          {inCharge.label},{' '}
          <Call phone={inCharge.phone} name="" whom={{ kind: 'listed', phone: inCharge.phone }} />
          {inCharge.untilAt === null
            ? ''
            : ` · ${m.intake_until({ time: momentText(inCharge.untilAt) })}`}
        </p>
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
      <p className="small">{m.intake_refused_hint()}</p>
    </Alert>
  )
}
