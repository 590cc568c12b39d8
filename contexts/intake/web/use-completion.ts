import { useState } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useKeptForm } from '#platform/web/use-kept-form.ts'
import { ReportContentSchema, ReportView } from '../contract.ts'
import type { ReportContent } from '../model.ts'
import {
  type Completing,
  changedFields,
  type Form,
  formFrom,
  formOf,
  formOver,
  reportOf,
} from './form.ts'
import { decisionOf } from './letters.ts'

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

export type CompletionProps = {
  readonly report: ReportView
  /** What the report says; of a lost call without the service's own words, in whose place the caller's are written. */
  readonly content: ReportContent
  readonly onDone: () => void
  readonly onStale: () => void
}

type Sent = { readonly emergencyNow: boolean }

/**
 * Completes a report: only what was changed here travels, so others may complete other fields meanwhile. When
 * the same field moved, the newer report is read and one's own words stay in the form. A class that was chosen goes along.
 */
export function useCompletion({ report, content, onDone, onStale }: CompletionProps) {
  const [start] = useState({ version: report.version, first: content, form: formOf(content) })
  const kept = useKeptForm<Completing>({ id: completionName(report.id), start, read: readKept })
  const { version, first } = kept.value
  const form = formOver(kept.value, content)
  const fields = changedFields(first, reportOf(kept.value.form))
  const change = (changes: Partial<Form>): void =>
    kept.change((before) => ({ form: { ...before.form, ...changes } }))
  // Once who writes has been told of the newer words, theirs go over them.
  const [isTold, setTold] = useState(false)
  const send = useWrite<Sent, typeof ReportView>({
    method: 'PATCH',
    path: `/api/reports/${report.id}`,
    body: (sent) => ({
      ...{ version: isTold ? report.version : version, fields, emergencyCalls: form.calls },
      ...decisionOf(form, undefined),
      ...sent,
    }),
    reply: ReportView,
    refresh: [['intake', 'reports'], ['interventions']],
    done: () => {
      toast(m.intake_report_completed())
      kept.forget()
      onDone()
    },
    failed: (problem) => {
      if (problem.code !== 'field-changed-meanwhile') return
      setTold(true)
      onStale()
    },
  })
  const isNothing = Object.keys(fields).length === 0
  return { kept, form, change, send, refused: isNothing ? m.intake_report_nothing() : undefined }
}
