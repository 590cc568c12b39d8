import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { timeText } from '#platform/web/format.ts'
import { useFileReading } from '#platform/web/live/use-file-reading.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Checkbox } from '#platform/web/ui/choices.tsx'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { type ReadBackFacts, ReadBackGiven, ReadBackReply } from '../contract-read-back.ts'
import {
  heardOf,
  type Listener,
  type ListenerKind,
  openChoices,
  type ReadBackChoices,
} from '../model-read-back.ts'
import { choiceText, isMeetingUnsaid, isSameReading, scriptLines } from '../read-back-words.ts'
import { Choices, type Written } from './read-back-choices.tsx'
import { Given } from './read-back-given.tsx'
import { ListenerChoice, Reporter } from './read-back-listener.tsx'
import './intake.scss'

/** What is told to who reported (K5): the text to read, and who listened. */
export function Tab({ caseId }: { readonly caseId: string }): ReactNode {
  const [listener, setListener] = useState<Listener>(null)
  const reading = useFileReading(caseId, {
    key: ['intake', 'read-back', caseId, listener],
    path: `/api/interventions/${caseId}/read-back`,
    ...(listener === null ? {} : { query: listener }),
    reply: ReadBackReply,
  })
  // What is read aloud stays as it is until its reader takes the new words, whatever moves meanwhile.
  const [read, setRead] = useState<{ listener: Listener; view: ReadBackReply }>()
  if (reading.data !== undefined && read?.listener !== listener)
    setRead({ listener, view: reading.data })
  if (read === undefined)
    return reading.error ? (
      <ProblemState problem={reading.error} onAgain={() => void reading.refetch()} />
    ) : (
      <Skeleton lines={6} />
    )
  const fresh = reading.data ?? read.view
  return (
    <div className="stack">
      {fresh.can.write ? (
        <Reading
          caseId={caseId}
          view={{ ...fresh, facts: read.view.facts }}
          fresh={read.listener === listener ? fresh.facts : read.view.facts}
          onRead={() => setRead({ listener, view: fresh })}
          onStale={() => void reading.refetch()}
          listener={listener}
          onListener={setListener}
        />
      ) : null}
      <Given view={fresh} />
    </div>
  )
}

type ViewProps = { readonly view: ReadBackReply }

/** Nothing is chosen beforehand: what is read aloud was chosen by who reads it. */
function firstWords({ reporter, kind, hasMailbox, isProtected }: ReadBackReply): Written {
  return {
    kind,
    officer: reporter.name,
    comes: null,
    minutes: '',
    meetingPoint: '',
    stays: null,
    escorts: null,
    acts: [],
    informs: null,
    // Of a protected file nothing leaves unless somebody decides it.
    mail: hasMailbox && !isProtected,
    release: false,
  }
}

function minutesIn(text: string): number | null {
  const minutes = Number(text)
  return text.trim() === '' || !Number.isInteger(minutes) || minutes < 0 ? null : minutes
}

/** What was chosen for another kind of listener, before it was known who listens, was not said. */
function sentOf<W extends ReadBackChoices & Pick<Written, 'meetingPoint' | 'release'>>(
  written: W,
  hasArrived: boolean,
) {
  const release = written.release && written.kind === 'officer'
  return { ...written, ...heardOf(written, hasArrived), kind: written.kind, release }
}

type ReadingProps = ViewProps & {
  readonly caseId: string
  /** The file as it is now; `view` has it as it is being read. */
  readonly fresh: ReadBackFacts
  readonly onRead: () => void
  readonly onStale: () => void
  readonly listener: Listener
  readonly onListener: (listener: Listener) => void
}

function Reading(props: ReadingProps): ReactNode {
  const { view, caseId, fresh, listener } = props
  const [written, setWritten] = useState(() => firstWords(view))
  const change = (part: Partial<Written>): void => setWritten({ ...written, ...part })
  const give = useWrite<object, typeof ReadBackGiven>({
    method: 'POST',
    path: `/api/interventions/${caseId}/read-back`,
    body: (input) => input,
    reply: ReadBackGiven,
    refresh: [['intake', 'read-back', caseId], ['interventions']],
    done: () => toast(m.intake_back_saved()),
    failed: (problem) => {
      if (problem.code === 'read-back-changed') props.onStale()
    },
  })
  const minutes = minutesIn(written.minutes)
  const linesOf = (facts: ReadBackFacts): readonly string[] =>
    scriptLines(facts, { ...written, minutes }, written.meetingPoint, timeText)
  const lines = linesOf(view.facts)
  return (
    <section className="stack" aria-label={m.intake_back_title()}>
      <h3>{m.intake_back_title()}</h3>
      <Reporter view={view} caseId={caseId} />
      {view.nobodyToTell && view.given.length === 0 ? <Nobody caseId={caseId} /> : null}
      <Form
        problem={give.error}
        saved={m.interventions_kept()}
        onSend={() =>
          give.mutate({
            ...sentOf({ ...written, minutes }, view.facts.arrivedAt !== null),
            ...{ listener, seen: view.facts },
          })
        }
        actions={
          <div className="line">
            <Button type="submit" kind="primary" acts busy={give.isPending}>
              {m.intake_back_save()}
            </Button>
          </div>
        }
      >
        <ListenerChoice view={view} caseId={caseId} value={listener} onChange={props.onListener} />
        <Choices written={written} change={change} view={view} />
        {isSameReading(lines, linesOf(fresh)) ? null : (
          <Changed
            lines={linesOf(fresh).filter((line) => !lines.includes(line))}
            onRead={props.onRead}
          />
        )}
        <Open written={{ ...written, minutes }} facts={view.facts} />
        <section aria-label={m.intake_back_read()} className="read-back stack-tight">
          <h4>{m.intake_back_read()}</h4>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
        <TextField
          label={officerLabel(written.kind)}
          {...(isNamed(written.kind) ? {} : { hint: m.intake_back_officer_unnamed() })}
          need="required"
          maxLength={200}
          value={written.officer}
          onChange={(officer) => change({ officer })}
          error={give.error?.fieldText('officer')}
        />
        {view.hasMailbox ? (
          <Checkbox
            label={m.intake_back_mail()}
            checked={written.mail}
            onChange={(mail) => change({ mail })}
          />
        ) : null}
        {view.patrolWaitingSince === null || written.kind !== 'officer' ? null : (
          <Checkbox
            label={m.intake_back_release()}
            checked={written.release}
            onChange={(release) => change({ release })}
          />
        )}
      </Form>
    </section>
  )
}

/** Nobody can be told: said, and the file goes on. */
function Nobody({ caseId }: { readonly caseId: string }): ReactNode {
  const record = useWrite<null, typeof ReadBackGiven>({
    method: 'POST',
    path: `/api/interventions/${caseId}/read-back/nobody`,
    reply: ReadBackGiven,
    refresh: [['intake', 'read-back', caseId], ['interventions']],
    done: () => toast(m.intake_back_saved()),
  })
  return (
    <Alert tone="info" title={m.intake_back_nobody()}>
      <p>{m.intake_back_nobody_text()}</p>
      {record.error ? <ProblemState problem={record.error} /> : null}
      <Button kind="primary" acts busy={record.isPending} onPress={() => record.mutate(null)}>
        {m.intake_back_nobody_save()}
      </Button>
    </Alert>
  )
}

/** How who listens is written down; of a patrol by rank. */
function officerLabel(kind: ListenerKind | null): string {
  return kind === 'officer' ? m.intake_back_officer() : choiceText('officer', kind ?? 'citizen')
}

/** Who calls in an office says who they are. */
function isNamed(kind: ListenerKind | null): boolean {
  return kind !== null && kind !== 'citizen' && kind !== 'person'
}

/** What is not chosen is not said: which it is stands beside the words, which are read aloud. */
function Open(props: {
  readonly written: ReadBackChoices & Pick<Written, 'meetingPoint'>
  readonly facts: ReadBackFacts
}): ReactNode {
  const { written, facts } = props
  const meets = isMeetingUnsaid(facts, written, written.meetingPoint) ? ['meeting'] : []
  const open = [...openChoices(written, facts.arrivedAt !== null), ...meets]
  if (open.length === 0) return null
  const what = open.map((one) => choiceText('open', one)).join(', ')
  return (
    <Alert tone="warning" title={m.intake_back_open({ what })}>
      <p>{m.intake_back_open_text()}</p>
    </Alert>
  )
}

function Changed(props: {
  readonly lines: readonly string[]
  readonly onRead: () => void
}): ReactNode {
  return (
    <Alert
      tone="warning"
      urgent
      title={m.intake_back_changed()}
      actions={<Button onPress={props.onRead}>{m.intake_back_changed_show()}</Button>}
    >
      <p>{m.intake_back_changed_text()}</p>
      {props.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Alert>
  )
}
