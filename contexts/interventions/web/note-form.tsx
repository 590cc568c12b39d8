import { type ReactNode, type RefObject, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Form } from '#platform/web/ui/form.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useCommand } from './use-board.ts'

/** A note on the timeline; what is written stays until it is saved. Ctrl+Invio saves. */
export function NoteForm(props: {
  readonly id: string
  readonly areaRef: RefObject<HTMLTextAreaElement | null>
}): ReactNode {
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const note = useCommand<{ text: string }>({
    id: props.id,
    verb: 'notes',
    done: (_row, sent) => {
      // What was typed while it was being saved stays.
      setText((typed) => (typed === sent.text ? '' : typed))
      setTried(false)
      toast(m.interventions_noted())
    },
  })
  const save = (): void => {
    if (note.isPending) return
    setTried(true)
    if (text.trim() === '') props.areaRef.current?.focus()
    else note.mutate({ text })
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
        onChange={setText}
        maxLength={4000}
        error={
          isTried && text.trim() === ''
            ? m.interventions_note_empty()
            : note.error?.fieldText('text')
        }
        onKey={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
        }}
      />
    </Form>
  )
}
