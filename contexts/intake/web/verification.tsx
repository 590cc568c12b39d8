import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { phoneText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { VerificationReply } from '../contract-contact.ts'
import type { VerificationMethod, VerificationResult } from '../model-verification.ts'
import { wordOf } from '../words.ts'

/** A listed number of a body that may be called back. */
export type Listed = { readonly reporter: string; readonly name: string; readonly phone: string }

/** Records what came of calling back on a listed number, or of the word of the protocol. It stops nothing else. */
export function VerificationForm(props: {
  readonly contactId: string
  readonly callBack: readonly Listed[]
}): ReactNode {
  const { callBack, contactId } = props
  const [line, setLine] = useState('')
  const [method, setMethod] = useState<VerificationMethod>('call-back')
  const chosen = callBack.find((one) => `${one.reporter} ${one.phone}` === line) ?? callBack[0]
  const send = useWrite({
    method: 'POST',
    path: '/api/verifications',
    body: (result: VerificationResult) => ({
      contactId,
      method,
      result,
      reporter: chosen?.reporter ?? '',
      calledNumber: method === 'call-back' ? (chosen?.phone ?? null) : null,
    }),
    reply: VerificationReply,
    refresh: [
      ['intake', 'contacts'],
      ['intake', 'reports'],
    ],
  })
  if (chosen === undefined) return <p className="muted">{m.intake_nobody_listed()}</p>
  return (
    <section className="stack" aria-label={m.intake_verification_title()}>
      <h3>{m.intake_verification_title()}</h3>
      <p className="small muted">{m.intake_verification_hint()}</p>
      <div className="intake-pair">
        <Select
          label={m.intake_verification_who()}
          value={`${chosen.reporter} ${chosen.phone}`}
          options={callBack.map((one) => ({
            value: `${one.reporter} ${one.phone}`,
            label: `${one.name} · ${phoneText(one.phone)}`,
          }))}
          onChange={setLine}
        />
        <Select
          label={m.intake_verification_how()}
          value={method}
          options={(['call-back', 'word'] as const).map((value) => ({
            value,
            label: wordOf('method', value),
          }))}
          onChange={setMethod}
        />
      </div>
      <div className="line">
        {method === 'call-back' ? (
          <Call
            key={chosen.phone}
            phone={chosen.phone}
            name=""
            look="button"
            whom={{ kind: 'listed', phone: chosen.phone }}
          >
            {m.intake_call_number({ number: phoneText(chosen.phone) })}
          </Call>
        ) : null}
        {(['verified', 'denied', 'no-answer'] as const).map((result) => (
          <Button key={result} acts busy={send.isPending} onPress={() => send.mutate(result)}>
            {wordOf('verification', result)}
          </Button>
        ))}
      </div>
      {send.error ? <ProblemState problem={send.error} /> : null}
      {send.data === undefined ? null : (
        <Alert tone={send.data.verification === 'verified' ? 'good' : 'warning'} urgent>
          <p>
            {wordOf('verification', send.data.verification)}
            {send.data.isProtocolExpired ? ` · ${m.intake_protocol_expired()}` : ''}
          </p>
        </Alert>
      )}
    </section>
  )
}
