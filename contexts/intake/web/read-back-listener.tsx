import { type ReactNode, useId } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { phoneText } from '#platform/web/format.ts'
import { Call } from '#platform/web/ui/call.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import type { ReadBackReply } from '../contract-read-back.ts'
import type { Listener } from '../model-read-back.ts'
import { CallListed, Outcomes } from './verification.tsx'

type ViewProps = { readonly view: ReadBackReply }
type Unit = ReadBackReply['listeners'][number]

type Known = NonNullable<Listener>

/**
 * How it is known who listens now: the place is told to nobody else. Each unit stands with its numbers to press and, beside
 * them, what came of it.
 */
export function ListenerChoice(
  props: ViewProps & {
    readonly caseId: string
    readonly value: Listener
    readonly onChange: (listener: Listener) => void
  },
): ReactNode {
  const { view, caseId, value, onChange } = props
  const id = useId()
  if (view.listeners.length === 0) return null
  const radio = (label: string, known: Listener): ReactNode => (
    <label className="radio">
      <input
        type="radio"
        name={id}
        checked={value?.how === known?.how && value?.reporter === known?.reporter}
        onChange={() => onChange(known)}
      />
      <span>{label}</span>
    </label>
  )
  const heard = (how: Known['how'], { reporter, name }: Unit): ReactNode =>
    radio(
      how === 'word'
        ? m.intake_back_listener_word({ name })
        : m.intake_back_listener_call({ name }),
      { how, reporter },
    )
  return (
    <fieldset className="field group list" aria-describedby={`${id}-hint`}>
      <legend className="field-label">{m.intake_back_listener()}</legend>
      <span id={`${id}-hint`} className="field-hint">
        {m.intake_back_listener_hint()}
      </span>
      <div className="stack">
        {radio(m.intake_back_listener_none(), null)}
        {view.listeners.map((unit) => (
          <div key={unit.reporter} className="stack-tight">
            <strong>{unit.name}</strong>
            {unit.phones.map((phone) => (
              <div key={phone} className="stack-tight">
                <CallListed unit={unit} phone={phone} caseId={caseId} />
                {view.toVerify === null ? null : (
                  <Outcomes
                    contactId={view.toVerify}
                    unit={unit}
                    phone={phone}
                    results={['denied', 'no-answer']}
                  />
                )}
              </div>
            ))}
            {unit.phones.length === 0 ? null : heard('call-back', unit)}
            {unit.hasWord ? heard('word', unit) : null}
          </div>
        ))}
      </div>
    </fieldset>
  )
}

/** Who reported, and the number on which to call them. */
export function Reporter(
  props: ViewProps & { readonly caseId: string; readonly onUnanswered?: () => void },
): ReactNode {
  const { view, caseId, onUnanswered } = props
  const { name, role } = view.reporter
  const who = [name, role].filter((part) => part !== '').join(', ')
  return (
    <div className="stack-tight">
      {who === '' ? null : <p>{m.intake_back_to({ who })}</p>}
      <Telephone {...view.reporter} caseId={caseId} onUnanswered={onUnanswered} />
    </div>
  )
}

/** The number to ring, unless they said not to: a call back can betray whoever reported. */
function Telephone({
  phone,
  callBack,
  caseId,
  onUnanswered,
}: ReadBackReply['reporter'] & {
  readonly caseId: string
  readonly onUnanswered: (() => void) | undefined
}): ReactNode {
  if (callBack === 'never')
    return (
      <Alert tone="warning" title={m.intake_back_never_title()}>
        <p>{m.intake_back_never_text()}</p>
      </Alert>
    )
  if (phone === null) return null
  if (callBack === 'text') return <p>{m.intake_back_text_only({ phone: phoneText(phone) })}</p>
  return (
    <p>
      <Call
        {...{ phone, caseId, name: '', look: 'button', whom: { kind: 'reporter' } }}
        {...(onUnanswered === undefined ? {} : { onUnanswered })}
      >
        {m.intake_back_call({ phone: phoneText(phone) })}
      </Call>
    </p>
  )
}
