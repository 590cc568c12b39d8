import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { momentText } from '#platform/web/format.ts'
import { useWrite } from '#platform/web/queries.ts'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { InterruptionCard } from '#platform/web/ui/dialog.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { Resumed } from '#platform/web/ui/resumed.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useKeptForm } from '#platform/web/use-kept-form.ts'
import {
  type ChangeView,
  type NotesReply,
  type OpenFile,
  SignedReply,
  WORDS_MOST,
} from '../contract.ts'
import { DueList } from './due-list.tsx'
import { FilesToSign, OwnFiles } from './files-to-sign.tsx'
import { ThingsToSign } from './things-to-sign.tsx'
import { readUnderWay, START, type UnderWay } from './under-way.ts'
import { NOTES_READINGS } from './use-notes.ts'
import { listText, roleName } from './words.ts'

const nameOfChange = (change: ChangeView): string =>
  m.shifts_change_of({ role: roleName(change.role), moment: momentText(change.at) })

/** What who leaves writes and signs for one change of shift. */
export function SignForm(props: {
  readonly view: NotesReply
  readonly change: ChangeView
  readonly onChoose: (change: ChangeView) => void
}): ReactNode {
  const { view, change, onChoose } = props
  const me = useSession().data?.staffId
  const form = useKeptForm({
    id: `consegne-${change.role}-${change.at}`,
    start: START,
    read: readUnderWay,
  })
  const sign = useWrite({
    method: 'POST',
    path: '/api/shift-notes',
    body: () => bodyOf(view, change, form.value),
    reply: SignedReply,
    refresh: NOTES_READINGS,
    done: () => {
      form.forget()
      toast(m.shifts_signed())
    },
  })
  const { outgoing, incoming } = change
  const [isAsking, setAsking] = useState(false)
  const bare = bareFiles(view, form.value)
  return (
    <>
      <Form
        problem={sign.error}
        saved={m.shifts_kept_here()}
        onSend={() => (bare.length === 0 ? sign.mutate(undefined) : setAsking(true))}
        actions={
          <div className="line">
            <Button type="submit" kind="primary" acts busy={sign.isPending}>
              {m.shifts_sign()}
            </Button>
            <span className="small muted">{m.shifts_sign_again()}</span>
          </div>
        }
      >
        <Resumed form={form} />
        {view.changes.length > 1 ? (
          <Select
            label={m.shifts_for()}
            value={`${change.role} ${change.at}`}
            options={view.changes.map((one) => ({
              value: `${one.role} ${one.at}`,
              label: nameOfChange(one),
            }))}
            onChange={(chosen) => {
              const found = view.changes.find((one) => `${one.role} ${one.at}` === chosen)
              if (found) onChoose(found)
            }}
          />
        ) : (
          <h2>{nameOfChange(change)}</h2>
        )}
        <p>
          {m.shifts_change_between({
            outgoing: outgoing?.name ?? m.shifts_whoever(),
            incoming: incoming?.name ?? m.shifts_whoever(),
          })}
        </p>
        <OwnFiles
          files={view.files.filter((file) => file.owner.id === (outgoing?.id ?? me))}
          form={form}
          name={outgoing === null || outgoing.id === me ? undefined : outgoing.name}
          canKeep={change.canKeep}
        />
        <FilesToSign files={view.files} form={form} error={sign.error} />
        <section aria-label={m.shifts_due()} className="stack-tight">
          <h3>{m.shifts_due()}</h3>
          <DueList due={view.due} />
        </section>
        <ThingsToSign things={view.things} form={form} />
        <TextArea
          label={m.shifts_words()}
          hint={m.shifts_words_hint()}
          rows={3}
          maxLength={WORDS_MOST}
          value={form.value.words}
          onChange={(words) => form.change({ words })}
          error={sign.error?.fieldText('words')}
        />
      </Form>
      {isAsking ? (
        <InterruptionCard
          title={m.shifts_bare_title({ count: bare.length })}
          consequence={m.shifts_bare_text({ numbers: numbersOf(bare) })}
          verb={m.shifts_bare_sign()}
          busy={sign.isPending}
          problem={sign.error}
          onConfirm={() => sign.mutate(undefined, { onSettled: () => setAsking(false) })}
          onBack={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}

/** Files that who comes would read nothing of. */
function bareFiles({ files }: NotesReply, { lines }: UnderWay): readonly OpenFile[] {
  return files.filter(({ id, line, isMasked }) => !isMasked && (lines[id] ?? line).trim() === '')
}

const FEW = 4

function numbersOf(files: readonly OpenFile[]): string {
  const few = files.slice(0, FEW).map((one) => one.number)
  const rest = files.length - few.length
  return listText(rest === 0 ? few : [...few, m.shifts_bare_more({ count: rest })])
}

function bodyOf(view: NotesReply, change: ChangeView, { lines, stays, things, words }: UnderWay) {
  return {
    role: change.role,
    at: change.at,
    lines: view.files
      .filter((file) => !file.isMasked)
      .map(({ id, line }) => ({ id, line: lines[id] ?? line, isKept: stays[id] === true })),
    things: view.things.flatMap(({ key }) => {
      const said = things[key]
      return said === undefined ? [] : [{ key, ...said }]
    }),
    words,
  }
}
