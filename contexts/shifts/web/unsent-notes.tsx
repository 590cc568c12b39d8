import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useSession } from '#platform/web/session.ts'
import { Button } from '#platform/web/ui/button.tsx'
import { Alert } from '#platform/web/ui/feedback.tsx'
import { useKeptForm } from '#platform/web/use-kept-form.ts'
import type { NotesView } from '../contract.ts'
import { readUnderWay, START } from './under-way.ts'

/** Somebody else signed the same change first: the lines that were under way here are not lost, and did not leave. */
export function UnsentNotes({ notes }: { readonly notes: NotesView }): ReactNode {
  const me = useSession().data?.staffId
  const form = useKeptForm({
    id: `consegne-${notes.role}-${notes.at}`,
    start: START,
    read: readUnderWay,
  })
  if (notes.signed === null || notes.signed.by.id === me) return null
  const numberOf = (id: string) => notes.words?.files.find((file) => file.id === id)?.number ?? ''
  const lines = Object.entries(form.value.lines).filter(([, line]) => line.trim() !== '')
  const stays = Object.keys(form.value.stays).filter((id) => form.value.stays[id] === true)
  if (lines.length + stays.length === 0 && form.value.words.trim() === '') return null
  return (
    <Alert
      tone="warning"
      title={m.shifts_unsent({ name: notes.signed.by.name })}
      actions={<Button onPress={form.forget}>{m.shifts_remark_late_done()}</Button>}
    >
      <p>{m.shifts_unsent_text()}</p>
      <ul>
        {lines.map(([id, line]) => (
          <li key={id}>
            {numberOf(id)}: {line}
          </li>
        ))}
        {stays.map((id) => (
          <li key={`stays ${id}`}>
            {numberOf(id)}: {m.shifts_kept_short()}
          </li>
        ))}
      </ul>
      {form.value.words.trim() === '' ? null : <blockquote>{form.value.words}</blockquote>}
    </Alert>
  )
}
