import { type ReactNode, useState } from 'react'
import { m, textOf } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { momentText } from '#platform/web/format.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Badge, ProblemState } from '#platform/web/ui/feedback.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { InterventionView, type TimelineEntry } from '../contract.ts'
import { type EntryKind, KINDS, kindOf } from './entry-kinds.ts'
import { entryText } from './entry-text.ts'
import { NoteCorrection } from './note-correction.tsx'

const LATE_MINUTES = 5

/** What happened to a file, newest first; older entries come when asked for. */
export function Timeline({ view }: { readonly view: InterventionView }): ReactNode {
  const [older, setOlder] = useState<readonly TimelineEntry[]>([])
  const [before, setBefore] = useState<string | null>()
  const [problem, setProblem] = useState<ApiProblem>()
  const [busy, setBusy] = useState(false)
  const next = before === undefined ? view.before : before
  const known = new Set(view.timeline.map((entry) => entry.id))
  const entries = [...view.timeline, ...older.filter((entry) => !known.has(entry.id))]
  const [kind, setKind] = useState<EntryKind>('all')
  const shown = entries.filter((entry) => kind === 'all' || kindOf(entry) === kind)
  const more = (from: string): void => {
    setBusy(true)
    ask({
      method: 'GET',
      path: `/api/interventions/${view.row.id}`,
      query: { before: from },
      reply: InterventionView,
    })
      .then((page) => {
        setOlder((held) => [...held, ...page.timeline])
        setBefore(page.before)
        setProblem(undefined)
      })
      .catch((error: unknown) => setProblem(asProblem(error)))
      .finally(() => setBusy(false))
  }
  return (
    <section aria-label={m.interventions_timeline()} className="stack-tight">
      <h3>{m.interventions_timeline()}</h3>
      <Select
        label={m.interventions_filter()}
        value={kind}
        options={KINDS.map((value) => ({
          value,
          label: textOf(`interventions_filter_${value}`) ?? value,
        }))}
        onChange={setKind}
      />
      {shown.length === 0 ? <p className="muted">{m.interventions_filter_none()}</p> : null}
      <ol className="plain-list timeline">
        {shown.map((entry) => (
          <Entry key={entry.id} entry={entry} view={view} />
        ))}
      </ol>
      {problem === undefined ? null : <ProblemState problem={problem} />}
      {next === null ? null : (
        <Button kind="quiet" busy={busy} onPress={() => more(next)}>
          {m.interventions_timeline_older()}
        </Button>
      )}
    </section>
  )
}

function Entry(props: {
  readonly entry: TimelineEntry
  readonly view: InterventionView
}): ReactNode {
  const { entry, view } = props
  const [isOpen, setOpen] = useState(false)
  const late = minutesLater(entry) > LATE_MINUTES
  const lines = details(entry)
  const isNote = entry.type === 'NoteAdded' && !entry.isWithheld
  return (
    <li className="timeline-entry">
      <p className="small muted">
        <time className="mono" dateTime={entry.at}>
          {momentText(entry.at)}
        </time>{' '}
        {[entry.by, entry.role ?? ''].filter(isSaid).join(', ')}{' '}
        {late ? <Badge>{m.interventions_timeline_late()}</Badge> : null}
      </p>
      <p>{entryText(entry, view.classes)}</p>
      {lines.map((line, at) => (
        <p key={line} className="timeline-words">
          {at < lines.length - 1 && isNote ? <s>{line}</s> : line}
        </p>
      ))}
      {isNote && view.row.can.note ? (
        <Button
          kind="quiet"
          label={m.interventions_note_correct_title()}
          onPress={() => setOpen(true)}
        >
          {m.interventions_note_correct()}
        </Button>
      ) : null}
      {isOpen ? (
        <NoteCorrection
          caseId={view.row.id}
          noteId={entry.id}
          words={lines.at(-1) ?? ''}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </li>
  )
}

function minutesLater(entry: TimelineEntry): number {
  const at = Temporal.Instant.from(entry.at).epochMilliseconds
  return (Temporal.Instant.from(entry.recordedAt).epochMilliseconds - at) / 60_000
}

const WITH_REFERENCE: readonly string[] = ['EmergencyCallRecorded', 'EmergencyServicePresent']

/** The words of people that belong to an entry. */
function details(entry: TimelineEntry): readonly string[] {
  if (entry.isWithheld) return []
  if (entry.type === 'NoteAdded') return [text(entry, 'text'), ...entry.corrections]
  if (WITH_REFERENCE.includes(entry.type)) return [text(entry, 'reference')].filter(isSaid)
  if (entry.type === 'InterventionClosed') {
    const outcome = textOf(`interventions_outcome_${text(entry, 'outcome').replaceAll('-', '_')}`)
    return [outcome ?? '', text(entry, 'reason')].filter(isSaid)
  }
  if (entry.type !== 'TriageDecided') return []
  const reason = text(entry, 'reason')
  const offered = text(entry, 'offeredInstead')
  return [
    ...(isSaid(reason) ? [m.interventions_event_triage_decided_reason({ reason })] : []),
    ...(isSaid(offered) ? [m.interventions_event_triage_decided_offered({ offered })] : []),
  ]
}

function isSaid(words: string): boolean {
  return words !== ''
}

function text(entry: TimelineEntry, field: string): string {
  const value = entry.data[field]
  return typeof value === 'string' ? value : ''
}
