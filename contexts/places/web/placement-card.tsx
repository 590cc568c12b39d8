import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText, timeText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, Badge, ProblemState } from '#platform/web/ui/feedback.tsx'
import { Timer } from '#platform/web/ui/timer.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { PlacementView, PlacesView } from '../contract.ts'
import { Contact } from './contact.tsx'
import { PlacementDialog, type Purpose } from './placement-dialogs.tsx'
import { usePlaceCommand } from './use-places.ts'
import { wordOf } from './words.ts'

type CardProps = {
  readonly caseId: string
  readonly placement: PlacementView
  readonly can: PlacesView['can']
  readonly followedBy: string | null
}

const TONES: Readonly<Record<string, 'good' | 'info' | 'warning'>> = {
  held: 'info',
  confirmed: 'good',
  arrived: 'good',
  refused: 'warning',
  lapsed: 'warning',
  'no-show': 'warning',
}

/** One place of the file: its state in words, its clock, and what can be done now. */
export function PlacementCard(props: CardProps): ReactNode {
  const { caseId, placement, can } = props
  const [purpose, setPurpose] = useState<Purpose | undefined>(undefined)
  const tone = TONES[placement.state]
  const isOpen = ['held', 'confirmed', 'arrived'].includes(placement.state)
  return (
    <section className="places-card stack-tight" aria-label={placement.facility}>
      <p>
        <strong>{placement.facility}</strong>{' '}
        <Badge {...(tone ? { tone } : {})}>{wordOf('state', placement.state)}</Badge>{' '}
        {placement.isSecret ? <Badge>{m.places_secret()}</Badge> : null}
      </p>
      <Clock placement={placement} />
      {placement.state === 'arrived' && props.followedBy !== null ? (
        <p>{m.places_followed_by({ office: props.followedBy })}</p>
      ) : null}
      <Said placement={placement} />
      {placement.ratification === '' ? null : (
        <p>{m.places_ratified_words({ words: placement.ratification })}</p>
      )}
      {isOpen ? <Missing caseId={caseId} placement={placement} can={can} /> : null}
      {can.work ? <Actions {...props} open={setPurpose} /> : null}
      {purpose === undefined ? null : (
        <PlacementDialog
          caseId={caseId}
          placement={placement}
          purpose={purpose}
          onClose={() => setPurpose(undefined)}
        />
      )}
    </section>
  )
}

/** Who said what, in one line. */
function Said({ placement }: { readonly placement: PlacementView }): ReactNode {
  const { confirmedBy, confirmedRole, confirmedWay, title, authorisation, noReason } = placement
  const parts = [
    m.places_said_yes({ name: placement.saidName, role: placement.saidRole }),
    confirmedBy === null
      ? ''
      : m.places_confirmed_by({
          name: confirmedBy,
          role: confirmedRole ?? '',
          way: wordOf('way', confirmedWay ?? 'voice'),
        }),
    title === null ? '' : wordOf('title', title),
    authorisation === null ? '' : wordOf('authorisation', authorisation),
    noReason === null ? '' : wordOf('no', noReason),
  ]
  return <p>{parts.filter(Boolean).join(' · ')}</p>
}

/** What is still missing before a yes can stand, and where the place is. */
function Missing({ caseId, placement, can }: Omit<CardProps, 'followedBy'>): ReactNode {
  return (
    <>
      {placement.missing === null ? null : (
        <Alert tone="warning" title={wordOf('missing', placement.missing)} />
      )}
      {placement.isSecret ? (
        <Contact
          caseId={caseId}
          facility={{ id: placement.facilityId, isSecret: true, contact: null }}
          disclose={can.disclose}
        />
      ) : null}
    </>
  )
}

function Clock({ placement }: { readonly placement: PlacementView }): ReactNode {
  const { state, holdUntil, arrivedAt, stayUntil, endedAt } = placement
  if (state === 'held')
    return (
      <p>
        {m.places_held_for({ time: timeText(holdUntil) })}{' '}
        <Timer target={holdUntil} announceAs={placement.facility} isWorded />
      </p>
    )
  if (state === 'arrived' && arrivedAt !== null)
    return (
      <p>
        {m.places_arrived_at({ when: momentText(arrivedAt) })}
        {stayUntil === null ? null : (
          <>
            {' · '}
            {m.places_stay_until({ when: momentText(stayUntil) })}{' '}
            <Timer target={stayUntil} isWorded /> <StayBadge placement={placement} />
          </>
        )}
      </p>
    )
  if (state === 'confirmed') return <Awaited placement={placement} />
  return endedAt === null ? null : <p className="muted">{momentText(endedAt)}</p>
}

function StayBadge({ placement }: { readonly placement: PlacementView }): ReactNode {
  if (placement.isOverrun) return <Badge tone="danger">{m.places_overrun()}</Badge>
  return placement.isWarned ? <Badge tone="warning">{m.places_stay_warned()}</Badge> : null
}

/** Until when they are expected; past that hour, that nobody has said whether they came. */
function Awaited({ placement }: { readonly placement: PlacementView }): ReactNode {
  const { expectedAt, lateLevel, stayHours } = placement
  return (
    <>
      <p>
        {expectedAt === null
          ? m.places_waits_arrival()
          : m.places_expected_at({ time: timeText(expectedAt) })}
      </p>
      {stayHours === null ? null : <p>{m.places_stay_hours_from({ hours: stayHours })}</p>}
      {lateLevel === null ? null : <Alert tone="danger" title={m.places_arrival_late()} />}
    </>
  )
}

function Actions(props: CardProps & { readonly open: (purpose: Purpose) => void }): ReactNode {
  const { placement, open } = props
  switch (placement.state) {
    case 'held':
      return <HeldActions {...props} />
    case 'confirmed':
      return (
        <div className="line">
          <Arrival {...props} />
          <Button onPress={() => open('no-show')}>{m.places_no_show()}</Button>
          <Button onPress={() => open('expected')}>{m.places_expect()}</Button>
          <Button onPress={() => open('release')}>{m.places_release()}</Button>
          <Button onPress={() => open('refusal')}>{m.places_refusal()}</Button>
        </div>
      )
    case 'arrived':
      return (
        <div className="line">
          <Button onPress={() => open('stay')}>{m.places_stay_extend()}</Button>
          <Button onPress={() => open('ending')}>{m.places_stay_end()}</Button>
        </div>
      )
    default:
      return null
  }
}

function HeldActions(props: CardProps & { readonly open: (purpose: Purpose) => void }): ReactNode {
  const { caseId, placement, open } = props
  const path = (verb: string) => `placements/${placement.id}/${verb}`
  const extend = usePlaceCommand<object>({
    caseId,
    path: path('extension'),
    done: () => toast(m.places_extended()),
  })
  const ask = usePlaceCommand<undefined>({
    caseId,
    path: path('confirmation-link'),
    done: () => toast(m.places_link_sent()),
  })
  const problem = extend.error ?? ask.error
  return (
    <>
      {problem ? <ProblemState problem={problem} /> : null}
      {placement.askedAt === null ? null : (
        <p className="small muted">
          {m.places_link_sent_at({ time: timeText(placement.askedAt) })}
        </p>
      )}
      <div className="line">
        {placement.missing === 'title-missing' ? (
          <Button kind="primary" acts onPress={() => open('title')}>
            {m.places_title_record()}
          </Button>
        ) : null}
        {placement.needsAuthorisation && placement.authorisation === null ? (
          <Button kind="primary" acts onPress={() => open('authorisation')}>
            {m.places_authorise()}
          </Button>
        ) : null}
        <Button
          acts
          busy={ask.isPending}
          refused={placement.missing === null ? undefined : wordOf('missing', placement.missing)}
          onPress={() => ask.mutate(undefined)}
        >
          {m.places_link_send()}
        </Button>
        <Button acts onPress={() => open('confirmation')}>
          {m.places_confirm_voice()}
        </Button>
        <Arrival {...props} />
        <Button acts busy={extend.isPending} onPress={() => extend.mutate({})}>
          {m.places_extend()}
        </Button>
        <Button onPress={() => open('release')}>{m.places_release()}</Button>
        <Button onPress={() => open('refusal')}>{m.places_refusal()}</Button>
      </div>
    </>
  )
}

function Arrival({
  placement,
  open,
}: Pick<CardProps, 'placement'> & { readonly open: (purpose: Purpose) => void }): ReactNode {
  return (
    <Button
      acts
      kind={placement.state === 'confirmed' ? 'primary' : 'secondary'}
      refused={placement.missing === null ? undefined : wordOf('missing', placement.missing)}
      onPress={() => open('arrival')}
    >
      {m.places_arrive()}
    </Button>
  )
}
