import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { FAMILY_MEMBERS, type FamilyMember, NECESSITIES, type Necessity } from '../model-support.ts'
import { useFamily } from './use-support.ts'
import { wordOf } from './words.ts'

/** Somebody of the family interpreted: never, save where it was necessary, and then it is written. */
export function FamilyDialog(props: {
  readonly caseId: string
  readonly onClose: () => void
}): ReactNode {
  const { caseId, onClose } = props
  const [interpreter, setInterpreter] = useState<FamilyMember>('relative')
  const [necessity, setNecessity] = useState<Necessity>('danger')
  const save = useFamily(caseId, () => {
    toast(m.paging_help_saved())
    onClose()
  })
  return (
    <FormDialog
      title={m.paging_help_family()}
      verb={m.paging_help_family_save()}
      busy={save.isPending}
      problem={save.error}
      onSend={() => save.mutate({ interpreter, necessity })}
      onClose={onClose}
    >
      <p>{m.paging_help_family_warning()}</p>
      <RadioGroup
        label={m.paging_help_family_who()}
        value={interpreter}
        options={FAMILY_MEMBERS.map((value) => ({ value, label: wordOf('interpreter', value) }))}
        onChange={setInterpreter}
      />
      <RadioGroup
        label={m.paging_help_family_why()}
        value={necessity}
        options={NECESSITIES.map((value) => ({ value, label: wordOf('necessity', value) }))}
        onChange={setNecessity}
      />
    </FormDialog>
  )
}
