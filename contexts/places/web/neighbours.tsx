import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { dateText, momentText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Call } from '#platform/web/ui/call.tsx'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { PlacesView } from '../contract.ts'
import { NEIGHBOUR_RESULTS, type NeighbourResult } from '../model-words.ts'
import { usePlaceCommand } from './use-places.ts'
import { wordOf } from './words.ts'

/** Nothing is left here: whom to ring outside, and what they said. */
export function Neighbours(props: {
  readonly caseId: string
  readonly view: PlacesView
  /** A place is being looked for; where there is one, what was asked stands as a record. */
  readonly asksFor: boolean
}): ReactNode {
  const { caseId, view, asksFor } = props
  const { services, calls } = view.neighbours
  const [asked, setAsked] = useState<string | undefined>(undefined)
  if (calls.length === 0 && (view.unmet.length === 0 || !asksFor)) return null
  const mayAsk = asksFor && view.can.work
  return (
    <section className="stack-tight">
      <h3>{m.places_neighbours()}</h3>
      {asksFor ? <p>{m.places_neighbours_text()}</p> : null}
      <ul className="plain-list stack-tight">
        {(asksFor ? services : []).map((one) => (
          <li key={one.key} className="line">
            <span>
              <strong>{one.name}</strong> ·{' '}
              <Call
                phone={one.phone}
                name=""
                caseId={caseId}
                whom={{ kind: 'listed', phone: one.phone }}
              />
              {one.checkedOn === null ? null : (
                <span className="small muted">
                  {' '}
                  · {m.places_neighbour_checked({ day: dateText(`${one.checkedOn}T12:00:00Z`) })}
                </span>
              )}
            </span>
            {mayAsk ? (
              <Button
                icon="phone"
                label={`${m.places_call()} ${one.name}`}
                onPress={() => setAsked(one.name)}
              >
                {m.places_call()}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ul className="plain-list stack-tight">
        {calls.map((one) => (
          <li key={one.id}>
            <strong>{one.service}</strong>: {wordOf('neighbour', one.result)}
            {one.name === '' ? null : ` · ${one.name}`}
            {one.note === '' ? null : <span className="places-words"> · {one.note}</span>}
            <span className="small muted">
              {' '}
              · {m.places_call_by({ when: momentText(one.calledAt), by: one.by })}
            </span>
          </li>
        ))}
      </ul>
      {mayAsk ? (
        <div className="line">
          <Button kind="quiet" onPress={() => setAsked('')}>
            {m.places_neighbour_other()}
          </Button>
        </div>
      ) : null}
      {asked === undefined ? null : (
        <Asked key={asked} caseId={caseId} service={asked} onClose={() => setAsked(undefined)} />
      )}
    </section>
  )
}

function Asked(props: {
  readonly caseId: string
  readonly service: string
  readonly onClose: () => void
}): ReactNode {
  const { caseId, onClose } = props
  const [service, setService] = useState(props.service)
  const [result, setResult] = useState<NeighbourResult | undefined>(undefined)
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const call = usePlaceCommand<object>({
    caseId,
    path: 'places/neighbours',
    done: () => {
      toast(m.places_call_noted())
      onClose()
    },
  })
  const error = (path: string): string | undefined => call.error?.fieldText(path)
  return (
    <FormDialog
      title={m.places_neighbours()}
      verb={result === 'not-asked' ? m.places_unmet_save() : m.places_call_save()}
      busy={call.isPending}
      problem={call.error}
      onSend={() => call.mutate({ service, result, name, note })}
      onClose={onClose}
    >
      <RadioGroup
        label={m.places_call_result()}
        need="required"
        value={result}
        onChange={setResult}
        options={NEIGHBOUR_RESULTS.map((one) => ({
          value: one,
          label: wordOf('neighbour', one),
        }))}
        error={error('result')}
      />
      {result === 'not-asked' ? null : (
        <TextField
          label={m.places_neighbour_service()}
          need="required"
          maxLength={200}
          value={service}
          onChange={setService}
          error={error('service')}
        />
      )}
      {result === 'yes' || result === 'no' ? (
        <TextField
          label={m.places_said_name()}
          need="required"
          maxLength={120}
          value={name}
          onChange={setName}
          error={error('name')}
        />
      ) : null}
      <TextField
        label={result === 'not-asked' ? m.places_why() : m.places_note()}
        need={result === 'not-asked' ? 'required' : 'optional'}
        maxLength={500}
        value={note}
        onChange={setNote}
        error={error('note')}
      />
    </FormDialog>
  )
}
