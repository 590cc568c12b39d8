import { type ReactNode, useEffect, useRef, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { OWNING_ROLES } from '#platform/kernel/actor.ts'
import { instant } from '#platform/kernel/time.ts'
import { momentText } from '#platform/web/format.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { Alert, Badge, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { RotaReply, TurnView } from '../contract.ts'
import type { ProposalReply } from '../contract-proposal.ts'
import type { RotaRole } from '../model.ts'
import { hoursBetween } from '../model-rules.ts'
import { Broken } from './broken.tsx'
import { FillDialog } from './fill-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { PeopleTable } from './people-table.tsx'
import { ProposalPanel } from './proposal-panel.tsx'
import { ProposeDialog } from './propose-dialog.tsx'
import { PublishPanel } from './publish-panel.tsx'
import { SwapsPanel } from './swaps-panel.tsx'
import { TakeButton } from './take-button.tsx'
import { ToolsPanel } from './tools-panel.tsx'
import { TurnDialog } from './turn-dialog.tsx'
import { TurnsTable } from './turns-table.tsx'
import { Unreachable } from './unreachable.tsx'
import { useFocusOnceDecided } from './use-focus-once-decided.ts'
import { useProposal } from './use-proposal.ts'
import { useRota } from './use-rota.ts'
import { numberText, type OnDuty, roleName, rolesShown, standingOf } from './words.ts'

/** How many gaps of one role are said one by one. */
const GAPS_SHOWN = 4

/** Reperibilità: who is on call now and next, what nobody covers, the turns and the telephones. */
export function Screen(): ReactNode {
  const rota = useRota(true)
  if (rota.data === undefined)
    return rota.error ? (
      <ProblemState problem={rota.error} onAgain={() => void rota.refetch()} />
    ) : (
      <Skeleton lines={8} />
    )
  return <Rota view={rota.data} />
}

function Rota({ view }: { readonly view: RotaReply }): ReactNode {
  const heading = useFocusOnceDecided(view.drafted)
  return (
    <div className="stack">
      <h1 ref={heading} tabIndex={-1}>
        {m.oncall_title()}
      </h1>
      <Now view={view} />
      <SwapsPanel />
      <Gaps view={view} />
      <Unreachable unreachable={view.unreachable} />
      <Broken broken={view.broken} most={BROKEN_SHOWN} />
      {view.can.edit ? <Making view={view} /> : null}
      {view.drafted > 0 ? <PublishPanel drafted={view.drafted} /> : null}
      <p className="line">
        <PageLink to="/reperibilita/mese">{m.oncall_month_link()}</PageLink>
        <PageLink to="/reperibilita/miei-giorni">{m.oncall_own_link()}</PageLink>
        <PageLink to="/reperibilita/avvisi">{m.oncall_device_link()}</PageLink>
        {view.can.edit ? (
          <PageLink to="/reperibilita/persone">{m.oncall_staff_link()}</PageLink>
        ) : null}
      </p>
      <TurnsTable view={view} />
      <PeopleTable view={view} />
      <ToolsPanel month={view.now.slice(0, 7)} />
    </div>
  )
}

type Way = 'turn' | 'fill' | 'propose' | 'import'

function Shown(props: {
  readonly shown: Way | undefined
  readonly view: RotaReply
  readonly usual: ProposalReply['usual'] | undefined
  readonly onClose: () => void
}): ReactNode {
  const { shown, view, usual, onClose } = props
  if (shown === 'turn') return <TurnDialog view={view} onClose={onClose} />
  if (shown === 'fill') return <FillDialog view={view} onClose={onClose} />
  if (shown === 'import') return <ImportDialog onClose={onClose} />
  if (shown !== 'propose' || usual === undefined) return null
  return <ProposeDialog view={view} usual={usual} onClose={onClose} />
}

/** The ways to make turns: one, by a pattern, or proposed by the search; and the proposal that waits. */
function Making({ view }: { readonly view: RotaReply }): ReactNode {
  const [shown, setShown] = useState<Way>()
  const { data: asked, error, refetch } = useProposal()
  const propose = useRef<HTMLButtonElement>(null)
  const hadProposal = useRef(false)
  const hasProposal = Boolean(asked?.proposal)
  useEffect(() => {
    // What was pressed to decide is gone with the proposal: the keyboard goes on from where the next one is asked.
    if (hadProposal.current && !hasProposal) propose.current?.focus()
    hadProposal.current = hasProposal
  }, [hasProposal])
  const close = (): void => setShown(undefined)
  return (
    <>
      <div className="line">
        <Button
          kind={hasProposal ? 'secondary' : 'primary'}
          icon="add"
          onPress={() => setShown('turn')}
        >
          {m.oncall_add()}
        </Button>
        <Button onPress={() => setShown('fill')}>{m.oncall_fill()}</Button>
        <Button onPress={() => setShown('import')}>{m.oncall_import()}</Button>
        {asked?.proposal === null ? (
          <Button ref={propose} onPress={() => setShown('propose')}>
            {m.oncall_propose()}
          </Button>
        ) : null}
      </div>
      {error === null ? null : <ProblemState problem={error} onAgain={() => void refetch()} />}
      {asked?.proposal ? <ProposalPanel proposal={asked.proposal} names={asked.names} /> : null}
      <Shown shown={shown} view={view} usual={asked?.usual} onClose={close} />
    </>
  )
}

function Now({ view }: { readonly view: RotaReply }): ReactNode {
  return (
    <section aria-label={m.oncall_now()} className="stack-tight">
      <h2>{m.oncall_now()}</h2>
      <ul className="plain-list stack-tight">
        {rolesShown(view).map((role) => {
          const { now, open, next, hole } = standingOf(view, role)
          return (
            <li key={role}>
              <strong>{roleName(role)}</strong>
              {OWNING_ROLES.includes(role) ? null : (
                <span className="small muted"> · {m.oncall_cannot_keep()}</span>
              )}
              {now.some(({ turn }) => turn.level === 1) ? null : (
                <p>
                  {open.includes(1) ? (
                    <Badge tone="danger">{m.oncall_now_nobody()}</Badge>
                  ) : (
                    m.oncall_now_nobody()
                  )}{' '}
                  <TakeButton view={view} role={role} turn={undefined} />
                </p>
              )}
              {now.map((one) => (
                <OnDutyLine key={one.turn.id} view={view} {...one} />
              ))}
              {open
                .filter((level) => level > 1)
                .map((level) => (
                  <p key={level}>{m.oncall_now_nobody_at({ level })}</p>
                ))}
              <NextLines next={next} hole={hole} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Who comes next; before them, and louder, when nobody does. */
function NextLines({
  next,
  hole,
}: Pick<ReturnType<typeof standingOf>, 'next' | 'hole'>): ReactNode {
  const open = hole && { from: momentText(hole.startsAt), to: momentText(hole.endsAt) }
  return (
    <>
      {open ? (
        <p>
          <strong>{m.oncall_next_hole(open)}</strong>
        </p>
      ) : null}
      {next ? (
        <p className="small muted">
          {m.oncall_next({ name: next.name, moment: momentText(next.startsAt) })}
        </p>
      ) : null}
      {next || open ? null : <p>{m.oncall_next_nobody()}</p>}
    </>
  )
}

function phoneOf(view: RotaReply, turn: TurnView): string | null {
  return view.people.find((one) => one.id === turn.staffId)?.phone ?? null
}

function OnDutyLine(props: OnDuty & { readonly view: RotaReply }): ReactNode {
  const { view, turn, until } = props
  const phone = phoneOf(view, turn)
  return (
    <p>
      {turn.name} · {m.oncall_level_short({ level: turn.level })} ·{' '}
      {m.oncall_until({ moment: momentText(until) })}
      {phone === null ? null : (
        <>
          {' '}
          <Call
            phone={phone}
            name={turn.name}
            whom={{ kind: 'colleague', staffId: turn.staffId }}
          />
        </>
      )}{' '}
      <TakeButton view={view} role={turn.role} turn={turn} />
    </p>
  )
}

/** How many hours these stretches last together. */
function hoursOf(
  stretches: readonly { readonly startsAt: string; readonly endsAt: string }[],
): number {
  return stretches.reduce(
    (sum, { startsAt, endsAt }) => sum + hoursBetween(instant(startsAt), instant(endsAt)),
    0,
  )
}

function Gaps({ view }: { readonly view: RotaReply }): ReactNode {
  // Where a role has turns of other levels too, nobody on the first is not nobody.
  const isAlone = (role: RotaRole) =>
    [...view.needed, ...view.turns].every((one) => one.role !== role || one.level === 1)
  const lines = [
    ...view.needed.map(({ role, level, gaps }) => ({
      key: `${role} ${level}`,
      gaps,
      role: isAlone(role) ? roleName(role) : m.oncall_role_level({ role: roleName(role), level }),
    })),
    ...view.unskilled.map(({ role, gaps }) => ({
      key: `${role} minimum`,
      gaps,
      role: m.oncall_role_minimum({ role: roleName(role) }),
    })),
  ].filter((one) => one.gaps.length > 0)
  if (lines.length === 0) return <Alert tone="good" title={m.oncall_gaps_none()} />
  // As the publication counts them: the first levels, each role its own hours.
  const first = view.needed.filter(({ level }) => level === 1).flatMap(({ gaps }) => gaps)
  const hours = numberText(hoursOf(first))
  return (
    <Alert
      tone="warning"
      title={first.length === 0 ? m.oncall_gaps() : m.oncall_gaps_hours({ hours })}
    >
      <ul>
        {lines.flatMap(({ key, role, gaps }) => [
          ...gaps.slice(0, GAPS_SHOWN).map((gap) => (
            <li key={`${key} ${gap.startsAt}`}>
              {m.oncall_gap({
                role,
                from: momentText(gap.startsAt),
                to: momentText(gap.endsAt),
              })}
            </li>
          )),
          ...(gaps.length > GAPS_SHOWN
            ? [
                <li key={key}>
                  {m.oncall_gaps_more({
                    count: gaps.length - GAPS_SHOWN,
                    hours: numberText(hoursOf(gaps.slice(GAPS_SHOWN))),
                    role,
                  })}
                </li>,
              ]
            : []),
        ])}
      </ul>
    </Alert>
  )
}

/** How many broken rules are said one by one. */
const BROKEN_SHOWN = 8
