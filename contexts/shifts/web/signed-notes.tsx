import type { ReactNode } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { PageLink } from '#platform/web/navigation.tsx'
import { useWrite } from '#platform/web/queries.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert, Badge } from '#platform/web/ui/feedback.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useKeptForm } from '#platform/web/use-kept-form.ts'
import { ConfirmedReply, type NotesView } from '../contract.ts'
import { DueList } from './due-list.tsx'
import { UnsentNotes } from './unsent-notes.tsx'
import { NOTES_READINGS } from './use-notes.ts'
import { roleName, thingName } from './words.ts'

type Words = NonNullable<NotesView['words']>

/** Consegne as they were signed: who, when, and the confirmation of who comes. */
export function SignedNotes(props: {
  readonly notes: NotesView
  readonly onPrint: () => void
}): ReactNode {
  const { notes, onPrint } = props
  const title = m.shifts_change_of({ role: roleName(notes.role), moment: momentText(notes.at) })
  return (
    <article aria-label={title} className="card-row stack-tight">
      <h3>
        {title} {notes.isLate ? <Badge tone="warning">{m.shifts_late()}</Badge> : null}
      </h3>
      <p>{stateText(notes)}</p>
      {notes.confirmed?.remark ? (
        <p>
          <strong>{m.shifts_remark_said({ remark: notes.confirmed.remark })}</strong>
        </p>
      ) : null}
      {notes.words === null ? null : <SignedWords words={notes.words} />}
      <div className="stack-tight no-print">
        <UnsentNotes notes={notes} />
        {notes.canConfirm ? <ConfirmForm id={notes.id} /> : <UnsentRemark notes={notes} />}
        <div className="line">
          <Button kind="quiet" label={`${m.shifts_print_one()}: ${title}`} onPress={onPrint}>
            {m.shifts_print_one()}
          </Button>
        </div>
      </div>
    </article>
  )
}

/** Who signed and confirmed, and when. */
export function stateText({ state, signed, confirmed, outgoing, incoming }: NotesView): string {
  if (state === 'owed' || signed === null)
    return m.shifts_state_owed({ name: outgoing?.name ?? m.shifts_whoever() })
  const said = { name: signed.by.name, moment: momentText(signed.at) }
  // Nobody confirms what they have signed: where who comes has signed, who left can.
  const other = signed.by.id === incoming?.id ? outgoing : incoming
  if (confirmed === null)
    return m.shifts_state_signed({ ...said, incoming: other?.name ?? m.shifts_whoever() })
  const { by, at } = confirmed
  return m.shifts_state_confirmed({ ...said, other: by.name, confirmed: momentText(at) })
}

function SignedWords({ words }: { readonly words: Words }): ReactNode {
  return (
    <>
      <h4>{m.shifts_files()}</h4>
      {words.files.length + words.hidden === 0 ? (
        <p className="muted">{m.shifts_files_none()}</p>
      ) : null}
      <ul className="plain-list stack-tight">
        {words.files.map((file) => (
          <li key={file.id}>
            <PageLink to={`/interventi/${file.id}`}>{file.number}</PageLink>
            {file.className === null ? null : ` · ${file.className}`} ·{' '}
            {m.shifts_owner({ name: file.ownerName })}
            {file.isKept ? ` · ${m.shifts_kept_short()}` : ''}
            {file.isMasked ? ` · ${m.shifts_masked()}` : ''}
            {file.labels.length === 0 ? null : (
              <span className="small muted"> · {file.labels.join(' · ')}</span>
            )}
            {file.isMasked ? null : (
              <>
                <br />
                {file.line ?? <span className="muted">{m.shifts_line_none()}</span>}
              </>
            )}
          </li>
        ))}
      </ul>
      {words.hidden === 0 ? null : (
        <p className="muted">{m.shifts_files_hidden({ count: words.hidden })}</p>
      )}
      <h4>{m.shifts_due()}</h4>
      <DueList due={words.due} />
      {words.things.length === 0 ? null : (
        <>
          <h4>{m.shifts_things()}</h4>
          <ul className="plain-list">
            {words.things.map((thing) => (
              <li key={thing.key}>
                {thing.label}: <strong>{thingName(thing.state)}</strong>
                {thing.note === '' ? '' : ` (${thing.note})`}
              </li>
            ))}
          </ul>
        </>
      )}
      {words.words
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
    </>
  )
}

const Remark = z.object({ remark: z.string() })
const NO_REMARK = { remark: '' }
const readRemark = (value: unknown) => Remark.safeParse(value).data

/** What is not right, kept on this machine until it is sent. */
const useRemark = (id: string) =>
  useKeptForm({ id: `consegne-conferma-${id}`, start: NO_REMARK, read: readRemark })

/** Somebody was quicker: what was written beside it is not lost, and whoever wrote it is told what to do with it. */
function UnsentRemark({ notes }: { readonly notes: NotesView }): ReactNode {
  const form = useRemark(notes.id)
  const { remark } = form.value
  if (notes.confirmed === null || remark.trim() === '') return null
  return (
    <Alert
      tone="warning"
      title={m.shifts_remark_late({ name: notes.confirmed.by.name })}
      actions={<Button onPress={form.forget}>{m.shifts_remark_late_done()}</Button>}
    >
      <p>{m.shifts_remark_late_text()}</p>
      <blockquote>{remark}</blockquote>
    </Alert>
  )
}

function ConfirmForm({ id }: { readonly id: string }): ReactNode {
  const form = useRemark(id)
  const { remark } = form.value
  const isRemarked = remark.trim() !== ''
  const confirm = useWrite({
    method: 'POST',
    path: `/api/shift-notes/${id}/confirmation`,
    body: () => ({ remark: isRemarked ? remark : null }),
    reply: ConfirmedReply,
    refresh: NOTES_READINGS,
    done: () => {
      form.forget()
      toast(m.shifts_confirmed())
    },
  })
  return (
    <Form
      look="stack-tight"
      problem={confirm.error}
      onSend={() => confirm.mutate(undefined)}
      actions={
        <div className="line">
          <Button type="submit" kind="primary" acts busy={confirm.isPending}>
            {isRemarked ? m.shifts_confirm_remark() : m.shifts_confirm()}
          </Button>
        </div>
      }
    >
      <TextArea
        label={m.shifts_remark()}
        hint={m.shifts_remark_hint()}
        need="optional"
        rows={2}
        maxLength={2000}
        value={remark}
        onChange={(words) => form.change({ remark: words })}
        error={confirm.error?.fieldText('remark')}
      />
    </Form>
  )
}
