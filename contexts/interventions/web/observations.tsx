import { type ReactNode, useState } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useKeptWords } from '#platform/web/kept-words.ts'
import { instantOf } from '#platform/web/moments.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Badge } from '#platform/web/ui/feedback.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { TextArea, TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { ObservationView, WorkReply } from '../contract-work.ts'
import { OBSERVATION_KINDS } from '../model-work.ts'
import { useWorkCommand } from './use-work.ts'
import { signedText, wordOf } from './work-words.ts'

/** What was seen, said and evaluated: three lists, because a report must keep them apart. */
export function Observations(props: {
  readonly caseId: string
  readonly work: WorkReply
}): ReactNode {
  const { caseId, work } = props
  return (
    <>
      {OBSERVATION_KINDS.map((kind) => {
        const found = work.observations.filter((one) => one.kind === kind)
        if (found.length === 0) return null
        return (
          <section key={kind} className="stack-tight" aria-label={wordOf('kinds', kind)}>
            <h3>{wordOf('kinds', kind)}</h3>
            <ol className="plain-list timeline">
              {found.map((one) => (
                <Observed key={one.id} one={one} caseId={caseId} mayWrite={work.can.write} />
              ))}
            </ol>
          </section>
        )
      })}
      {work.can.write ? <ObservationForm caseId={caseId} mayEvaluate={work.can.sign} /> : null}
    </>
  )
}

const LATE_MS = 5 * 60_000

function isLate({ happenedAt, writtenAt, before }: ObservationView): boolean {
  const first = before.at(-1)?.writtenAt ?? writtenAt
  const written = Temporal.Instant.from(first).epochMilliseconds
  return written - Temporal.Instant.from(happenedAt).epochMilliseconds > LATE_MS
}

function Observed(props: {
  readonly one: ObservationView
  readonly caseId: string
  readonly mayWrite: boolean
}): ReactNode {
  const { one, caseId } = props
  const [isOpen, setOpen] = useState(false)
  return (
    <li className="timeline-entry stack-tight">
      <p className="small muted">
        {signedText(one, momentText(one.happenedAt))}{' '}
        {isLate(one) ? <Badge>{m.interventions_timeline_late()}</Badge> : null}
      </p>
      {one.before.map((old) => (
        <p key={old.writtenAt} className="timeline-words">
          <s>{old.text}</s>
        </p>
      ))}
      <p className="timeline-words">
        {one.kind === 'statement'
          ? m.interventions_quoted({ whose: one.whose, words: one.text })
          : one.text}
      </p>
      {props.mayWrite ? (
        <div className="line">
          <Button kind="quiet" onPress={() => setOpen(true)}>
            {m.interventions_observation_correct()}
          </Button>
        </div>
      ) : null}
      {isOpen ? (
        <CorrectionDialog one={one} caseId={caseId} onClose={() => setOpen(false)} />
      ) : null}
    </li>
  )
}

function CorrectionDialog(props: {
  readonly one: ObservationView
  readonly caseId: string
  readonly onClose: () => void
}): ReactNode {
  const { one, caseId, onClose } = props
  const [text, setText] = useState(one.text)
  const correct = useWorkCommand<object>(caseId, `observations/${one.id}/correction`, () => {
    toast(m.interventions_observation_corrected())
    onClose()
  })
  return (
    <FormDialog
      title={m.interventions_observation_correct_title()}
      verb={m.interventions_observation_correct_save()}
      busy={correct.isPending}
      problem={correct.error}
      onSend={() => correct.mutate({ text })}
      onClose={onClose}
    >
      <TextArea
        label={m.interventions_observation_text()}
        need="required"
        rows={4}
        maxLength={4000}
        value={text}
        onChange={setText}
        error={correct.error?.fieldText('text')}
      />
    </FormDialog>
  )
}

const UnderWay = z.object({
  kind: z.enum(OBSERVATION_KINDS),
  text: z.string(),
  whose: z.string(),
  when: z.string(),
})
const NOTHING: z.output<typeof UnderWay> = { kind: 'fact', text: '', whose: '', when: '' }

function ObservationForm(props: {
  readonly caseId: string
  readonly mayEvaluate: boolean
}): ReactNode {
  const kept = useKeptWords(`osservazione-${props.caseId}`)
  const written = UnderWay.safeParse(kept.value).data ?? NOTHING
  const { kind, text, whose, when } = written
  const change = (part: Partial<typeof written>): void => kept.keep({ ...written, ...part })
  const write = useWorkCommand<object>(props.caseId, 'observations', () => {
    toast(m.interventions_observation_saved())
    kept.keep({ ...written, text: '', when: '' })
  })
  const kinds = OBSERVATION_KINDS.filter((one) => one !== 'evaluation' || props.mayEvaluate)
  const send = (): void => {
    const happenedAt = instantOf(when)
    write.mutate({
      kind,
      text,
      whose: kind === 'statement' ? whose : '',
      ...(happenedAt === undefined ? {} : { happenedAt }),
    })
  }
  return (
    <section className="stack" aria-label={m.interventions_observation_add()}>
      <h3>{m.interventions_observation_add()}</h3>
      <Form
        problem={write.error}
        saved={m.interventions_kept()}
        onSend={send}
        actions={
          <div className="line">
            <Button type="submit" acts busy={write.isPending}>
              {m.interventions_observation_save()}
            </Button>
          </div>
        }
      >
        <RadioGroup
          label={m.interventions_observation_kind()}
          look="segmented"
          options={kinds.map((value) => ({ value, label: wordOf('kind', value) }))}
          value={kind}
          onChange={(kind) => change({ kind })}
        />
        {kind === 'statement' ? (
          <TextField
            label={m.interventions_observation_whose()}
            need="required"
            maxLength={200}
            value={whose}
            onChange={(whose) => change({ whose })}
            error={write.error?.fieldText('whose')}
          />
        ) : null}
        <TextArea
          label={wordOf('observation_label', kind)}
          need="required"
          rows={3}
          maxLength={4000}
          value={text}
          onChange={(text) => change({ text })}
          error={write.error?.fieldText('text')}
        />
        <TextField
          label={m.interventions_observation_when()}
          hint={m.interventions_observation_when_hint()}
          type="datetime-local"
          value={when}
          onChange={(when) => change({ when })}
          error={write.error?.fieldText('happenedAt')}
        />
      </Form>
    </section>
  )
}
