import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { durationText, momentText } from '#platform/web/format.ts'
import { Call } from '#platform/web/ui/call.tsx'
import { DefinitionList } from '#platform/web/ui/data-table.tsx'
import { Badge } from '#platform/web/ui/feedback.tsx'
import { PriorityChip } from '#platform/web/ui/priority-chip.tsx'
import type { InChargeView, TerritoryProfile } from '../contract.ts'
import { chipNumber } from './classes-form.tsx'
import { REPORTER_WORDS, whoWord } from './words.ts'

/** The answer: who, until when and why; then who may report, how, the class and whom it passes to. */
export function InChargeAnswer({
  answer,
  classes,
}: {
  readonly answer: InChargeView
  readonly classes: TerritoryProfile['classes']
}): ReactNode {
  const { who, access } = answer
  return (
    <div className="stack">
      <div className="territory-who">
        <p className="muted">{m.territory_web_answers()}</p>
        <p className="territory-who-name">{who.label}</p>
        <div className="line">
          <Phone phone={who.phone} />
          <Badge>{whoWord(who.kind)}</Badge>
        </div>
        {who.office === null ? null : <p>{who.office.address}</p>}
        <p className="muted">
          {answer.until === null
            ? m.territory_web_until_ever()
            : m.territory_web_until({ moment: momentText(answer.until) })}
        </p>
      </div>
      <DefinitionList items={facts(answer, classes)} />
      {access.script === null ? null : (
        <figure className="territory-script">
          <figcaption>{m.territory_web_to_say()}</figcaption>
          <blockquote>{access.script}</blockquote>
        </figure>
      )}
      <h2>{m.territory_web_why()}</h2>
      <ul className="territory-reasons">
        {answer.reasons.map((reason) => (
          <li key={`${reason.about} ${reason.code}`}>{reason.text}</li>
        ))}
      </ul>
    </div>
  )
}

function facts(
  answer: InChargeView,
  classes: TerritoryProfile['classes'],
): { term: string; value: ReactNode }[] {
  const { access } = answer
  const own = classes.find(({ key }) => key === answer.class.key)
  return [
    {
      term: m.territory_web_may_report(),
      value: access.taken ? m.territory_web_taken() : m.territory_web_not_taken(),
    },
    { term: m.territory_web_channels(), value: <Channels answer={answer} /> },
    {
      term: m.territory_web_class(),
      value: (
        <PriorityChip
          number={chipNumber(own ?? {})}
          word={answer.class.name}
          rank={answer.class.colour}
          sign={answer.class.sign}
          size="large"
        />
      ),
    },
    { term: m.territory_web_target(), value: targetText(answer.target) },
    { term: recipientTerm(answer), value: <Recipient answer={answer} /> },
    ...(answer.handOn.length === 0
      ? []
      : [{ term: m.territory_web_hand_on(), value: answer.handOn.join(', ') }]),
    { term: m.territory_web_entitled(), value: entitledText(access.mayReport) },
    { term: m.territory_web_verification(), value: verificationText(access.verification) },
  ]
}

/** The minutes of a target in words. */
export function targetText(target: InChargeView['target']): string {
  if (target === null) return m.territory_web_no_target()
  const { acknowledgeMinutes, arriveMinutes } = target
  const parts = [m.territory_web_target_acknowledge({ time: wholeTime(acknowledgeMinutes) })]
  if (arriveMinutes !== null) {
    parts.push(m.territory_web_target_arrive({ time: wholeTime(arriveMinutes) }))
  }
  return parts.join(', ')
}

/** A length of time that is not broken at the end of a line. */
function wholeTime(minutes: number): string {
  return durationText(minutes).replaceAll(' ', '\u00a0')
}

function recipientTerm(answer: InChargeView): string {
  return answer.recipient.purpose === 'handover'
    ? m.territory_web_recipient()
    : m.territory_web_recipient_orientation()
}

function Recipient({ answer }: { readonly answer: InChargeView }): ReactNode {
  const { office, outsideMunicipality, meanwhile } = answer.recipient
  if (office === null) {
    return outsideMunicipality === null ? undefined : m.territory_web_recipient_outside()
  }
  return (
    <>
      <span>{office.name}</span> <Phone phone={office.phone} />
      {meanwhile === null || meanwhile.key === office.key ? null : (
        <p className="muted">{m.territory_web_recipient_meanwhile({ office: meanwhile.name })}</p>
      )}
    </>
  )
}

function Channels({ answer }: { readonly answer: InChargeView }): ReactNode {
  const { channels } = answer.access
  if (channels.length === 0) return m.territory_web_no_channel()
  return (
    <ul className="plain-list">
      {channels.map(({ kind, label, value }) => (
        <li key={`${kind} ${value} ${label}`}>
          {label} <Way kind={kind} value={value} />
        </li>
      ))}
    </ul>
  )
}

function Way({ kind, value }: { readonly kind: string; readonly value: string }): ReactNode {
  if (kind === 'number') return <Phone phone={value} />
  return kind === 'desk' ? <span>{value}</span> : <span className="mono small">{value}</span>
}

/** A telephone that can be tapped. */
export function Phone({ phone }: { readonly phone: string }): ReactNode {
  return (
    <span className="territory-phone">
      <Call phone={phone} name="" whom={{ kind: 'listed', phone }} />
    </span>
  )
}

function entitledText(mayReport: InChargeView['access']['mayReport']): string {
  if (mayReport.length === Object.keys(REPORTER_WORDS).length) return m.territory_web_everyone()
  return mayReport.map((one) => REPORTER_WORDS[one]()).join(', ')
}

function verificationText(status: InChargeView['access']['verification']): string {
  switch (status) {
    case 'not-required':
      return m.territory_web_verification_not_required()
    case 'listed-number':
      return m.territory_web_verification_listed_number()
    case 'call-back':
      return m.territory_web_verification_call_back()
  }
}
