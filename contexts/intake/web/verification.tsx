import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { phoneText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import { VerificationReply } from '../contract-contact.ts'
import type { ListenerUnit } from '../model-read-back.ts'
import type { VerificationResult } from '../model-verification.ts'
import { wordOf } from '../words.ts'

/** Records what came of calling back on a listed number, or of the word of the protocol. It stops nothing else. */
export function VerificationForm(props: {
  readonly contactId: string
  readonly units: readonly ListenerUnit[]
  /** What to do once the caller is verified, where there is something. */
  readonly next?: string
}): ReactNode {
  const { units, contactId } = props
  const next = props.next === undefined ? {} : { next: props.next }
  if (units.length === 0) return <p className="muted">{m.intake_nobody_listed()}</p>
  return (
    <section className="stack" aria-label={m.intake_verification_title()}>
      <h3>{m.intake_verification_title()}</h3>
      <p className="small muted">{m.intake_verification_hint()}</p>
      <ul className="plain-list stack">
        {units.map((unit) => (
          <li key={unit.reporter} className="stack-tight">
            <strong>{unit.name}</strong>
            {unit.phones.map((phone) => (
              <CalledBack key={phone} contactId={contactId} unit={unit} phone={phone} {...next} />
            ))}
            {unit.hasWord ? (
              <Outcomes
                contactId={contactId}
                unit={unit}
                phone={null}
                results={['verified', 'denied']}
                {...next}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

type Tried = {
  readonly contactId: string
  readonly unit: ListenerUnit
  readonly next?: string
}

/** A listed number that can be pressed, and beside it what came of it, in one press. */
function CalledBack(props: Tried & { readonly phone: string }): ReactNode {
  return (
    <div className="stack-tight">
      <CallListed unit={props.unit} phone={props.phone} />
      <Outcomes {...props} results={['verified', 'denied', 'no-answer']} />
    </div>
  )
}

/** Calls a number of the list. */
export function CallListed(props: {
  readonly unit: ListenerUnit
  readonly phone: string
  readonly caseId?: string
}): ReactNode {
  const { unit, phone, caseId } = props
  return (
    <Call
      phone={phone}
      name={unit.name}
      look="button"
      whom={{ kind: 'listed', phone }}
      {...(caseId === undefined ? {} : { caseId })}
    >
      {m.intake_call_number({ number: phoneText(phone) })}
    </Call>
  )
}

/** What came of a call back, or without a telephone of the word: each is one press, and is said where it was pressed. */
export function Outcomes(
  props: Tried & {
    readonly phone: string | null
    readonly results: readonly VerificationResult[]
  },
): ReactNode {
  const { contactId, unit, phone, results } = props
  const send = useWrite({
    method: 'POST',
    path: '/api/verifications',
    body: (result: VerificationResult) => ({
      ...{ contactId, result, reporter: unit.reporter, calledNumber: phone },
      method: phone === null ? 'word' : 'call-back',
    }),
    reply: VerificationReply,
    refresh: [
      ['intake', 'contacts'],
      ['intake', 'reports'],
      ['intake', 'read-back'],
    ],
  })
  const how = phone === null ? wordOf('method', 'word') : phoneText(phone)
  const isVerified = send.data?.verification === 'verified'
  return (
    <>
      <div className="line">
        {phone === null ? <span>{how}</span> : null}
        {/* Whoever is verified stays so: no second press puts anything else in the place of that word. */}
        {(isVerified ? [] : results).map((result) => (
          <Button
            key={result}
            acts
            busy={send.isPending}
            label={m.intake_verification_of({
              ...{ result: wordOf('verification', result), name: unit.name, how },
            })}
            onPress={() => send.mutate(result)}
          >
            {wordOf('verification', result)}
          </Button>
        ))}
      </div>
      {send.error ? <ProblemState problem={send.error} /> : null}
      {send.data === undefined ? null : (
        <Alert tone={isVerified ? 'good' : 'warning'} urgent>
          <p>
            {m.intake_verification_of({
              ...{ result: wordOf('verification', send.data.verification), name: unit.name, how },
            })}
            {send.data.isProtocolExpired ? ` · ${m.intake_protocol_expired()}` : ''}
          </p>
          {isVerified && props.next !== undefined ? <p>{props.next}</p> : null}
        </Alert>
      )}
    </>
  )
}
