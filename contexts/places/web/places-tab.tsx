import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import type { PlacesView } from '../contract.ts'
import { keepsBeds } from '../model.ts'
import { Candidates } from './candidates.tsx'
import { NeedForm } from './need-form.tsx'
import { Neighbours } from './neighbours.tsx'
import { PlacementCard } from './placement-card.tsx'
import { Unmet } from './unmet.tsx'
import { useFocusAfterSearch } from './use-focus-after-search.ts'
import { usePlaces } from './use-places.ts'
import { attentionsText, peopleText, wordOf } from './words.ts'
import './places.scss'

/** The place of a file: for whom, who can take them, who said yes, until when. */
export function Tab({ caseId }: { readonly caseId: string }): ReactNode {
  const reading = usePlaces(caseId)
  if (reading.data === undefined) {
    return reading.error ? (
      <ProblemState problem={reading.error} onAgain={() => void reading.refetch()} />
    ) : (
      <Skeleton lines={6} />
    )
  }
  return <Inside caseId={caseId} view={reading.data} />
}

function Inside(props: { readonly caseId: string; readonly view: PlacesView }): ReactNode {
  const { caseId, view } = props
  const active = view.placements.filter((one) => keepsBeds(one.state))
  const past = view.placements.filter((one) => !keepsBeds(one.state))
  const [searches, setSearches] = useState(false)
  const asksFor = active.length === 0 || searches
  const [found, searched] = useFocusAfterSearch(view.need !== null && asksFor)
  // Nobody here takes them: whom to ring outside stands before the list that has just been read to its end.
  const isOutside = active.length === 0 && isUnmet(view)
  return (
    <div className="stack">
      {active.map((one) => (
        <PlacementCard
          key={one.id}
          caseId={caseId}
          placement={one}
          can={view.can}
          followedBy={view.followedBy}
        />
      ))}
      {isOutside ? <Outside caseId={caseId} view={view} asksFor={asksFor} /> : null}
      <Need caseId={caseId} view={view} onSearched={searched} />
      {active.length > 0 && !searches ? (
        <div className="line">
          <Button kind="quiet" onPress={() => setSearches(true)}>
            {m.places_search_more()}
          </Button>
        </div>
      ) : (
        <Candidates caseId={caseId} view={view} hasPlace={active.length > 0} heading={found} />
      )}
      {past.map((one) => (
        <PlacementCard
          key={one.id}
          caseId={caseId}
          placement={one}
          can={view.can}
          followedBy={view.followedBy}
        />
      ))}
      <Calls view={view} />
      {isOutside ? null : <Outside caseId={caseId} view={view} asksFor={asksFor} />}
    </div>
  )
}

function isUnmet({ unmet, now }: PlacesView): boolean {
  const [newest] = unmet
  if (newest === undefined) return false
  const { againAt } = newest
  return againAt === null || Temporal.Instant.compare(againAt, now) > 0
}

/** What was recorded when nobody could take them, and the services nearby. */
function Outside(props: {
  readonly caseId: string
  readonly view: PlacesView
  readonly asksFor: boolean
}): ReactNode {
  const { caseId, view, asksFor } = props
  return (
    <>
      <Unmet caseId={caseId} view={view} asksFor={asksFor} />
      <Neighbours caseId={caseId} view={view} asksFor={asksFor} />
    </>
  )
}

function Need(props: {
  readonly caseId: string
  readonly view: PlacesView
  readonly onSearched: () => void
}): ReactNode {
  const { caseId, view } = props
  const [edits, setEdits] = useState(view.need === null)
  if (edits || view.need === null) {
    return view.can.work ? (
      <NeedForm
        caseId={caseId}
        need={view.need}
        suggested={view.suggested}
        municipalities={view.municipalities}
        onSearched={() => {
          setEdits(false)
          props.onSearched()
        }}
        onClose={() => setEdits(false)}
      />
    ) : (
      <p>{m.places_need_none()}</p>
    )
  }
  const attentions = attentionsText(view.need, view.municipalities)
  return (
    <section className="stack-tight">
      <h3>{m.places_for_whom()}</h3>
      <p>{peopleText(view.need)}</p>
      {attentions === '' ? null : <p>{attentions}</p>}
      {view.can.work ? (
        <div className="line">
          <Button onPress={() => setEdits(true)}>{m.places_need_change()}</Button>
        </div>
      ) : null}
    </section>
  )
}

function Calls({ view }: { readonly view: PlacesView }): ReactNode {
  if (view.calls.length === 0) return null
  return (
    <section className="stack-tight">
      <h3>{m.places_calls()}</h3>
      <ul className="plain-list stack-tight">
        {view.calls.map((call) => (
          <li key={call.id}>
            <strong>{call.facility}</strong>: {wordOf('called', call.result)}
            {call.reason === null ? null : `, ${wordOf('no', call.reason)}`}
            {call.saidName === '' ? null : ` · ${call.saidName}, ${call.saidRole}`}
            {call.note === '' ? null : <span className="places-words"> · {call.note}</span>}
            <span className="small muted">
              {' '}
              · {m.places_call_by({ when: momentText(call.calledAt), by: call.by })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
