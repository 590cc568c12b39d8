import { type ReactNode, useState } from 'react'
import type { ClassView } from '#contexts/triage/contract.ts'
import { m, textOf } from '#platform/i18n/texts.ts'
import { ask } from '#platform/web/api.ts'
import { momentText } from '#platform/web/format.ts'
import { type ApiProblem, asProblem } from '#platform/web/problem.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Badge, ProblemState } from '#platform/web/ui/feedback.tsx'
import { InterventionView, type TimelineEntry } from '../contract.ts'
import { entryText } from './entry-text.ts'

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
      <ol className="plain-list timeline">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} classes={view.classes} />
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
  readonly classes: readonly ClassView[]
}): ReactNode {
  const { entry } = props
  const late = minutesLater(entry) > LATE_MINUTES
  return (
    <li className="timeline-entry">
      <p className="small muted">
        <time className="mono" dateTime={entry.at}>
          {momentText(entry.at)}
        </time>{' '}
        {[entry.by, entry.role ?? ''].filter(isSaid).join(', ')}{' '}
        {late ? <Badge>{m.interventions_timeline_late()}</Badge> : null}
      </p>
      <p>{entryText(entry, props.classes)}</p>
      {details(entry).map((line) => (
        <p key={line} className="timeline-words">
          {line}
        </p>
      ))}
    </li>
  )
}

function minutesLater(entry: TimelineEntry): number {
  const at = Temporal.Instant.from(entry.at).epochMilliseconds
  return (Temporal.Instant.from(entry.recordedAt).epochMilliseconds - at) / 60_000
}

/** The words of people that belong to an entry. */
function details(entry: TimelineEntry): readonly string[] {
  if (entry.isWithheld) return []
  if (entry.type === 'NoteAdded') return [text(entry, 'text')]
  if (entry.type === 'EmergencyCallRecorded') return [text(entry, 'reference')].filter(isSaid)
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
