import { type ReactNode, type RefObject, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Badge, EmptyState } from '#platform/web/ui/feedback.tsx'
import type { CandidateView, PlacesView } from '../contract.ts'
import { CallDialog } from './call-dialog.tsx'
import { Contact, type Disclosed } from './contact.tsx'
import { declaredText, freeText, reasonsText, refusalText, wordOf } from './words.ts'

const TONES = { fits: 'good', exception: 'info', refused: 'danger', excluded: 'warning' } as const

/** Verdicts of who can take them, or can as an exception. */
export const SUITS: readonly CandidateView['verdict'][] = ['fits', 'exception']

/** The ranked list: who can take them, who after a telephone call, who cannot and why. */
export function Candidates(props: {
  readonly caseId: string
  readonly view: PlacesView
  readonly hasPlace: boolean
  readonly heading: RefObject<HTMLHeadingElement | null>
}): ReactNode {
  const { caseId, view, hasPlace } = props
  const [called, setCalled] = useState<CandidateView | undefined>(undefined)
  const [details, setDetails] = useState<Readonly<Record<string, Disclosed['known']>>>({})
  if (view.need === null) return null
  const disclosedOf = (id: string): Disclosed => ({
    known: details[id],
    keep: (shown) => setDetails((now) => ({ ...now, [id]: shown })),
  })
  const suits = view.candidates.filter(({ verdict }) => SUITS.includes(verdict))
  const refused = view.candidates.filter(({ verdict }) => verdict === 'refused')
  const others = view.candidates.filter(({ verdict }) => verdict === 'excluded')
  const card = (one: CandidateView): ReactNode => (
    <CandidateCard
      key={one.facility.id}
      caseId={caseId}
      candidate={one}
      can={view.can}
      disclosed={disclosedOf(one.facility.id)}
      onCall={() => setCalled(one)}
    />
  )
  return (
    <section className="stack">
      <h3 ref={props.heading} tabIndex={-1}>
        {m.places_candidates()}
      </h3>
      {suits.length === 0 ? (
        <EmptyState title={m.places_nobody()}>
          <p>{m.places_nobody_text()}</p>
        </EmptyState>
      ) : (
        <ol className="plain-list stack">{suits.map(card)}</ol>
      )}
      {refused.length === 0 ? null : (
        <>
          <h4>{m.places_refused_head()}</h4>
          <ol className="plain-list stack">{refused.map(card)}</ol>
        </>
      )}
      {others.length === 0 ? null : (
        <details open={suits.length === 0}>
          <summary>{m.places_excluded({ count: others.length })}</summary>
          <ol className="plain-list stack">{others.map(card)}</ol>
        </details>
      )}
      {called === undefined ? null : (
        <CallDialog
          caseId={caseId}
          facility={called.facility}
          need={view.need}
          suggested={view.suggested}
          hasPlace={hasPlace}
          disclose={view.can.disclose}
          disclosed={disclosedOf(called.facility.id)}
          before={view.calls.find((one) => one.facilityId === called.facility.id)}
          onClose={() => setCalled(undefined)}
        />
      )}
    </section>
  )
}

function CandidateCard(props: {
  readonly caseId: string
  readonly candidate: CandidateView
  readonly can: PlacesView['can']
  readonly disclosed: Disclosed
  readonly onCall: () => void
}): ReactNode {
  const { caseId, candidate, can, onCall } = props
  const { facility, verdict, rooms } = candidate
  const reasons = reasonsText(candidate)
  const refusal = refusalText(candidate)
  return (
    <li className="places-card stack-tight">
      <p>
        <strong>{facility.label}</strong>{' '}
        <Badge tone={TONES[verdict]}>{wordOf('verdict', verdict)}</Badge>{' '}
        {candidate.isNearestMiss ? <Badge tone="info">{m.places_nearest()}</Badge> : null}{' '}
        {facility.isSecret ? <Badge>{m.places_secret()}</Badge> : null}
      </p>
      <p>
        {wordOf('kind', facility.kind)} · {freeText(facility)}
        {rooms.length === 0 ? null : ` · ${m.places_rooms({ rooms: rooms.join(', ') })}`}
      </p>
      {refusal === '' ? null : <p>{refusal}</p>}
      {reasons === '' ? null : <p>{reasons}</p>}
      <p className="small muted">
        {[declaredText(facility), wordOf('night', facility.nightAuthority)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Contact
        caseId={caseId}
        facility={facility}
        disclose={can.disclose}
        disclosed={props.disclosed}
      />
      {can.work ? (
        <div className="line">
          <Button icon="phone" onPress={onCall}>
            {m.places_call()}
          </Button>
        </div>
      ) : null}
    </li>
  )
}
