import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import { useWrite } from '#platform/web/queries.ts'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import type { OwnDaysReply } from '../contract-own.ts'
import { type AbsenceView, SavedReply } from '../contract-staff.ts'
import { ABSENCE_KINDS, type AbsenceKind } from '../model-staff.ts'
import { DaysOpen } from './days-open.tsx'
import { absenceText, wordOf } from './staff-words.ts'
import { OWN_DAYS_KEY } from './use-own-days.ts'
import { ROTA_READINGS } from './use-rota.ts'
import { STAFF_KEY } from './use-staff.ts'

const REFRESH = [STAFF_KEY, OWN_DAYS_KEY, ...ROTA_READINGS]

/** Days on which somebody cannot, or would rather not; never why. One’s `own` say which turns they open. */
export function AbsenceDialog(props: {
  readonly title: string
  readonly path: string
  readonly today: string
  readonly own?: OwnDaysReply
  readonly onClose: () => void
}): ReactNode {
  const { title, path, today, own, onClose } = props
  const [kind, setKind] = useState<AbsenceKind>('absent')
  const [from, setFrom] = useState(today)
  const [until, setUntil] = useState('')
  const written = { kind, from, until: until === '' ? null : until }
  const add = useWrite({
    method: 'POST',
    path,
    body: () => written,
    reply: SavedReply,
    refresh: REFRESH,
    done: () => {
      toast(m.oncall_absence_saved())
      onClose()
    },
  })
  return (
    <FormDialog
      title={title}
      verb={m.oncall_absence_save()}
      busy={add.isPending}
      problem={add.error}
      onSend={() => add.mutate(undefined)}
      onClose={onClose}
    >
      <p>{m.oncall_staff_hint()}</p>
      <RadioGroup
        label={m.oncall_absence_kind()}
        look="segmented"
        value={kind}
        options={ABSENCE_KINDS.map((value) => ({ value, label: wordOf('absence_kind', value) }))}
        onChange={setKind}
      />
      <TextField
        label={m.oncall_absence_from()}
        type="date"
        need="required"
        value={from}
        onChange={setFrom}
        error={add.error?.fieldText('from')}
      />
      <TextField
        label={m.oncall_absence_until()}
        hint={m.oncall_absence_until_hint()}
        type="date"
        value={until}
        onChange={setUntil}
        error={add.error?.fieldText('until')}
      />
      {own === undefined ? null : <DaysOpen view={own} written={written} />}
    </FormDialog>
  )
}

/** The last day of an absence, or none: it was a mistake. */
export function EndAbsenceDialog(props: {
  readonly title: string
  readonly path: string
  readonly absence: AbsenceView
  readonly onClose: () => void
}): ReactNode {
  const { title, path, absence, onClose } = props
  const [until, setUntil] = useState(absence.until ?? '')
  const end = useWrite({
    method: 'POST',
    path,
    body: () => ({ until: until === '' ? null : until }),
    reply: SavedReply,
    refresh: REFRESH,
    done: () => {
      toast(m.oncall_absence_ended())
      onClose()
    },
  })
  return (
    <FormDialog
      title={title}
      verb={m.oncall_absence_end_save()}
      busy={end.isPending}
      problem={end.error}
      onSend={() => end.mutate(undefined)}
      onClose={onClose}
    >
      <p>{absenceText(absence)}</p>
      <p>{m.oncall_absence_end_text()}</p>
      <TextField
        label={m.oncall_absence_until()}
        type="date"
        value={until}
        onChange={setUntil}
        error={end.error?.fieldText('until')}
      />
    </FormDialog>
  )
}
