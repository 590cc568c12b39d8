import type { ReactNode } from 'react'
import type { ClassView } from '#contexts/triage/contract.ts'
import { m } from '#platform/i18n/texts.ts'
import { serverNowMs } from '#platform/web/clock.ts'
import { timeText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { isVisualRank, PriorityChip } from '#platform/web/ui/priority-chip.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { OFFERS } from '../model-contact.ts'
import { wordOf } from '../words.ts'
import type { Form, NotedCall } from './form.ts'
import { QuickChips, QuickChoice } from './quick.tsx'
import type { Proposal } from './use-evaluation.ts'

type PanelProps = {
  readonly form: Form
  readonly classes: readonly ClassView[]
  readonly proposal: Proposal
  readonly change: (changes: Partial<Form>) => void
  readonly large?: boolean
}

/** Keys of what was offered instead: letters, so that digits stay with the classes. */
const OFFER_KEYS = 'abcdefghil'

/** The protocol's proposal with its reasons, the class that the person chooses, and 112 and 118 handed on. */
export function TriagePanel(props: PanelProps): ReactNode {
  const { form, classes, proposal, change } = props
  const proposed = proposal.evaluation?.proposed
  const chosen = classes.find((one) => one.key === form.classKey)
  const isLower = proposed !== undefined && chosen !== undefined && chosen.rank > proposed.rank
  // Asked only of the protocol's answer to these facts: a field must not vanish under who writes in it.
  const needsReason = isLower && proposal.current
  return (
    <section className="intake-triage stack-tight" aria-label={m.intake_triage_title()}>
      <Proposed proposal={proposal} />
      <QuickChoice
        label={m.intake_class_choose()}
        options={classes.map((one) => ({
          value: one.key,
          label: `${one.name} ${one.sign}`,
          key: String(one.digit),
        }))}
        value={form.classKey}
        onChange={(classKey) => change({ classKey })}
        {...(props.large === undefined ? {} : { large: props.large })}
      />
      {needsReason ? (
        <div data-stop="">
          <TextField
            label={m.intake_class_reason()}
            hint={m.intake_class_reason_hint()}
            value={form.classReason}
            onChange={(classReason) => change({ classReason })}
            maxLength={1000}
          />
        </div>
      ) : null}
      {chosen?.meaning === 'not-pertinent' ? (
        <QuickChips
          label={m.intake_offered_instead()}
          options={OFFERS.map((offer, index) => ({
            value: offer,
            label: wordOf('offer', offer),
            key: OFFER_KEYS.charAt(index),
          }))}
          values={form.offered}
          onChange={(offered) => change({ offered })}
          {...(props.large === undefined ? {} : { large: props.large })}
        />
      ) : null}
      <Reasons proposal={proposal} />
      <Authorities proposal={proposal} calls={form.calls} change={change} />
    </section>
  )
}

function Proposed({ proposal }: { readonly proposal: Proposal }): ReactNode {
  if (proposal.away) return <p className="muted">{m.intake_proposal_away()}</p>
  const { evaluation } = proposal
  if (evaluation === undefined) return <p className="muted">{m.intake_proposal_waiting()}</p>
  const { proposed } = evaluation
  return (
    <div className="intake-proposal" aria-live="polite">
      <span className="muted">{m.intake_proposal()}</span>{' '}
      {isVisualRank(proposed.token) ? (
        <PriorityChip
          word={proposed.name}
          rank={proposed.token}
          sign={proposed.sign}
          {...(proposed.digit > 0 ? { number: proposed.digit } : {})}
        />
      ) : (
        <strong>{proposed.name}</strong>
      )}
    </div>
  )
}

/** Why this class: below the keys, which must not move under the finger when an answer changes the reasons. */
function Reasons({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const { evaluation } = proposal
  if (proposal.away || evaluation === undefined) return null
  return (
    <ul className="plain-list small" aria-live="polite" aria-label={m.intake_proposal_reasons()}>
      {evaluation.reasons.map((reason) => (
        <li key={reason.rule}>{reason.text}</li>
      ))}
    </ul>
  )
}

function noted(service: '112' | '118'): NotedCall {
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(serverNowMs()))
  return { service, calledAt: now.toString() }
}

/** The duty to hand on to 112 or 118, and one key that records it. */
function Authorities({
  proposal,
  calls,
  change,
}: Pick<PanelProps, 'proposal' | 'change'> & { readonly calls: readonly NotedCall[] }): ReactNode {
  const due = (['112', '118'] as const).filter((service) =>
    proposal.evaluation?.authorities.includes(service),
  )
  const wanted = due.filter((service) => !calls.some((call) => call.service === service))
  return (
    <>
      {calls.map((call) => (
        <p key={call.service} className="small">
          {m.intake_handed_on({ service: call.service, time: timeText(call.calledAt) })}
        </p>
      ))}
      {wanted.map((service) => (
        <Alert
          key={service}
          tone="danger"
          urgent
          title={m.intake_hand_on_due({ service })}
          actions={
            <>
              <a className="btn btn-secondary" href={`tel:${service}`}>
                {m.intake_call_service({ service })}
              </a>
              <Button
                keys={service === wanted[0] ? 'Alt+Invio' : undefined}
                onPress={() => change({ calls: [...calls, noted(service)] })}
              >
                {m.intake_handed_on_now({ service })}
              </Button>
            </>
          }
        />
      ))}
    </>
  )
}

/** Notes the hand-on to a service, unless it was noted. */
export function notedCalls(
  calls: readonly NotedCall[],
  service: '112' | '118',
): readonly NotedCall[] {
  return calls.some((call) => call.service === service) ? calls : [...calls, noted(service)]
}
