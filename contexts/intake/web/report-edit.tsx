import { type ReactNode, useState } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { ProblemState } from '#platform/web/ui/feedback.tsx'
import { Resumed } from '#platform/web/ui/resumed.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useKeptForm } from '#platform/web/use-kept-form.ts'
import { type Context, ReportContentSchema, ReportView } from '../contract.ts'
import type { ReportContent } from '../model.ts'
import { ConsoleLeft } from './console-left.tsx'
import { ConsoleRight } from './console-right.tsx'
import {
  type Completing,
  changedFields,
  type Form,
  formFrom,
  formOf,
  formOver,
  reportOf,
} from './form.ts'

const UnderWay = z.object({
  version: z.int(),
  first: ReportContentSchema,
  form: z.record(z.string(), z.unknown()).transform(formFrom),
})
const readKept = (value: unknown): Completing | undefined => UnderWay.safeParse(value).data

/** Where the words of a completion are kept on this machine. */
export function completionName(reportId: string): string {
  return `completa-${reportId}`
}

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
  const [start] = useState({ version: report.version, first: content, form: formOf(content) })
  const kept = useKeptForm<Completing>({ id: completionName(report.id), start, read: readKept })
  const { version, first } = kept.value
  const form = formOver(kept.value, content)
  const fields = changedFields(first, reportOf(kept.value.form))
  const change = (changes: Partial<Form>): void =>
    kept.change((before) => ({ form: { ...before.form, ...changes } }))
  // Once who writes has been told of the newer words, theirs go over them.
  const [isTold, setTold] = useState(false)
  const send = useWrite<undefined, typeof ReportView>({
    method: 'PATCH',
    path: `/api/reports/${report.id}`,
    body: () => ({ version: isTold ? report.version : version, fields }),
    reply: ReportView,
    refresh: [['intake', 'reports'], ['interventions']],
    done: () => {
      toast(m.intake_report_completed())
      kept.forget()
      props.onDone()
    },
    failed: (problem) => {
      if (problem.code !== 'field-changed-meanwhile') return
      setTold(true)
      props.onStale()
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
      <Resumed form={kept} />
      <div className="intake-console">
        <ConsoleLeft
          form={form}
          change={change}
          context={context}
          previous={report.previousContacts}
        />
        <ConsoleRight form={form} change={change} context={context} />
      </div>
    </form>
  )
}
