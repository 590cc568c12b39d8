import { type ReactNode, type RefObject, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { ProblemState } from '#platform/web/ui/feedback.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useCommand } from './use-board.ts'

/** A note on the timeline; what is written stays until it is saved. Ctrl+Invio saves. */
export function NoteForm(props: {
  readonly id: string
  readonly areaRef: RefObject<HTMLTextAreaElement | null>
}): ReactNode {
  const [text, setText] = useState('')
  const note = useCommand<{ text: string }>({
    id: props.id,
    verb: 'notes',
    done: () => {
      setText('')
      toast(m.interventions_noted())
    },
  })
  const save = (): void => {
    if (text.trim() !== '' && !note.isPending) note.mutate({ text })
  }
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <TextArea
        ref={props.areaRef}
        label={m.interventions_note_label()}
        rows={2}
        value={text}
        onChange={setText}
        maxLength={4000}
        onKey={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
        }}
      />
      {note.error === null ? null : <ProblemState problem={note.error} onAgain={save} />}
      <div className="line">
        <Button type="submit" busy={note.isPending} keys="Ctrl+Invio">
          {m.interventions_note_save()}
        </Button>
      </div>
    </form>
  )
}
