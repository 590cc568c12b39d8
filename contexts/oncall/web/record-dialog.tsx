import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { Chips } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { Select } from '#platform/web/ui/select.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { SavedReply, type StaffView } from '../contract-staff.ts'
import { languageName } from '../languages.ts'
import {
  CONTRACTS,
  type Contract,
  mayStateSex,
  QUALIFICATIONS,
  SEXES,
  type Sex,
} from '../model-staff.ts'
import { wordOf } from './staff-words.ts'
import { STAFF_KEY } from './use-staff.ts'

/** From Monday, as the chips have them. */
export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

/** What somebody is, speaks and prefers, and who employs them. */
export function RecordDialog(props: {
  readonly one: StaffView
  /** Those of the territory; what the person speaks beside them stays. */
  readonly languages: readonly string[]
  readonly onClose: () => void
}): ReactNode {
  const { one, languages, onClose } = props
  const [qualifications, setQualifications] = useState(one.qualifications)
  const [spoken, setSpoken] = useState(one.languages)
  const [contract, setContract] = useState<Contract | 'unknown'>(one.contract ?? 'unknown')
  const [sex, setSex] = useState<Sex | 'unknown'>(one.sex ?? 'unknown')
  const helps = mayStateSex([...one.roles, ...qualifications])
  // As it was when it was opened: what somebody writes meanwhile is not overwritten unseen.
  const [version] = useState(one.version)
  const [rather, setRather] = useState(one.ratherWeekdays.map(String))
  const save = useWrite({
    method: 'PUT',
    path: `/api/rota/staff/${one.id}`,
    body: () => ({
      qualifications,
      languages: spoken,
      contract: contract === 'unknown' ? null : contract,
      ratherWeekdays: rather.map(Number),
      sex: helps && sex !== 'unknown' ? sex : null,
      version,
    }),
    reply: SavedReply,
    refresh: [STAFF_KEY],
    done: () => {
      toast(m.oncall_staff_record_saved())
      onClose()
    },
  })
  return (
    <FormDialog
      title={m.oncall_staff_record_of({ name: one.name })}
      verb={m.oncall_staff_record_save()}
      busy={save.isPending}
      problem={save.error}
      onSend={() => save.mutate(undefined)}
      onClose={onClose}
    >
      <Chips
        label={m.oncall_staff_qualifications()}
        options={QUALIFICATIONS.map((value) => ({ value, label: wordOf('qualification', value) }))}
        values={qualifications}
        onChange={(values) => setQualifications([...values])}
      />
      <Chips
        label={m.oncall_staff_languages()}
        options={[...new Set([...languages, ...one.languages])].map((value) => ({
          value,
          label: languageName(value),
        }))}
        values={spoken}
        onChange={(values) => setSpoken([...values])}
      />
      {helps ? (
        <Select
          label={m.oncall_staff_sex()}
          hint={m.oncall_staff_sex_hint()}
          value={sex}
          options={(['unknown', ...SEXES] as const).map((value) => ({
            value,
            label: wordOf('sex', value),
          }))}
          onChange={setSex}
        />
      ) : null}
      <Select
        label={m.oncall_staff_contract()}
        value={contract}
        options={(['unknown', ...CONTRACTS] as const).map((value) => ({
          value,
          label: wordOf('contract', value),
        }))}
        onChange={setContract}
      />
      <Chips
        label={m.oncall_staff_rather()}
        hint={m.oncall_staff_rather_hint()}
        options={WEEKDAYS.map((value) => ({ value, label: wordOf('weekday', value) }))}
        values={rather}
        error={save.error?.fieldText('ratherWeekdays')}
        onChange={(values) => setRather([...values])}
      />
    </FormDialog>
  )
}
