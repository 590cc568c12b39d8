import { type ReactNode, useState } from 'react'
import { flushSync } from 'react-dom'
import { m } from '#platform/i18n/texts.ts'
import { showTab } from '#platform/web/case-tabs.ts'
import { momentText } from '#platform/web/format.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { leadToChosenTab } from '#platform/web/ui/tabs.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { PlacesView } from '../contract.ts'
import { SUITS } from './candidates.tsx'
import { usePlaceCommand } from './use-places.ts'
import { wordOf } from './words.ts'

/** *Nessun posto*: what was recorded when nobody could take them, and recording it. */
export function Unmet(props: {
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
          tone={asksFor ? 'warning' : 'info'}
          title={m.places_unmet_recorded({ when: momentText(one.recordedAt), by: one.by })}
        >
          <p>{one.reasons.map((code) => unmetReason(code)).join(' · ')}</p>
          {one.note === '' ? null : <p className="places-words">{one.note}</p>}
          {one.againAt === null || !asksFor ? null : (
            <p>{m.places_unmet_again_at({ when: momentText(one.againAt) })}</p>
          )}
        </Alert>
      ))}
      {asksFor && view.can.work && view.need !== null ? (
        <div className="line">
          <Button onPress={() => setAsks(true)}>{m.places_unmet()}</Button>
        </div>
      ) : null}
      {asksFor && view.can.work ? (
        <div className="stack-tight">
          <p className="small muted">{m.places_no_more_text()}</p>
          <div className="line">
            <Button kind="quiet" onPress={() => leadToAssessment(caseId)}>
              {m.places_no_more()}
            </Button>
          </div>
        </div>
      ) : null}
      {asks ? <UnmetDialog caseId={caseId} view={view} onClose={() => setAsks(false)} /> : null}
    </section>
  )
}

/** That no place is needed is said where it was said that one is. */
function leadToAssessment(caseId: string): void {
  flushSync(() => showTab(caseId, 'interventions.assessment'))
  leadToChosenTab()
}

function unmetReason(code: string): string {
  return code.startsWith('said-')
    ? wordOf('no', code.slice('said-'.length))
    : wordOf('exclusion_short', code)
}

/** In how many minutes a place is looked for again. */
const AGAIN = ['30', '60', '120', '480', 'never'] as const

/** Who could take them, or says so by the card, and was not asked for this file. */
function unasked({ candidates, calls }: PlacesView): readonly string[] {
  const asked = new Set(calls.map(({ facilityId }) => facilityId))
  return candidates
    .filter(({ verdict, facility }) => SUITS.includes(verdict) && !asked.has(facility.id))
    .map(({ facility }) => facility.label)
}

function UnmetDialog(props: {
  readonly caseId: string
  readonly view: PlacesView
  readonly onClose: () => void
}): ReactNode {
  const { caseId, view, onClose } = props
  const left = unasked(view)
  const [note, setNote] = useState('')
  const [again, setAgain] = useState<(typeof AGAIN)[number] | undefined>(undefined)
  const record = usePlaceCommand<object>({
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
      onSend={() =>
        record.mutate({
          note,
          ...(again === undefined ? {} : { againIn: again === 'never' ? null : Number(again) }),
        })
      }
      onClose={onClose}
    >
      <p>{m.places_unmet_text()}</p>
      {left.length === 0 ? null : (
        <Alert tone="warning" title={m.places_unmet_unasked({ names: left.join(', ') })} />
      )}
      <TextArea
        label={m.places_unmet_note()}
        need="required"
        rows={3}
        value={note}
        onChange={setNote}
        maxLength={1000}
        error={record.error?.fieldText('note')}
      />
      <RadioGroup
        label={m.places_unmet_again()}
        need="required"
        value={again}
        onChange={setAgain}
        options={AGAIN.map((one) => ({ value: one, label: wordOf('unmet_in', one) }))}
        error={record.error?.fieldText('againIn')}
      />
    </FormDialog>
  )
}
