import type { ReactNode } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { type Answer, RadioGroup, YesNo } from '#platform/web/ui/choices.tsx'
import { Clashes } from '#platform/web/ui/clashes.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useKeptMerged } from '#platform/web/use-merged.ts'
import type { AssessmentView, Reported } from '../contract-work.ts'
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

const ANSWER = z.enum(['yes', 'no', 'unknown']).optional()
const UnderWay = z.object({
  place: z.enum(['yes', 'no']).optional(),
  network: ANSWER,
  danger: ANSWER,
  need: z.string(),
  risk: z.string(),
  resources: z.string(),
  safeContact: z.string(),
})

function readKept(value: unknown): Written | undefined {
  const kept = UnderWay.safeParse(value).data
  return kept && { ...EMPTY, ...kept }
}

/** The assessment in force; of a first one, what the report already says. */
function writtenFrom(one: AssessmentView | undefined, reported: Reported): Written {
  if (one === undefined) return { ...EMPTY, ...reported }
  const { network, danger, need, risk, resources, safeContact } = one
  const place = one.needsPlace ? 'yes' : 'no'
  return { place, network, danger, need, risk, resources, safeContact }
}

/** An answer in words; what was written as it stands. */
function answerText(value: unknown): string {
  if (value === 'yes') return m.web_yes()
  if (value === 'no') return m.web_no()
  return value === 'unknown' ? m.web_unknown() : typeof value === 'string' ? value : ''
}

const TEXTS = ['need', 'risk', 'resources', 'safeContact'] as const

/** A first assessment, or a newer one: what is short comes first, and only the need must be written. */
export function AssessmentForm(props: {
  readonly caseId: string
  readonly newest: AssessmentView | undefined
  readonly reported: Reported
  readonly onDone: () => void
  readonly onBack: (() => void) | undefined
}): ReactNode {
  const { caseId, newest } = props
  const form = useKeptMerged<Written>({
    saved: writtenFrom(newest, props.reported),
    version: newest?.version ?? 0,
    id: `valutazione-${caseId}`,
    read: readKept,
  })
  const { change } = form
  const written = form.held.mine
  const write = useWorkCommand<object>(caseId, 'assessments', () => {
    toast(m.interventions_assessment_saved())
    form.forget()
    props.onDone()
  })
  const send = (): void => {
    const { place, ...rest } = written
    write.mutate({ ...rest, needsPlace: place === 'yes', version: form.held.version })
  }
  const labels = {
    place: m.interventions_assessment_place(),
    danger: m.interventions_assessment_danger(),
    network: m.interventions_assessment_network(),
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
      {newest === undefined ? (
        <p className="small muted">{m.interventions_assessment_reported()}</p>
      ) : null}
      <RadioGroup
        label={labels.place}
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
        label={labels.danger}
        need="required"
        value={written.danger}
        onChange={(danger) => change({ danger })}
      />
      <YesNo
        label={labels.network}
        hint={m.interventions_assessment_network_hint()}
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
      <Clashes
        form={form}
        by={newest?.by ?? ''}
        labelOf={(field) => labels[field]}
        textOf={(_field, value) => answerText(value)}
      />
    </Form>
  )
}
