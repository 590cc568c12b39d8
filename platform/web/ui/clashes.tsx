import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { clashing } from '../merge.ts'
import type { MergedForm } from '../use-merged.ts'
import { Button } from './button.tsx'
import { Alert } from './feedback.tsx'

/** What a colleague saved while this form was being written: what was taken over, and what somebody has to choose. */
export function Clashes<T extends Readonly<Record<string, unknown>>>(props: {
  readonly form: MergedForm<T>
  /** Who saved last. */
  readonly by: string
  readonly labelOf: (field: keyof T & string) => string
  readonly textOf: (field: keyof T & string, value: unknown) => string
}): ReactNode {
  const { form, by, labelOf, textOf } = props
  const fields = clashing(form.held)
  const taken = form.held.taken.filter((field) => !fields.includes(field))
  return (
    <>
      {taken.length === 0 ? null : (
        <Alert tone="info" title={m.web_merge_taken({ name: by })}>
          <p>{new Intl.ListFormat('it').format(taken.map(labelOf))}</p>
        </Alert>
      )}
      {fields.map((field) => (
        // Missing like a required field: the form is not sent before somebody has chosen.
        <div key={field} data-missing>
          <Alert
            tone="warning"
            urgent
            title={m.web_merge_clash({ name: by, field: labelOf(field) })}
          >
            <p className="timeline-words">
              {textOf(field, form.held.clashes.get(field)) || m.web_merge_empty()}
            </p>
            <div className="line">
              <Button onPress={() => form.settle(field, 'mine')}>{m.web_merge_mine()}</Button>
              <Button onPress={() => form.settle(field, 'theirs')}>{m.web_merge_theirs()}</Button>
            </div>
          </Alert>
        </div>
      ))}
    </>
  )
}
