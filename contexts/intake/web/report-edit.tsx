import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { ProblemState } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { type Context, ReportView } from '../contract.ts'
import type { ReportContent } from '../model.ts'
import { ConsoleLeft } from './console-left.tsx'
import { ConsoleRight } from './console-right.tsx'
import { changedFields, formOf, reportOf } from './form.ts'

/**
 * Completes a report: only what was changed here travels, so others may complete other fields meanwhile. When
 * the same field moved, the newer report is read and one's own words stay in the form.
 */
export function ReportEdit(props: {
  readonly report: ReportView
  readonly content: ReportContent
  readonly context: Context
  readonly onDone: () => void
  readonly onStale: () => void
}): ReactNode {
  const { report, content, context } = props
  const [first] = useState(content)
  const [form, setForm] = useState(() => formOf(content))
  const fields = changedFields(first, reportOf(form))
  const send = useWrite<undefined, typeof ReportView>({
    method: 'PATCH',
    path: `/api/reports/${report.id}`,
    body: () => ({ version: report.version, fields }),
    reply: ReportView,
    refresh: [['intake', 'reports'], ['interventions']],
    done: () => {
      toast(m.intake_report_completed())
      props.onDone()
    },
    failed: (problem) => {
      if (problem.code === 'field-changed-meanwhile') props.onStale()
    },
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate(undefined)
      }}
    >
      {send.error ? <ProblemState problem={send.error} saved={m.intake_report_kept()} /> : null}
      <div className="line">
        <Button
          kind="primary"
          acts
          type="submit"
          busy={send.isPending}
          refused={Object.keys(fields).length === 0 ? m.intake_report_nothing() : undefined}
        >
          {m.intake_report_save()}
        </Button>
        <Button onPress={props.onDone}>{m.intake_back()}</Button>
      </div>
      <div className="intake-console">
        <ConsoleLeft
          form={form}
          change={(changes) => setForm((before) => ({ ...before, ...changes }))}
          context={context}
          previous={report.previousContacts}
        />
        <ConsoleRight
          form={form}
          change={(changes) => setForm((before) => ({ ...before, ...changes }))}
          context={context}
        />
      </div>
    </form>
  )
}
