import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText, phoneText } from '#platform/web/format.ts'
import { useRead, useWrite } from '#platform/web/queries.ts'
import type { ScreenProps } from '#platform/web/slots.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { Alert, ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { HandoverReply, ReceivedView } from '../contract.ts'
import { ANSWERS, type AnswerKind } from '../model.ts'
import { stateText, wordOf } from '../words.ts'
import { reasonWords } from './answer-dialog.tsx'
import { Assignee } from './assignee.tsx'

/** Somebody else may answer meanwhile, by the link or by voice. */
const REFRESH_MS = 15_000

/** A handover as the service reads it: page one, the papers, its answer. */
export function Screen({ params }: ScreenProps): ReactNode {
  const id = params['id'] ?? ''
  const reading = useRead({
    key: keyOf(id),
    path: `/api/handovers/${id}`,
    reply: ReceivedView,
    every: REFRESH_MS,
    isLive: true,
  })
  const { data } = reading
  if (data === undefined) {
    return reading.error ? <ProblemState problem={reading.error} /> : <Skeleton lines={8} />
  }
  return (
    <div className="stack">
      <h1>{m.handover_received_title({ number: data.fileNumber })}</h1>
      <p>
        {m.handover_page_state({
          office: data.officeName,
          state: stateText(data.state, data.assignedTo),
        })}{' '}
        <span className="muted">{momentText(data.sentAt)}</span>
      </p>
      {data.ledBy === null ? null : <p>{m.handover_led_by({ office: data.ledBy })}</p>}
      <p>
        {m.handover_page_call({ name: data.call.name })}{' '}
        <a href={`tel:${data.call.phone}`}>{phoneText(data.call.phone)}</a>
      </p>
      {data.can.answer ? null : (
        <Alert
          tone="good"
          title={m.handover_received_settled({ state: wordOf('state', data.state) })}
        />
      )}
      {data.page.map((part) => (
        <Part key={part.title} part={part} />
      ))}
      <Papers view={data} />
      {data.can.answer ? <AnswerForm view={data} /> : null}
    </div>
  )
}

function keyOf(id: string): readonly unknown[] {
  return ['handover-received', id]
}

function Part({ part }: { readonly part: ReceivedView['page'][number] }): ReactNode {
  return (
    <section aria-label={part.title} className="stack-tight">
      <h2>{part.title}</h2>
      <dl>
        {part.rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Papers({ view }: { readonly view: ReceivedView }): ReactNode {
  if (view.documents.length === 0) return null
  return (
    <section aria-label={m.handover_page_papers()} className="stack-tight">
      <h2>{m.handover_page_papers()}</h2>
      <ul>
        {view.documents.map(({ id, title, number }) => (
          <li key={id}>
            <a href={`/ricevuti/${view.id}/${id}`} target="_blank" rel="noreferrer">
              {title} {number}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Said = { readonly kind: AnswerKind | undefined; readonly to: string; readonly reason: string }

const NEEDS_REASON: readonly AnswerKind[] = ['partial', 'not-needed', 'returned']

function needsReason(kind: AnswerKind | undefined): boolean {
  return kind !== undefined && NEEDS_REASON.includes(kind)
}

function AnswerForm({ view }: { readonly view: ReceivedView }): ReactNode {
  const [said, setSaid] = useState<Said>({ kind: undefined, to: '', reason: '' })
  const answer = useWrite<Said, typeof HandoverReply>({
    method: 'POST',
    path: `/api/handovers/${view.id}/answer`,
    body: (input) => input,
    reply: HandoverReply,
    refresh: [keyOf(view.id), ['handover-outbox']],
  })
  const change = (over: Partial<Said>): void => setSaid({ ...said, ...over })
  const kinds = ANSWERS.filter((one) => one !== 'received' || view.state === 'sent')
  return (
    <section aria-label={m.handover_page_answer()} className="stack-tight">
      <h2>{m.handover_page_answer()}</h2>
      <Form
        problem={answer.error}
        onSend={() => answer.mutate(said)}
        actions={
          <div className="line">
            <Button kind="primary" type="submit" acts busy={answer.isPending}>
              {m.handover_answer_save()}
            </Button>
          </div>
        }
      >
        <RadioGroup
          label={m.handover_answer_what()}
          need="required"
          value={said.kind}
          onChange={(kind) => change({ kind })}
          options={kinds.map((one) => ({ value: one, label: wordOf('do', one) }))}
        />
        {said.kind === 'assigned' ? (
          <Assignee people={view.people} value={said.to} onChange={(to) => change({ to })} />
        ) : null}
        {needsReason(said.kind) ? (
          <TextArea
            {...reasonWords(said.kind)}
            need="required"
            rows={2}
            maxLength={1000}
            value={said.reason}
            onChange={(reason) => change({ reason })}
          />
        ) : null}
      </Form>
    </section>
  )
}
