import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { phoneText } from '#platform/web/format.ts'
import { Call } from '#platform/web/ui/call.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import type { ReadBackReply } from '../contract-read-back.ts'
import type { Listener } from '../model-read-back.ts'

type ViewProps = { readonly view: ReadBackReply }

const NOBODY = 'none'

/** How it is known who listens now: the place is told to nobody else. */
export function ListenerChoice(
  props: ViewProps & {
    readonly value: Listener
    readonly onChange: (listener: Listener) => void
  },
): ReactNode {
  const { view, value, onChange } = props
  if (view.listeners.length === 0) return null
  const all = view.listeners.flatMap(({ reporter, name, phones, hasWord }) => [
    ...(phones.length === 0 ? [] : [{ how: 'call-back', reporter, name, phones } as const]),
    ...(hasWord ? [{ how: 'word', reporter, name, phones } as const] : []),
  ])
  return (
    <Select
      label={m.intake_back_listener()}
      hint={m.intake_back_listener_hint()}
      options={[
        { value: NOBODY, label: m.intake_back_listener_none() },
        ...all.map(({ how, reporter, name, phones }) => ({
          value: `${how} ${reporter}`,
          label:
            how === 'word'
              ? m.intake_back_listener_word({ name })
              : m.intake_back_listener_call({ name, phone: phones.map(phoneText).join(', ') }),
        })),
      ]}
      value={value === null ? NOBODY : `${value.how} ${value.reporter}`}
      onChange={(chosen) => {
        const found = all.find((one) => `${one.how} ${one.reporter}` === chosen)
        onChange(found === undefined ? null : { how: found.how, reporter: found.reporter })
      }}
    />
  )
}

/** Who reported, and the number on which to call them. */
export function Reporter({ view, caseId }: ViewProps & { readonly caseId: string }): ReactNode {
  const { name, role } = view.reporter
  const who = [name, role].filter((part) => part !== '').join(', ')
  return (
    <div className="stack-tight">
      {who === '' ? null : <p>{m.intake_back_to({ who })}</p>}
      <Telephone {...view.reporter} caseId={caseId} />
    </div>
  )
}

/** The number to ring, unless they said not to: a call back can betray whoever reported. */
function Telephone({
  phone,
  callBack,
  caseId,
}: ReadBackReply['reporter'] & { readonly caseId: string }): ReactNode {
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
      <Call phone={phone} name="" look="button" caseId={caseId} whom={{ kind: 'reporter' }}>
        {m.intake_back_call({ phone: phoneText(phone) })}
      </Call>
    </p>
  )
}
