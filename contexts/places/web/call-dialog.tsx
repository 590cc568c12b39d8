import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Checkbox, RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { CallView, FacilityView, NeedView, SuggestedNeed } from '../contract.ts'
import { CALL_RESULTS, type CallResult, NO_REASONS, type NoReason } from '../model-words.ts'
import { Contact, type Disclosed } from './contact.tsx'
import { wordsFrom } from './need-form.tsx'
import { usePlaceCommand } from './use-places.ts'
import { peopleText, wordOf } from './words.ts'

type Said = {
  readonly result: CallResult | undefined
  readonly name: string
  readonly role: string
  readonly reason: NoReason | ''
  readonly note: string
  readonly alongside: boolean
}

const NOTHING: Said = {
  result: undefined,
  name: '',
  role: '',
  reason: '',
  note: '',
  alongside: false,
}

/** Ringing a facility: what it will ask is before the eyes; what it says is written down. */
export function CallDialog(props: {
  readonly caseId: string
  readonly facility: FacilityView
  readonly need: NeedView
  readonly suggested: SuggestedNeed
  readonly hasPlace: boolean
  readonly disclose: boolean
  readonly disclosed: Disclosed
  /** Who answered there last time, for this file. */
  readonly before: CallView | undefined
  readonly onClose: () => void
}): ReactNode {
  const { caseId, facility, need, hasPlace, onClose } = props
  const [said, setSaid] = useState<Said>({
    ...NOTHING,
    name: props.before?.saidName ?? '',
    role: props.before?.saidRole ?? '',
  })
  const change = (part: Partial<Said>): void => setSaid({ ...said, ...part })
  const call = usePlaceCommand<object>({
    caseId,
    path: 'places/calls',
    done: () => {
      toast(said.result === 'yes' ? m.places_held_toast() : m.places_call_noted())
      onClose()
    },
  })
  const send = (): void => {
    const { reason, ...rest } = said
    call.mutate({ facilityId: facility.id, ...rest, ...(reason === '' ? {} : { reason }) })
  }
  const error = (path: string): string | undefined => call.error?.fieldText(path)
  const isAnswer = said.result === 'yes' || said.result === 'no'
  return (
    <FormDialog
      title={m.places_call_title({ facility: facility.label })}
      verb={said.result === 'yes' ? m.places_call_hold() : m.places_call_save()}
      busy={call.isPending}
      problem={call.error}
      onSend={send}
      onClose={onClose}
    >
      <Contact
        caseId={caseId}
        facility={facility}
        disclose={props.disclose}
        disclosed={props.disclosed}
      />
      <Eight need={need} suggested={props.suggested} />
      <RadioGroup
        label={m.places_call_result()}
        need="required"
        look="segmented"
        value={said.result}
        onChange={(result) => change({ result })}
        options={CALL_RESULTS.map((one) => ({ value: one, label: wordOf('called', one) }))}
        error={error('result')}
      />
      {isAnswer ? (
        <>
          <TextField
            label={m.places_said_name()}
            need="required"
            maxLength={120}
            value={said.name}
            onChange={(name) => change({ name })}
            error={error('name')}
          />
          <TextField
            label={m.places_said_role()}
            need="required"
            maxLength={120}
            value={said.role}
            onChange={(role) => change({ role })}
            error={error('role')}
          />
        </>
      ) : null}
      {said.result === 'no' ? (
        <Select
          label={m.places_no_why()}
          need="required"
          placeholder={m.places_choose()}
          value={said.reason}
          options={NO_REASONS.map((one) => ({ value: one, label: wordOf('no', one) }))}
          onChange={(reason) => change({ reason })}
          error={error('reason')}
        />
      ) : null}
      <TextField
        label={m.places_note()}
        need="optional"
        maxLength={1000}
        value={said.note}
        onChange={(note) => change({ note })}
        error={error('note')}
      />
      {hasPlace && said.result === 'yes' ? (
        <Checkbox
          label={m.places_alongside()}
          checked={said.alongside}
          onChange={(alongside) => change({ alongside })}
        />
      ) : null}
    </FormDialog>
  )
}

/** The eight things that the person on duty will ask; what is not known is said to be so. */
function Eight(props: { readonly need: NeedView; readonly suggested: SuggestedNeed }): ReactNode {
  const { need, suggested } = props
  const flags = (['pets', 'stepFree', 'intoxicated', 'care'] as const).filter((key) => need[key])
  return (
    <section className="places-eight" aria-label={m.places_eight_title()}>
      <p>
        <strong>{m.places_eight_title()}</strong>
      </p>
      <p>{m.places_eight_people({ count: need.people.length, people: peopleText(need) })}</p>
      {flags.length === 0 ? null : (
        <p>{flags.map((key) => wordOf('flag', key.toLowerCase())).join(' · ')}</p>
      )}
      <dl className="places-facts">
        {Object.entries(wordsFrom(need, suggested)).map(([key, text]) => (
          <div key={key}>
            <dt>{wordOf('word', key)}</dt>
            <dd>{text === '' ? m.places_not_known() : text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
