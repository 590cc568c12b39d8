import { type ReactNode, useEffect, useRef, useState } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { dateText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { Alert, ProblemState } from '#platform/web/ui/feedback.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import {
  AppliedReply,
  type BestView,
  DiscardedReply,
  type OpenProposal,
  type ProposalReply,
  StoppedReply,
} from '../contract-proposal.ts'
import { ProposalDetails } from './proposal-details.tsx'
import { PROPOSAL_KEY } from './use-proposal.ts'
import { ROTA_READINGS } from './use-rota.ts'
import { numberText, roleName } from './words.ts'

const REFRESH = [PROPOSAL_KEY, ...ROTA_READINGS]

/** A rota that the search proposes: how it goes, what it has found, and the two ways out. */
export function ProposalPanel(props: {
  readonly proposal: OpenProposal
  readonly names: ProposalReply['names']
}): ReactNode {
  const { proposal, names } = props
  const { best, state } = proposal
  const heading = useRef<HTMLHeadingElement>(null)
  const isAsked = useRef(state === 'running')
  useEffect(() => {
    // The button that asked is gone: whoever pressed it is led to what it has begun.
    if (isAsked.current) heading.current?.focus()
  }, [])
  return (
    <section aria-label={m.oncall_proposal()} className="stack">
      <h2 ref={heading} tabIndex={-1}>
        {m.oncall_proposal()}
      </h2>
      <p className="muted">{whatText(proposal)}</p>
      <div role="status" className="stack-tight">
        <Standing proposal={proposal} />
        {best === null ? null : <Figures best={best} />}
      </div>
      <Ways proposal={proposal} />
      {best === null || state === 'running' ? null : <ProposalDetails best={best} names={names} />}
    </section>
  )
}

function whatText({ asking: { role, from, days } }: OpenProposal): string {
  const first = Temporal.PlainDate.from(from)
  const text = (day: Temporal.PlainDate): string =>
    dateText(day.toZonedDateTime('Europe/Rome').toInstant().toString())
  return m.oncall_proposal_what({
    role: roleName(role),
    from: text(first),
    to: text(first.add({ days: days - 1 })),
  })
}

function Standing({ proposal: { state, best } }: { readonly proposal: OpenProposal }): ReactNode {
  if (state === 'running') {
    const first = best === null
    return <p>{first ? m.oncall_proposal_running_first() : m.oncall_proposal_running()}</p>
  }
  if (state === 'interrupted')
    return (
      <Alert tone="warning" title={m.oncall_proposal_interrupted()}>
        <p>{best === null ? m.oncall_proposal_nothing() : m.oncall_proposal_interrupted_best()}</p>
      </Alert>
    )
  if (state === 'failed') return <Alert tone="danger" title={m.oncall_proposal_failed()} />
  if (best === null) return <Alert tone="warning" title={m.oncall_proposal_nothing()} />
  if (best.turns.length + best.uncovered.length === 0)
    return <p>{m.oncall_proposal_none_needed()}</p>
  return <p>{textOf(`oncall_proposal_${state}`)}</p>
}

function Figures({ best }: { readonly best: BestView }): ReactNode {
  return (
    <ul>
      <li>{m.oncall_proposal_turns({ count: best.turns.length })}</li>
      <li>{m.oncall_proposal_hours({ hours: numberText(best.uncoveredHours) })}</li>
      <li>{gapText(best.gap)}</li>
    </ul>
  )
}

function gapText(gap: number | null): string {
  if (gap === null) return m.oncall_proposal_gap_unknown()
  if (gap < 0.05) return m.oncall_proposal_gap_none()
  return m.oncall_proposal_gap({ gap: numberText(gap) })
}

function Ways({ proposal }: { readonly proposal: OpenProposal }): ReactNode {
  const [isLeaving, setLeaving] = useState(false)
  const about = `/api/rota/proposals/${proposal.id}`
  const stop = useWrite({
    method: 'POST',
    path: `${about}/stop`,
    reply: StoppedReply,
    refresh: REFRESH,
  })
  const apply = useWrite({
    method: 'POST',
    path: `${about}/apply`,
    reply: AppliedReply,
    refresh: REFRESH,
    done: ({ added }) => toast(m.oncall_proposal_applied({ count: added })),
  })
  const isRunning = proposal.state === 'running'
  const hasTurns = (proposal.best?.turns.length ?? 0) > 0
  const problem = stop.error ?? apply.error
  return (
    <>
      {problem === null ? null : <ProblemState problem={problem} />}
      <div className="line">
        {isRunning ? (
          <Button acts busy={stop.isPending} onPress={() => stop.mutate(undefined)}>
            {m.oncall_proposal_stop()}
          </Button>
        ) : null}
        {!isRunning && hasTurns ? (
          <Button
            kind="primary"
            acts
            busy={apply.isPending}
            onPress={() => apply.mutate(undefined)}
          >
            {m.oncall_proposal_apply()}
          </Button>
        ) : null}
        <Button kind="quiet" onPress={() => setLeaving(true)}>
          {m.oncall_proposal_discard()}
        </Button>
      </div>
      {isLeaving ? <DiscardCard about={about} onClose={() => setLeaving(false)} /> : null}
    </>
  )
}

function DiscardCard(props: { readonly about: string; readonly onClose: () => void }): ReactNode {
  const { about, onClose } = props
  const discard = useWrite({
    method: 'DELETE',
    path: about,
    reply: DiscardedReply,
    refresh: REFRESH,
    done: () => {
      toast(m.oncall_proposal_discarded())
      onClose()
    },
  })
  return (
    <InterruptionCard
      title={m.oncall_proposal_discard()}
      consequence={m.oncall_proposal_discard_consequence()}
      verb={m.oncall_proposal_discard()}
      busy={discard.isPending}
      problem={discard.error}
      onConfirm={() => discard.mutate(undefined)}
      onBack={onClose}
    />
  )
}
