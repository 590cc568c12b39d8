import type { ReactNode } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { type Form, isPhoneWrong } from './form.ts'

/**
 * The line dropped before anything was written: a file cannot be taken back as the other endings can, so a hasty key is asked
 * first. Asked with it is the one thing that helps: the number to call back.
 */
export function DroppedEmpty(props: {
  readonly form: Form
  readonly change: (part: Partial<Form>) => void
  readonly onOpen: () => void
  readonly onClose: () => void
}): ReactNode {
  const { form, change } = props
  return (
    <FormDialog
      title={m.intake_dropped_title()}
      verb={m.intake_dropped_open()}
      keys="Invio"
      busy={false}
      onSend={props.onOpen}
      onClose={props.onClose}
    >
      <p>{m.intake_dropped_text()}</p>
      <TextField
        label={m.intake_dropped_phone()}
        hint={isPhoneWrong(form) ? m.intake_phone_as_note() : m.intake_dropped_phone_hint()}
        need="optional"
        type="tel"
        inputMode="tel"
        mono
        value={form.phoneText}
        onChange={(phoneText) => change({ phoneText })}
        maxLength={40}
      />
    </FormDialog>
  )
}
