import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { type Answer, RadioGroup, YesNo } from '#platform/web/ui/choices.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { AssessmentView } from '../contract-work.ts'
import { useWorkCommand } from './use-work.ts'

type Written = {
  readonly place: 'yes' | 'no' | undefined
  readonly network: Answer | undefined
  readonly danger: Answer | undefined
  readonly need: string
  readonly risk: string
  readonly resources: string
  readonly safeContact: string
}

const EMPTY: Written = {
  place: undefined,
  network: undefined,
  danger: undefined,
  need: '',
  risk: '',
  resources: '',
  safeContact: '',
}

function writtenFrom(one: AssessmentView | undefined): Written {
  if (one === undefined) return EMPTY
  const { network, danger, need, risk, resources, safeContact } = one
  const place = one.needsPlace ? 'yes' : 'no'
  return { place, network, danger, need, risk, resources, safeContact }
}

const TEXTS = ['need', 'risk', 'resources', 'safeContact'] as const

/** A first assessment, or a newer one: what is short comes first, and only the need must be written. */
export function AssessmentForm(props: {
  readonly caseId: string
  readonly newest: AssessmentView | undefined
  readonly onDone: () => void
  readonly onBack: (() => void) | undefined
}): ReactNode {
  const { caseId, newest } = props
  const [written, setWritten] = useState(() => writtenFrom(newest))
  const change = (part: Partial<Written>): void => setWritten({ ...written, ...part })
  const write = useWorkCommand<object>(caseId, 'assessments', () => {
    toast(m.interventions_assessment_saved())
    props.onDone()
  })
  const send = (): void => {
    const { place, ...rest } = written
    write.mutate({ ...rest, needsPlace: place === 'yes', version: newest?.version ?? 0 })
  }
  const labels = {
    need: m.interventions_assessment_need(),
    risk: m.interventions_assessment_risk(),
    resources: m.interventions_assessment_resources(),
    safeContact: m.interventions_assessment_safe(),
  }
  return (
    <Form
      problem={write.error}
      saved={m.interventions_kept()}
      onSend={send}
      actions={
        <div className="line">
          <Button type="submit" kind="primary" acts busy={write.isPending}>
            {m.interventions_assessment_save()}
          </Button>
          {props.onBack === undefined ? null : (
            <Button onPress={props.onBack}>{m.web_go_back()}</Button>
          )}
        </div>
      }
    >
      <RadioGroup
        label={m.interventions_assessment_place()}
        look="segmented"
        need="required"
        options={[
          { value: 'yes', label: m.web_yes() },
          { value: 'no', label: m.web_no() },
        ]}
        value={written.place}
        onChange={(place) => change({ place })}
      />
      <YesNo
        label={m.interventions_assessment_danger()}
        need="required"
        value={written.danger}
        onChange={(danger) => change({ danger })}
      />
      <YesNo
        label={m.interventions_assessment_network()}
        need="required"
        value={written.network}
        onChange={(network) => change({ network })}
      />
      {TEXTS.map((field) => (
        <TextArea
          key={field}
          label={labels[field]}
          rows={2}
          {...(field === 'need' ? { need: 'required' as const } : {})}
          {...(field === 'safeContact' ? { hint: m.interventions_assessment_safe_hint() } : {})}
          value={written[field]}
          maxLength={field === 'safeContact' ? 1000 : 4000}
          onChange={(text) => change({ [field]: text })}
          error={write.error?.fieldText(field)}
        />
      ))}
    </Form>
  )
}
