import { type ReactNode, type RefObject, useRef, useState } from 'react'
import * as z from 'zod'
import { m } from '#platform/i18n/texts.ts'
import { useKeptWords } from '#platform/web/kept-words.ts'
import { instantOf } from '#platform/web/moments.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { TextArea, TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useCommand } from './use-board.ts'

const MOST = 4000

const UnderWay = z.object({ text: z.string(), when: z.string() })
const NOTHING = { text: '', when: '' } as const

/** A note on the timeline; what is written stays until it is saved, through other rows and reloads. Ctrl+Invio saves. */
export function NoteForm(props: {
  readonly id: string
  readonly areaRef: RefObject<HTMLTextAreaElement | null>
}): ReactNode {
  const kept = useKeptWords(`nota-${props.id}`)
  const { text, when } = UnderWay.safeParse(kept.value).data ?? NOTHING
  const latest = useRef(text)
  latest.current = text
  const [isTried, setTried] = useState(false)
  const note = useCommand<{ text: string; happenedAt?: string }>({
    id: props.id,
    verb: 'notes',
    done: (_row, sent) => {
      // What was typed while it was being saved stays.
      if (latest.current === sent.text) kept.forget()
      setTried(false)
      toast(m.interventions_noted())
    },
  })
  const save = (): void => {
    if (note.isPending) return
    setTried(true)
    if (text.trim() === '' || text.length > MOST) props.areaRef.current?.focus()
    else note.mutate({ text, ...happened(when) })
  }
  return (
    <Form
      look="stack-tight"
      problem={note.error}
      saved={m.interventions_note_kept()}
      onSend={save}
      actions={
        <div className="line">
          <Button type="submit" busy={note.isPending} keys="Ctrl+Invio">
            {m.interventions_note_save()}
          </Button>
        </div>
      }
    >
      <TextArea
        ref={props.areaRef}
        label={m.interventions_note_label()}
        rows={2}
        value={text}
        onChange={(typed) => kept.keep({ text: typed, when })}
        maxLength={MOST}
        error={
          isTried && text.trim() === ''
            ? m.interventions_note_empty()
            : note.error?.fieldText('text')
        }
        onKey={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
        }}
      />
      <details>
        <summary className="small">{m.interventions_note_earlier()}</summary>
        <TextField
          label={m.interventions_observation_when()}
          hint={m.interventions_observation_when_hint()}
          type="datetime-local"
          value={when}
          onChange={(hour) => kept.keep({ text, when: hour })}
          error={note.error?.fieldText('happenedAt')}
        />
      </details>
    </Form>
  )
}

function happened(when: string): { happenedAt?: string } {
  const happenedAt = instantOf(when)
  return happenedAt === undefined ? {} : { happenedAt }
}
