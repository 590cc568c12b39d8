import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { PlacesView } from '../contract.ts'
import { keepsBeds } from '../model.ts'
import { Candidates } from './candidates.tsx'
import { NeedForm } from './need-form.tsx'
import { Neighbours } from './neighbours.tsx'
import { PlacementCard } from './placement-card.tsx'
import { usePlaceCommand, usePlaces } from './use-places.ts'
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
      <Need caseId={caseId} view={view} />
      {active.length > 0 && !searches ? (
        <div className="line">
          <Button kind="quiet" onPress={() => setSearches(true)}>
            {m.places_search_more()}
          </Button>
        </div>
      ) : (
        <Candidates caseId={caseId} view={view} hasPlace={active.length > 0} />
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
      <Unmet caseId={caseId} view={view} asksFor={active.length === 0 || searches} />
      <Neighbours caseId={caseId} view={view} />
    </div>
  )
}

function Need(props: { readonly caseId: string; readonly view: PlacesView }): ReactNode {
  const { caseId, view } = props
  const [edits, setEdits] = useState(view.need === null)
  if (edits || view.need === null) {
    return view.can.work ? (
      <NeedForm
        caseId={caseId}
        need={view.need}
        suggested={view.suggested}
        municipalities={view.municipalities}
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
            <strong>{call.facility}</strong>: {wordOf('result', call.result)}
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

function Unmet(props: {
  readonly caseId: string
  readonly view: PlacesView
  /** A place is being looked for: none yet, or another one. */
  readonly asksFor: boolean
}): ReactNode {
  const { caseId, view, asksFor } = props
  const [asks, setAsks] = useState(false)
  return (
    <section className="stack-tight">
      {view.unmet.map((one) => (
        <Alert
          key={one.id}
          tone="warning"
          title={m.places_unmet_recorded({ when: momentText(one.recordedAt), by: one.by })}
        >
          <p>{one.reasons.map((code) => unmetReason(code)).join(' · ')}</p>
          {one.note === '' ? null : <p className="places-words">{one.note}</p>}
        </Alert>
      ))}
      {asksFor && view.can.work && view.need !== null ? (
        <div className="line">
          <Button onPress={() => setAsks(true)}>{m.places_unmet()}</Button>
        </div>
      ) : null}
      {asks ? <UnmetDialog caseId={caseId} onClose={() => setAsks(false)} /> : null}
    </section>
  )
}

function unmetReason(code: string): string {
  return code.startsWith('said-')
    ? wordOf('no', code.slice('said-'.length))
    : wordOf('exclusion_short', code)
}

function UnmetDialog(props: { readonly caseId: string; readonly onClose: () => void }): ReactNode {
  const { caseId, onClose } = props
  const [note, setNote] = useState('')
  const record = usePlaceCommand<{ note: string }>({
    caseId,
    path: 'places/unmet',
    done: () => {
      toast(m.places_unmet_done())
      onClose()
    },
  })
  return (
    <FormDialog
      title={m.places_unmet()}
      verb={m.places_unmet_save()}
      busy={record.isPending}
      problem={record.error}
      onSend={() => record.mutate({ note })}
      onClose={onClose}
    >
      <p>{m.places_unmet_text()}</p>
      <TextArea
        label={m.places_unmet_note()}
        need="optional"
        rows={3}
        value={note}
        onChange={setNote}
        maxLength={1000}
      />
    </FormDialog>
  )
}
