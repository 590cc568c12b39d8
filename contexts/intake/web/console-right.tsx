import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Checkbox } from '#platform/web/ui/choices.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextArea, TextField } from '#platform/web/ui/text-field.tsx'
import type { Context } from '../contract.ts'
import { asksProtection, isForBody, type Missing, missingOf } from '../model.ts'
import { wordOf } from '../words.ts'
import {
  calledKeys,
  categoryOptions,
  languageOptions,
  protectionKeys,
  yesNoKeys,
} from './choices.ts'
import { type FieldsProps, Line } from './fields.tsx'
import { reportOf } from './form.ts'
import { QuickAnswer, QuickChips, QuickChoice } from './quick.tsx'
import { Residence } from './residence.tsx'
import { TriagePanel } from './triage-panel.tsx'
import type { Proposal } from './use-evaluation.ts'

type SideProps = FieldsProps & { readonly context: Context }

/** The class, in sight while the questions are answered; then what comes as it comes. */
export function ConsoleRight(
  props: SideProps & {
    /** Missing where the class is not chosen here. */
    readonly proposal?: Proposal
  },
): ReactNode {
  const { form, change, context, proposal, refusal } = props
  return (
    <div className="intake-right">
      {proposal === undefined ? null : (
        <TriagePanel {...{ form, change, proposal, refusal }} classes={context.classes} />
      )}
      <Reporter {...props} />
      <Persons {...props} />
      <Protection {...props} />
      <Agreements {...props} />
      <MissingList {...props} />
    </div>
  )
}

/** A part of the right column: closed to one line until it is needed, open where it is the step itself. */
function Block(props: {
  readonly title: string
  readonly open: boolean
  readonly children: ReactNode
}): ReactNode {
  return (
    <details className="intake-block" open={props.open} data-stop="">
      <summary>{props.title}</summary>
      {props.children}
    </details>
  )
}

/** Who reports, and for which body. */
export function Reporter({ form, change, context, large = false }: SideProps): ReactNode {
  const claimable = context.accredited.filter((one) => one.category === form.category)
  return (
    <Block title={m.intake_reporter()} open={large || isForBody(form.category)}>
      <Select
        label={m.intake_category_all()}
        value={form.category ?? ''}
        placeholder={m.intake_choose()}
        options={categoryOptions()}
        onChange={(category) => change({ category })}
      />
      {isForBody(form.category) ? (
        <>
          {claimable.length === 0 ? null : (
            <Select
              label={m.intake_claimed()}
              value={form.claimedReporter ?? ''}
              placeholder={m.intake_choose()}
              options={claimable.map((one) => ({ value: one.key, label: one.name }))}
              onChange={(key) =>
                change({
                  claimedReporter: key,
                  reporterBody: claimable.find((one) => one.key === key)?.name ?? form.reporterBody,
                })
              }
            />
          )}
          <Checkbox
            label={m.intake_patrol_waiting()}
            checked={form.patrolWaiting}
            onChange={(patrolWaiting) => change({ patrolWaiting })}
          />
          <div className="intake-pair">
            <Line form={form} change={change} name="reporterUnit" label={m.intake_unit()} />
            <Line form={form} change={change} name="reporterRole" label={m.intake_role()} />
          </div>
        </>
      ) : null}
      <Line form={form} change={change} name="reporterName" label={m.intake_reporter_name()} />
    </Block>
  )
}

/** Names, ages, language, health, animals. */
export function Persons({ form, change, context, large = false }: SideProps): ReactNode {
  return (
    <Block title={m.intake_persons()} open={large}>
      <div className="intake-pair">
        <Line form={form} change={change} name="names" label={m.intake_names()} maxLength={500} />
        <Line form={form} change={change} name="ages" label={m.intake_ages()} />
      </div>
      <div className="intake-pair">
        <Select
          label={m.intake_language()}
          value={form.language ?? ''}
          placeholder={m.intake_not_known()}
          options={languageOptions(context.languages)}
          onChange={(language) => change({ language })}
        />
        <QuickAnswer
          label={m.intake_interpreter()}
          value={form.interpreter}
          onChange={(interpreter) => change({ interpreter })}
        />
      </div>
      <TextArea
        label={m.intake_health()}
        rows={2}
        value={form.health}
        onChange={(health) => change({ health })}
        maxLength={2000}
      />
      <div className="intake-pair">
        <Line
          form={form}
          change={change}
          name="animals"
          label={m.intake_animals()}
          maxLength={300}
        />
        <Line form={form} change={change} name="landmark" label={m.intake_landmark()} />
      </div>
      <Residence form={form} change={change} context={context} />
      <QuickChips
        label={m.intake_already_called()}
        options={calledKeys()}
        values={form.alreadyCalled}
        onChange={(alreadyCalled) => change({ alreadyCalled })}
      />
    </Block>
  )
}

/** What must not happen, and how the person may be reached. */
export function Protection({ form, change, large = false }: FieldsProps): ReactNode {
  return (
    <Block title={m.intake_protection()} open={large || asksProtection(reportOf(form))}>
      <QuickChips
        label={m.intake_protection_flags()}
        options={protectionKeys()}
        values={form.protection}
        onChange={(protection) => change({ protection })}
      />
      <Line
        form={form}
        change={change}
        name="callBackNote"
        label={m.intake_call_back_note()}
        maxLength={300}
      />
    </Block>
  )
}

/** Three acts that are not one another: notice, joining, agreement to contact. */
export function Agreements({ form, change, large = false }: FieldsProps): ReactNode {
  return (
    <Block title={m.intake_agreements()} open={large}>
      <QuickChoice
        label={m.intake_notice()}
        options={yesNoKeys()}
        value={form.noticeGiven}
        onChange={(noticeGiven) => change({ noticeGiven })}
      />
      {form.noticeGiven === 'no' ? (
        <Line
          form={form}
          change={change}
          name="noticeReason"
          label={m.intake_notice_reason()}
          maxLength={300}
        />
      ) : null}
      <QuickAnswer
        label={m.intake_joins()}
        value={form.joins}
        onChange={(joins) => change({ joins })}
      />
      <QuickChoice
        label={m.intake_may_contact()}
        options={yesNoKeys()}
        value={form.mayContact}
        onChange={(mayContact) => change({ mayContact })}
      />
      {form.mayContact === 'yes' ? (
        <TextField
          label={m.intake_may_contact_whom()}
          value={form.mayContactWhom}
          onChange={(mayContactWhom) => change({ mayContactWhom })}
          maxLength={300}
        />
      ) : null}
    </Block>
  )
}

/** What is not known yet. It never stops a save. */
export function MissingList({ form }: FieldsProps): ReactNode {
  const missing: readonly Missing[] = missingOf(reportOf(form))
  return (
    <section className="intake-missing" aria-label={m.intake_missing()}>
      <h2 className="small">{m.intake_missing()}</h2>
      {missing.length === 0 ? (
        <p className="small">{m.intake_missing_none()}</p>
      ) : (
        <p className="small">{missing.map((part) => wordOf('missing', part)).join(' · ')}</p>
      )}
    </section>
  )
}
