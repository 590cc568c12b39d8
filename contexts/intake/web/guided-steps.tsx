import type { ReactNode } from 'react'
import type { ReporterCategory } from '#contexts/territory/access-policy.ts'
import { m } from '#platform/i18n/texts.ts'
import type { Context } from '../contract.ts'
import { DANGER_NOW, hasPlace, isForBody, type ReportContent } from '../model.ts'
import { followUps } from '../model-facts.ts'
import type { GuidedStep } from '../model-script.ts'
import { callBackKeys, categoryKeys, involvedKeys, networkKeys } from './choices.ts'
import { Agreements, MissingList, Persons, Protection, Reporter } from './console-right.tsx'
import { Count, type FieldsProps, Happening, PhoneLine, Questions, Request } from './fields.tsx'
import { QuickAnswer, QuickChips, QuickChoice } from './quick.tsx'
import { TriagePanel } from './triage-panel.tsx'
import type { Proposal } from './use-evaluation.ts'
import { WhereFields } from './where-fields.tsx'

export type StepProps = FieldsProps & {
  readonly context: Context
  readonly proposal: Proposal
  readonly previous: number
  /** Called when the one answer of a step was given: the next step comes by itself. */
  readonly onAnswered: () => void
  /** Called when a body is on the line: who it is comes first. */
  readonly onBody: () => void
}

const DONE: Readonly<
  Record<GuidedStep, (report: ReportContent, classKey: string | null) => boolean>
> = {
  'free-to-speak': (report) => report.freeToSpeak !== null,
  who: (report) => report.involved.length > 0 || report.peopleCount !== null,
  where: hasPlace,
  what: (report) => report.happening !== '',
  danger: (report) =>
    [...DANGER_NOW, ...followUps(report)].every((fact) => report.answers[fact] !== undefined),
  class: (_, classKey) => classKey !== null,
  'call-back': (report) => report.callBack !== null,
  reporter: (report) => report.category !== null,
  network: (report) => report.network !== null,
  notices: (report) => report.noticeGiven !== null,
  details: () => false,
}

/** True when this step has its answer. */
export function isStepDone(
  step: GuidedStep,
  report: ReportContent,
  classKey: string | null,
): boolean {
  return DONE[step](report, classKey)
}

/** True when something of this step is answered: whoever goes on leaves the rest, and not all of it. */
export function isStepBegun(
  step: GuidedStep,
  report: ReportContent,
  classKey: string | null,
): boolean {
  if (step === 'danger') return DANGER_NOW.some((fact) => report.answers[fact] !== undefined)
  return isStepDone(step, report, classKey)
}

/** The controls of one decision. */
export function StepBody({ step, ...props }: StepProps & { readonly step: GuidedStep }): ReactNode {
  switch (step) {
    case 'free-to-speak':
      return <Free {...props} />
    case 'who':
      return <Who {...props} />
    case 'where':
      return <WhereFields {...props} hint={m.intake_place_hint()} asksMunicipality />
    case 'what':
      return <Happening {...props} rows={6} />
    case 'danger':
      return <Questions form={props.form} change={props.change} large />
    case 'class':
      return <TriagePanel {...props} classes={props.context.classes} large />
    case 'call-back':
      return <CallBackStep {...props} />
    case 'reporter':
      return <ReporterStep {...props} />
    case 'network':
      return <NetworkStep {...props} />
    case 'notices':
      return <Agreements {...props} />
    case 'details':
      return <Details {...props} />
  }
}

/** Where not everybody may report, also who may not is one tap on the first card: they do not tell it all to be refused. */
function Free({ form, change, context, onAnswered, onBody }: StepProps): ReactNode {
  const { mode, entitled } = context.access
  const isRefused = (one: ReporterCategory): boolean => mode !== 'open' && !entitled.includes(one)
  return (
    <>
      <QuickAnswer
        large
        label={m.intake_free_to_speak()}
        value={form.freeToSpeak}
        onChange={(freeToSpeak) => {
          change({ freeToSpeak })
          onAnswered()
        }}
      />
      <QuickChoice
        large
        label={mode === 'open' ? m.intake_by_body() : m.intake_by_whom()}
        options={categoryKeys().filter(({ value }) => isForBody(value) || isRefused(value))}
        value={form.category}
        onChange={(category) => {
          change({ category })
          if (isForBody(category)) onBody()
        }}
      />
    </>
  )
}

function Who({ form, change }: StepProps): ReactNode {
  return (
    <>
      <QuickChips
        large
        label={m.intake_involved()}
        options={involvedKeys()}
        values={form.involved}
        onChange={(involved) => change({ involved })}
      />
      <div className="intake-pair">
        <Count form={form} change={change} name="peopleCount" label={m.intake_people_count()} />
        <Count form={form} change={change} name="minorsCount" label={m.intake_minors_count()} />
      </div>
    </>
  )
}

function CallBackStep({ form, change, previous }: StepProps): ReactNode {
  const hint = previous > 0 ? m.intake_previous({ count: previous }) : undefined
  return (
    <>
      <PhoneLine form={form} change={change} hint={hint} />
      <QuickChoice
        large
        label={m.intake_call_back()}
        options={callBackKeys()}
        value={form.callBack}
        onChange={(callBack) => change({ callBack })}
      />
    </>
  )
}

/** Who calls. Of a body the keys make room for its details: they are what is asked next. */
function ReporterStep(props: StepProps): ReactNode {
  const { form, change } = props
  return (
    <>
      {isForBody(form.category) ? null : (
        <QuickChoice
          large
          label={m.intake_category()}
          options={categoryKeys()}
          value={form.category}
          onChange={(category) => change({ category })}
        />
      )}
      <Request form={form} change={change} large />
      <Reporter {...props} />
    </>
  )
}

function NetworkStep({ form, change }: StepProps): ReactNode {
  return (
    <QuickChoice
      large
      label={m.intake_network()}
      options={networkKeys()}
      value={form.network}
      onChange={(network) => change({ network })}
    />
  )
}

function Details(props: StepProps): ReactNode {
  return (
    <>
      <Persons {...props} />
      <Protection {...props} />
      <MissingList {...props} />
    </>
  )
}
