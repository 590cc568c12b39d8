import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { m } from '#platform/i18n/texts.ts'
import type { ApiProblem } from '#platform/web/problem.ts'
import { useRead, useWrite } from '#platform/web/queries.ts'
import { RadioGroup } from '#platform/web/ui/choices.tsx'
import { FormDialog } from '#platform/web/ui/dialog.tsx'
import { ProblemState, Skeleton } from '#platform/web/ui/feedback.tsx'
import { TextField } from '#platform/web/ui/text-field.tsx'
import { toast } from '#platform/web/ui/toaster.tsx'
import { PersonDaysReply } from '../contract-own.ts'
import { type AbsenceView, SavedReply, type StaffView } from '../contract-staff.ts'
import { ABSENCE_KINDS, type AbsenceKind } from '../model-staff.ts'
import { DaysOpen, type WrittenDays } from './days-open.tsx'
import { absenceText, wordOf } from './staff-words.ts'
import { OWN_DAYS_KEY } from './use-own-days.ts'
import { ROTA_READINGS } from './use-rota.ts'
import { STAFF_KEY } from './use-staff.ts'

const REFRESH = [STAFF_KEY, OWN_DAYS_KEY, ...ROTA_READINGS]

/** Days of somebody else, written by whoever makes the rota: no day is chosen yet, and what they open is read first. */
export function StaffAbsenceDialog(props: {
  readonly one: StaffView
  readonly onClose: () => void
}): ReactNode {
  const { one, onClose } = props
  const path = `/api/rota/staff/${one.id}`
  const days = useRead({
    key: [...STAFF_KEY, one.id, 'days'],
    path: `${path}/days`,
    reply: PersonDaysReply,
  })
  return (
    <AbsenceDialog
      title={m.oncall_absence_add_of({ name: one.name })}
      path={`${path}/absences`}
      begins=""
      days={days}
      onClose={onClose}
    />
  )
}

/** Days on which somebody cannot, or would rather not; never why. Before they are written the turns that they open are told. */
export function AbsenceDialog(props: {
  readonly title: string
  readonly path: string
  /** The first day that stands there to begin with, or none. */
  readonly begins: string
  /** The turns of whom it is about, as far as they are read. */
  readonly days: Pick<UseQueryResult<PersonDaysReply, ApiProblem>, 'data' | 'error' | 'refetch'>
  readonly onClose: () => void
}): ReactNode {
  const { title, path, begins, days, onClose } = props
  const [kind, setKind] = useState<AbsenceKind>('absent')
  const [from, setFrom] = useState(begins)
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
      <Opened days={days} written={written} />
    </FormDialog>
  )
}

function Opened(props: {
  readonly days: Parameters<typeof AbsenceDialog>[0]['days']
  readonly written: WrittenDays
}): ReactNode {
  const { days, written } = props
  if (days.data !== undefined) return <DaysOpen view={days.data} written={written} />
  if (days.error === null) return <Skeleton lines={2} />
  return <ProblemState problem={days.error} onAgain={() => void days.refetch()} />
}

const ENDS = ['day', 'mistake'] as const

/** The last day of an absence; or it was a mistake, and is taken away whole. */
export function EndAbsenceDialog(props: {
  readonly title: string
  readonly path: string
  readonly absence: AbsenceView
  readonly onClose: () => void
}): ReactNode {
  const { title, path, absence, onClose } = props
  const [how, setHow] = useState<(typeof ENDS)[number]>('day')
  const [until, setUntil] = useState(absence.until ?? '')
  const end = useWrite({
    method: 'POST',
    path,
    body: () => ({ until: how === 'mistake' ? null : until }),
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
      <RadioGroup
        label={m.oncall_absence_end_how()}
        look="segmented"
        value={how}
        options={ENDS.map((value) => ({ value, label: wordOf('absence_end', value) }))}
        onChange={setHow}
      />
      {how === 'mistake' ? (
        <p>{m.oncall_absence_end_mistake_text()}</p>
      ) : (
        <TextField
          label={m.oncall_absence_until()}
          type="date"
          need="required"
          value={until}
          onChange={setUntil}
          error={end.error?.fieldText('until')}
        />
      )}
    </FormDialog>
  )
}
