import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { TextArea } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { useWorkCommand } from './use-work.ts'

/** Other words for a note: the first ones stay, struck. */
export function NoteCorrection(props: {
  readonly caseId: string
  readonly noteId: string
  readonly words: string
  readonly onClose: () => void
}): ReactNode {
  const [text, setText] = useState(props.words)
  const correct = useWorkCommand<object>(props.caseId, `notes/${props.noteId}/correction`, () => {
    toast(m.interventions_note_corrected())
    props.onClose()
  })
  return (
    <FormDialog
      title={m.interventions_note_correct_title()}
      verb={m.interventions_observation_correct_save()}
      busy={correct.isPending}
      problem={correct.error}
      onSend={() => correct.mutate({ text })}
      onClose={props.onClose}
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
