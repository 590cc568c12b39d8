import type { ReactNode } from 'react'
import type { ClassView } from '#contexts/triage/contract.ts'
import { m } from '#platform/i18n/texts.ts'
import { serverNowMs } from '#platform/web/clock.ts'
import { timeText } from '#platform/web/format.ts'
import { useOnline } from '#platform/web/online.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { isVisualRank, PriorityChip } from '#platform/web/ui/priority-chip.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { OFFERS } from '../model-contact.ts'
import { wordOf } from '../words.ts'
import type { Form, NotedCall } from './form.ts'
import { QuickChips, QuickChoice } from './quick.tsx'
import { servicesDue } from './services-due.ts'
import type { Proposal } from './use-evaluation.ts'

type PanelProps = {
  readonly form: Form
  readonly classes: readonly ClassView[]
  readonly proposal: Proposal
  readonly change: (changes: Partial<Form>) => void
  readonly large?: boolean
  readonly refusal?: ApiProblem | undefined
}

/** Keys of what was offered instead: letters, so that digits stay with the classes. */
const OFFER_KEYS = 'abcdefghil'

/** The protocol's proposal with its reasons, the class that the person chooses, and 112 and 118 handed on. */
export function TriagePanel(props: PanelProps): ReactNode {
  const { form, classes, proposal, change, refusal } = props
  const chosen = classes.find((one) => one.key === form.classKey)
  const reasonError = errorOf(refusal, 'reason-required')
  const needsReason = isBelow(chosen, proposal, reasonError !== undefined)
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
            error={form.classReason.trim() === '' ? reasonError : undefined}
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
          error={form.offered.length === 0 ? errorOf(refusal, 'offer-required') : undefined}
          {...(props.large === undefined ? {} : { large: props.large })}
        />
      ) : null}
      <Reasons proposal={proposal} />
      <Authorities
        proposal={proposal}
        calls={form.calls}
        hasPatrol={form.patrolWaiting}
        change={change}
      />
    </section>
  )
}

/**
 * True when the class is below the proposed one; while the protocol has not answered to these facts, when the server said
 * so. A field must not vanish under who writes in it.
 */
function isBelow(chosen: ClassView | undefined, proposal: Proposal, isRefused: boolean): boolean {
  const { evaluation, current } = proposal
  if (evaluation === undefined || !current) return isRefused
  return chosen !== undefined && chosen.rank > evaluation.proposed.rank
}

/** The words of a refusal, where it is about this. */
function errorOf(refusal: ApiProblem | undefined, code: string): string | undefined {
  return refusal?.code === code ? refusal.message : undefined
}

function Proposed({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const isOnline = useOnline()
  // Of other answers than these: what it proposed for them would be read as of now.
  if (!isOnline && !proposal.current) return <p className="muted">{m.intake_proposal_offline()}</p>
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

/** What was done of a service: passed on to it, or that it is there already and nobody was called. */
function notedText({ service, calledAt, isPresent }: NotedCall): string {
  const words = { service, time: timeText(calledAt) }
  return isPresent === true ? m.intake_present(words) : m.intake_handed_on(words)
}

/** The duty to hand on to 112 or 118, and one key that records it. */
function Authorities({
  proposal,
  calls,
  hasPatrol,
  change,
}: Pick<PanelProps, 'proposal' | 'change'> & {
  readonly calls: readonly NotedCall[]
  readonly hasPatrol: boolean
}): ReactNode {
  const due = servicesDue(proposal.evaluation)
  // Who calls from beside their patrol car is not told to call themselves.
  const isThere = (service: string): boolean => hasPatrol && service === '112'
  const wanted = due.filter((service) => !calls.some((call) => call.service === service))
  return (
    <>
      {calls.map((call) => (
        <p key={call.service} className="small">
          {notedText(call)}
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
              {isThere(service) ? (
                <Button
                  onPress={() =>
                    change({ calls: [...calls, { ...noted(service), isPresent: true }] })
                  }
                >
                  {m.triage_present_112()}
                </Button>
              ) : null}
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
        >
          {isThere(service) ? <p>{m.triage_present_patrol()}</p> : null}
          {service === wanted[0] && wanted.length > 1 ? (
            <p>{m.intake_hand_on_then({ services: wanted.slice(1).join(', ') })}</p>
          ) : null}
        </Alert>
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
