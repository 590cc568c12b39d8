import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Alert } from '#platform/web/ui/feedback.tsx'
import type { Context } from '../contract.ts'
import { callBackKeys, categoryKeys, involvedKeys, networkKeys } from './choices.ts'
import { Count, type FieldsProps, Happening, PhoneLine, Questions, Request } from './fields.tsx'
import { isPhoneWrong } from './form.ts'
import { QuickAnswer, QuickChips, QuickChoice } from './quick.tsx'
import type { Proposal } from './use-evaluation.ts'
import { WhereFields } from './where-fields.tsx'

type LeftProps = FieldsProps & {
  readonly context: Context
  /** Missing where the class is not chosen here. */
  readonly proposal?: Proposal
  readonly previous: number
}

/** What is needed to act, in spoken order. */
export function ConsoleLeft(props: LeftProps): ReactNode {
  const { form, change, context, proposal } = props
  return (
    <>
      <div className="intake-facts">
        <QuickAnswer
          label={m.intake_free_to_speak()}
          value={form.freeToSpeak}
          onChange={(freeToSpeak) => change({ freeToSpeak })}
          autoFocus={proposal !== undefined}
        />
        <QuickChoice
          label={m.intake_category()}
          options={categoryKeys()}
          value={form.category}
          onChange={(category) => change({ category })}
        />
        <div className="intake-pair">
          <PhoneLine form={form} change={change} hint={phoneHint(props)} />
          <QuickChoice
            label={m.intake_call_back()}
            options={callBackKeys()}
            value={form.callBack}
            onChange={(callBack) => change({ callBack })}
          />
        </div>
        <WhereFields form={form} change={change} context={context} />
        <Happening form={form} change={change} rows={4} />
        <Request form={form} change={change} />
      </div>
      <div className="intake-judge">
        <QuickChips
          label={m.intake_involved()}
          options={involvedKeys()}
          values={form.involved}
          onChange={(involved) => change({ involved })}
        />
        <div className="intake-pair">
          <Count form={form} change={change} name="peopleCount" label={m.intake_people_count()} />
          <Count form={form} change={change} name="minorsCount" label={m.intake_minors_count()} />
        </div>
        <div className="intake-questions">
          <p className="small muted">{m.intake_answer_keys()}</p>
          <Questions form={form} change={change} />
          <QuickChoice
            label={m.intake_network()}
            options={networkKeys()}
            value={form.network}
            onChange={(network) => change({ network })}
          />
        </div>
      </div>
    </>
  )
}

function phoneHint(props: LeftProps): string | undefined {
  if (isPhoneWrong(props.form)) return m.intake_phone_as_note()
  return props.previous > 0 ? m.intake_previous({ count: props.previous }) : undefined
}

/** The line-drop plan and the ban on calling back, from the moment the caller says no. */
export function WatchedBanner(props: {
  readonly onLineDropped: () => void
  readonly place: string
}): ReactNode {
  return (
    <Alert
      tone="danger"
      urgent
      title={m.intake_watched()}
      actions={
        <button type="button" className="btn btn-secondary" onClick={props.onLineDropped}>
          {m.intake_line_dropped()}
          <kbd className="btn-key">Alt+L</kbd>
        </button>
      }
    >
      <p>{m.intake_watched_text({ place: props.place })}</p>
    </Alert>
  )
}
