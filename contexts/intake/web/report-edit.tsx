import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { ProblemState } from '#platform/web/ui/feedback.tsx'
import { Resumed } from '#platform/web/ui/resumed.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { Context } from '../contract.ts'
import { ConsoleLeft } from './console-left.tsx'
import { ConsoleRight } from './console-right.tsx'
import { reportOf } from './form.ts'
import { Guided } from './guided.tsx'
import { type CompletionProps, useCompletion } from './use-completion.ts'
import { useEvaluation } from './use-evaluation.ts'

type EditProps = CompletionProps & { readonly context: Context }

/** Completes a report, all of it on one page. */
export function ReportEdit(props: EditProps): ReactNode {
  const { report, context } = props
  const { kept, form, change, send, refused } = useCompletion(props)
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate({ emergencyNow: false })
      }}
    >
      {send.error ? <ProblemState problem={send.error} saved={m.intake_report_kept()} /> : null}
      <div className="line">
        <Button kind="primary" acts type="submit" busy={send.isPending} refused={refused}>
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

/** The same one decision at a time, with one thumb and whoever called on the line: its class is the last of the first cards. */
export function ReportEditLed(
  props: EditProps & { readonly onDense: () => void; readonly onLeave: () => void },
): ReactNode {
  const { report, context } = props
  const { kept, form, change, send, refused } = useCompletion(props)
  const proposal = useEvaluation(reportOf(form), context.territory.id)
  const problem = send.error ?? undefined
  return (
    <div className="intake intake-guided">
      <div className="intake-bar">
        <Button kind="quiet" icon="back" onPress={props.onLeave}>
          {m.intake_report_leave()}
        </Button>
        <Button kind="quiet" onPress={props.onDense}>
          {m.intake_mode_dense()}
        </Button>
      </div>
      {problem === undefined ? null : (
        <ProblemState problem={problem} saved={m.intake_report_kept()} />
      )}
      <Resumed form={kept} />
      <Guided
        form={form}
        change={change}
        context={context}
        proposal={proposal}
        previous={report.previousContacts}
        refusal={problem}
        note={null}
        busy={send.isPending}
        onSave={() => {
          if (refused === undefined) send.mutate({ emergencyNow: false })
          else toast(refused)
        }}
        onEmergency={() => send.mutate({ emergencyNow: true })}
      />
    </div>
  )
}
